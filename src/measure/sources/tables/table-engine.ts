import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';

/** An engine in memory, to look at a table before the archive's own reads it. */
export interface TableEngine {
  rows(sql: string): Promise<readonly (readonly DuckDBValue[])[]>;
  run(sql: string): Promise<void>;
  close(): void;
}

export const openTableEngine = async (): Promise<TableEngine> => {
  const instance = await DuckDBInstance.create(':memory:', {
    // Looking at a file never reaches for the network.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: '1GB',
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return {
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRows(),
    run: async (sql) => {
      await connection.run(sql);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
};
