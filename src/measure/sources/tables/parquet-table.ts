/** Parquet: the engine knows names and types; every column it can write as text may play a role. */
import { RefusalError } from '../../../base/result.ts';
import { type ReadableTable, sampleRows } from './readable-table.ts';
import { sqlName, sqlText } from './sql-text.ts';
import type { TableEngine } from './table-engine.ts';

export const isParquet = (head: Buffer): boolean => head.subarray(0, 4).toString('latin1') === 'PAR1';

/** @throws RefusalError `table-unreadable` where the file is damaged or breaks off */
export const readParquet = async (engine: TableEngine, path: string): Promise<ReadableTable> => {
  const file = `read_parquet(${sqlText(path)}, file_row_number = true)`;
  const unreadable = (): never => {
    throw new RefusalError('table-unreadable', { path });
  };
  const described = await engine
    .rows(`SELECT column_name, column_type FROM (DESCRIBE SELECT * EXCLUDE (file_row_number) FROM ${file})`)
    .catch(unreadable);
  const all = described.map(([name, type]) => ({ name: String(name), type: String(type) }));
  const columns = all.filter(({ type }) => !/^(STRUCT|MAP|UNION|BLOB)|\[\]\[\]$/.test(type));
  const isList = (column: number) => columns[column]!.type.endsWith('[]');
  const text = (column: number) => {
    const name = sqlName(columns[column]!.name);
    return isList(column) ? `array_to_string(${name}, ';')` : `${name}::VARCHAR`;
  };
  const relation = `(SELECT file_row_number + 1 AS row_number, * EXCLUDE (file_row_number) FROM ${file})`;
  // Decodes every page once: a damaged one is known before anything is imported.
  const pages = columns.map((_, column) => `, sum(length(${text(column)}))`).join('');
  const [counted] = await engine.rows(`SELECT count(*)${pages} FROM ${relation}`).catch(unreadable);
  const texts = columns.map((_, column) => `coalesce(${text(column)}, '')`);
  const sample = await engine.rows(
    `SELECT ${['1', ...texts].join(', ')} FROM ${relation} LIMIT ${sampleRows}`,
  );
  return {
    names: columns.map(({ name }) => name),
    width: columns.length,
    sample: sample.map(([, ...cells]) => cells.map(String)),
    relation,
    unnumbered: relation,
    rows: Number(counted?.[0]),
    text,
    list: (column) =>
      isList(column) ? `list_transform(${sqlName(columns[column]!.name)}, lambda each: each::VARCHAR)` : null,
    mayHaveDecimalComma: false,
    notes: [],
    release: () => {},
  };
};
