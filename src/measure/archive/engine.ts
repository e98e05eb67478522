/**
 * The one place where DuckDB is opened, asked and written to. Errors of the machine that a person can do
 * something about (a locked file, a full disk) leave it as refusals; everything else stays a fault.
 */
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import {
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBResult,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import { RefusalError } from '../../base/result.ts';

export type Row = readonly DuckDBValue[];

/** One connection; statements run one after another. */
export interface Engine {
  /** `null` for an archive in memory. */
  readonly path: string | null;
  readonly isReadOnly: boolean;
  run(
    sql: string,
    values?: Record<string, DuckDBValue>,
    types?: Record<string, DuckDBType | undefined>,
  ): Promise<void>;
  rows(
    sql: string,
    values?: Record<string, DuckDBValue>,
    types?: Record<string, DuckDBType | undefined>,
  ): Promise<readonly Row[]>;
  /** First column of the first row as a number, `null` for NULL or no row. */
  number(sql: string, values?: Record<string, DuckDBValue>): Promise<number | null>;
  /** Chunks of a result as the engine makes them; the next statement may only run after the last chunk. */
  stream(sql: string): Promise<DuckDBResult>;
  /** Appends columns of equal length. `isTemporary` for staging tables. */
  append(table: string, columns: readonly Column[], isTemporary?: boolean): Promise<void>;
  /** Everything `work` writes is committed together or not at all. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /** Stops the statement under way, whose promise rejects; between two statements it does nothing. */
  interrupt(): void;
  /** Share of the statement under way that is done, [0, 1]; `null` while unknown. */
  progress(): number | null;
  close(): void;
}

export interface Column {
  readonly type: DuckDBType;
  readonly values: readonly DuckDBValue[];
}

/** Rows of one DuckDB vector. */
const vectorLength = 2048;

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** What the engine's message means to a person wherever it comes up, `null` where it is a fault of ours. */
export const refusalOfEngineError = (error: unknown, path: string): RefusalError | null =>
  /No space left on device|ENOSPC|not enough space on the disk|max_temp_directory_size/i.test(
    messageOf(error),
  )
    ? new RefusalError('disk-full', { path })
    : null;

/** What it means that an archive cannot be opened. */
const refusalOfOpening = (error: unknown, path: string): RefusalError | null => {
  const message = messageOf(error);
  if (/Could not set lock on file/.test(message)) {
    const holder = /PID (\d+)/.exec(message)?.[1] ?? '0';
    return new RefusalError('archive-locked', { path, holder: holder === '0' ? '' : ` (process ${holder})` });
  }
  if (/newer (?:version|DuckDB)|but we can only read|storage version/i.test(message))
    return new RefusalError('archive-newer', { path });
  if (/database does not exist/.test(message)) return new RefusalError('archive-missing', { path });
  if (/not a valid DuckDB|Is a directory|corrupt|checksum|Could not read (?:enough|from)/i.test(message)) {
    return new RefusalError('archive-unreadable', { path });
  }
  if (/Permission denied|Read-only file system|No such file or directory|Not a directory/i.test(message)) {
    return new RefusalError('archive-not-writable', { path });
  }
  return refusalOfEngineError(error, path);
};

/** Half the machine, and never more than four gigabytes: the measures need room beside the engine. */
const memoryLimitMegabytes = () => Math.floor(Math.min(totalmem() / 2, 4e9) / 1e6);

const isEmptyFile = (path: string): boolean => {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size === 0;
};

/**
 * Opens the file, or makes it, readable by its owner alone. An empty one (of a process killed in the moment of
 * making it) is as good as none; that it opens so far shows that nobody else holds it.
 */
const openInstance = async (
  path: string,
  options: Record<string, string>,
  isReadOnly: boolean,
): Promise<DuckDBInstance> => {
  const isNew = !existsSync(path);
  try {
    const instance = await DuckDBInstance.create(path, options);
    if (isNew) chmodSync(path, 0o600);
    return instance;
  } catch (error) {
    const refusal = refusalOfOpening(error, path);
    const isRemains = refusal?.refusal.code === 'archive-unreadable' && isEmptyFile(path);
    if (isReadOnly || !isRemains) throw refusal ?? error;
    rmSync(path);
    return openInstance(path, options, isReadOnly);
  }
};

export const openEngine = async (path: string | null, isReadOnly: boolean): Promise<Engine> => {
  const place = path ?? 'memory';
  const refusing = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw refusalOfEngineError(error, place) ?? error;
    }
  };
  // What does not fit into memory goes beside the archive, or to a folder of this process for one without a file.
  const spill = path === null ? mkdtempSync(join(tmpdir(), 'equipo-memory-')) : `${path}.tmp`;
  const options = {
    temp_directory: spill,
    // An archive never reaches for the network.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: `${memoryLimitMegabytes()}MB`,
    ...(isReadOnly ? { access_mode: 'READ_ONLY' } : {}),
  };
  const instance =
    path === null
      ? await DuckDBInstance.create(':memory:', options)
      : await openInstance(path, options, isReadOnly);
  // A killed import leaves what the engine had moved out of memory; it is ours now, and of no use.
  if (path !== null && !isReadOnly) rmSync(spill, { recursive: true, force: true });
  const connection: DuckDBConnection = await instance.connect();
  // Times without a zone are UTC, whatever this machine's zone is.
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run('SET enable_progress_bar = true');
  await connection.run('SET enable_progress_bar_print = false');

  const rows: Engine['rows'] = (sql, values, types) =>
    refusing(async () => (await connection.runAndReadAll(sql, values, types)).getRows());

  const run: Engine['run'] = (sql, values, types) =>
    refusing(async () => {
      await connection.run(sql, values, types);
    });

  return {
    path,
    isReadOnly,
    run,
    rows,
    async number(sql, values) {
      const found = (await rows(sql, values))[0]?.[0];
      return found === undefined || found === null ? null : Number(found);
    },
    stream: (sql) => refusing(() => connection.stream(sql)),
    append: (table, columns, isTemporary = false) =>
      refusing(async () => {
        const count = columns[0]?.values.length ?? 0;
        if (count === 0) return;
        const appender = await connection.createAppender(table, 'main', isTemporary ? 'temp' : null);
        const types = columns.map((column) => column.type);
        for (let start = 0; start < count; start += vectorLength) {
          const end = Math.min(start + vectorLength, count);
          const chunk = DuckDBDataChunk.create(types, end - start);
          chunk.setColumns(columns.map((column) => column.values.slice(start, end)));
          appender.appendDataChunk(chunk);
        }
        appender.closeSync();
      }),
    async transaction(work) {
      await run('BEGIN TRANSACTION');
      try {
        const value = await work();
        await run('COMMIT');
        return value;
      } catch (error) {
        // After a failed commit there is nothing to roll back; the first error is the one to tell.
        await connection.run('ROLLBACK').catch(() => undefined);
        throw error;
      }
    },
    interrupt: () => connection.interrupt(),
    progress() {
      const { percentage } = connection.progress;
      return percentage < 0 ? null : Math.min(1, percentage / 100);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
      if (path === null) rmSync(spill, { recursive: true, force: true });
    },
  };
};
