/**
 * Tables as a source: CSV, TSV and their kin, NDJSON, Parquet, plain edge lists. The archive's engine reads the
 * file; this says how, in one SELECT, after a look at the whole of it: what each column is, how time is written,
 * which lines cannot be read.
 */
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { RefusalError } from '../../../base/result.ts';
import { kinds } from '../kinds.ts';
import type { Diagnostic, TableColumns, TabularSource } from '../source.ts';
import { chooseColumns } from './choose-columns.ts';
import { readDelimited } from './delimited-table.ts';
import { jsonShape, readJson } from './json-table.ts';
import { isParquet, readParquet } from './parquet-table.ts';
import type { ReadableTable } from './readable-table.ts';
import { recipientsOf } from './recipients.ts';
import { sqlText } from './sql-text.ts';
import { encodingOf, firstBytes, isBinary, packingOf, textOf, unpackedStart } from './table-bytes.ts';
import { openTableEngine, type TableEngine } from './table-engine.ts';
import { textLayout } from './text-layout.ts';
import {
  areWithoutZone,
  deliveredTime,
  slashedParts,
  type TimeNotation,
  timeMsSql,
  timeNotationOf,
} from './time-notation.ts';

export interface TableOptions {
  /** Column by name, or by place from 1 (`time=3,from=1,to=2`); `none` for a role no column plays. */
  readonly columns?: Partial<TableColumns>;
  /** Rows have no direction: meetings, contacts. */
  readonly undirected?: boolean;
  /** Kind of rows that name none. */
  readonly kind?: string;
}

/** As much of a file as is looked at before anything is decided. */
const startBytes = 256 * 1024;

const isTableName = (path: string): boolean =>
  /\.(csv|tsv|tab|txt|dat|edges|edgelist|ndjson|jsonl|json|parquet|pq)(\.(gz|zst))?$/i.test(path);

const startOfZstd = async (engine: TableEngine, path: string): Promise<string | null> => {
  try {
    const lines = await engine.rows(
      `SELECT line FROM read_csv(${sqlText(path)}, auto_detect = false, header = false, compression = 'zstd',
         delim = '\u0001', quote = '', escape = '', columns = {'line': 'VARCHAR'}, ignore_errors = true) LIMIT 2000`,
    );
    return lines.map(([line]) => (line === null ? '' : String(line))).join('\n');
  } catch {
    return null;
  }
};

/** Why a file holds no table: it is no text, or its lines do not split into columns. */
export type NoTable = 'binary' | 'no-columns';

export const isTable = (found: ReadableTable | NoTable): found is ReadableTable => typeof found === 'object';

/**
 * The table in a file.
 *
 * @throws RefusalError `table-empty`, `table-unreadable`
 */
export const readTable = async (engine: TableEngine, path: string): Promise<ReadableTable | NoTable> => {
  const head = await firstBytes(path, startBytes);
  if (isParquet(head)) return readParquet(engine, path);
  const packing = packingOf(head);
  if (packing === 'zstd') {
    const text = await startOfZstd(engine, path);
    if (text === null) throw new RefusalError('table-unreadable', { path });
    return readText(engine, path, text, packing, 'utf-8');
  }
  const start = packing === 'gzip' ? unpackedStart(head) : head;
  const encoding = encodingOf(start);
  if (encoding.startsWith('utf-8') && isBinary(start)) return 'binary';
  const text = textOf(start, encoding);
  // Cut within a line by the look itself, not by the file.
  const isWhole = packing === 'none' && head.length < startBytes;
  return readText(engine, path, isWhole ? text : text.replace(/[^\n]*$/, ''), packing, encoding);
};

const readText = async (
  engine: TableEngine,
  path: string,
  text: string,
  packing: ReturnType<typeof packingOf>,
  encoding: ReturnType<typeof encodingOf>,
): Promise<ReadableTable | NoTable> => {
  if (text.trim() === '') throw new RefusalError('table-empty', { path });
  const shape = jsonShape(text);
  if (shape !== null) return readJson(engine, path, packing, encoding, shape);
  const layout = textLayout(text);
  return layout === null ? 'no-columns' : readDelimited(engine, path, packing, encoding, layout);
};

const cellsOf = (table: ReadableTable, column: number): string[] =>
  table.sample.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '');

/** Words that stand for an empty cell. */
const absent = ['NA', 'N/A', '#N/A', 'NULL', 'null', 'None', 'NaN', 'nan', 'nil'].map(sqlText).join(', ');

const present = (text: string): string => `CASE WHEN ${text} IN (${absent}) THEN NULL ELSE ${text} END`;

/** Decides between day and month first by the whole column: one of the two numbers is above 12 somewhere. */
const settleSlashes = async (
  engine: TableEngine,
  path: string,
  table: ReadableTable,
  column: number,
): Promise<TimeNotation> => {
  const [first, second] = slashedParts(table.text(column));
  const [most] = await engine.rows(`SELECT max(${first}), max(${second}) FROM ${table.unnumbered}`);
  const isDayFirst = Number(most?.[0]) > 12;
  const isMonthFirst = Number(most?.[1]) > 12;
  if (isDayFirst !== isMonthFirst) return { notation: isDayFirst ? 'day-first' : 'month-first' };
  const name = table.names?.[column] ?? `${column + 1}`;
  throw new RefusalError(isDayFirst ? 'table-dates-mixed' : 'table-dates-ambiguous', { path, column: name });
};

const notationOfColumn = async (
  engine: TableEngine,
  path: string,
  table: ReadableTable,
  column: number,
): Promise<TimeNotation> => {
  const name = table.names?.[column] ?? `${column + 1}`;
  const cells = cellsOf(table, column);
  const notation = timeNotationOf(cells, name);
  if (notation === null) throw new RefusalError('table-time-unknown', { path, column: name });
  return notation.notation === 'day-or-month-first' ? settleSlashes(engine, path, table, column) : notation;
};

/** Counts that lie so early count from a start of their own, not from 1970. */
const earlyMs = Date.UTC(1971, 0);

interface Time {
  readonly format: TabularSource['timeFormat'];
  readonly sql: string;
  readonly ms: string;
  readonly notes: readonly Diagnostic[];
}

const timeOf = async (
  engine: TableEngine,
  path: string,
  table: ReadableTable,
  column: number | undefined,
  stated: TimeNotation | null,
): Promise<Time | null> => {
  if (column === undefined) return null;
  const notation = stated ?? (await notationOfColumn(engine, path, table, column));
  const text = present(table.text(column));
  const ms = timeMsSql(notation, text);
  const notes: Diagnostic[] = [];
  const place = `column ${table.names?.[column] ?? column + 1}`;
  if (notation.notation !== 'count' && areWithoutZone(cellsOf(table, column))) {
    notes.push({ code: 'table-times-without-zone', place, count: table.rows });
  }
  if (notation.notation === 'count') {
    const [earliest] = await engine.rows(`SELECT min(${ms}) FROM ${table.unnumbered}`);
    const first = earliest?.[0];
    if (first !== null && first !== undefined && Number(first) < earlyMs) {
      notes.push({ code: 'table-times-from-start', place, count: table.rows });
    }
  }
  return { ...deliveredTime(notation, text), ms, notes };
};

/**
 * A table as a source. `from` and `to` are delivered as they are written; the archive knows whose name they are.
 *
 * @returns `null` where the path is no file, or a file that neither is nor claims to be a table
 * @throws RefusalError `table-empty`, `table-binary`, `table-without-columns`, `table-unreadable`, `table-columns-missing`,
 * `table-columns-unclear`, `table-column-unknown`, `table-time-unknown`, `table-dates-ambiguous`,
 * `table-dates-mixed`, `table-rows-unusable`, `table-kind-unknown`, `source-unreadable`
 */
export const openTable = async (path: string, options: TableOptions = {}): Promise<TabularSource | null> => {
  const { kind } = options;
  if (kind !== undefined && !kinds.some(({ id }) => id === kind)) {
    throw new RefusalError('table-kind-unknown', { kind, known: kinds.map(({ id }) => id).join(', ') });
  }
  const file = resolve(path);
  try {
    if (!(await stat(file)).isFile()) return null;
  } catch {
    return null;
  }
  const engine = await openTableEngine();
  try {
    const table = await readTable(engine, file);
    if (isTable(table)) {
      try {
        return await describeTable(engine, path, table, options);
      } catch (error) {
        table.release();
        throw error;
      }
    }
    const isMeant = isTableName(path) || Object.keys(options.columns ?? {}).length > 0;
    if (isMeant)
      throw new RefusalError(table === 'binary' ? 'table-binary' : 'table-without-columns', { path });
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES')
      throw new RefusalError('source-unreadable', { path });
    throw error;
  } finally {
    engine.close();
  }
};

const describeTable = async (
  engine: TableEngine,
  path: string,
  table: ReadableTable,
  options: TableOptions,
): Promise<TabularSource> => {
  const { columns, notation, isSurvey, isUndirected } = chooseColumns(path, table, options.columns ?? {});
  if (table.rows === 0) throw new RefusalError('table-empty', { path });
  const from = columns.from!;
  const time = await timeOf(engine, path, table, columns.time, notation);
  const senderText = present(table.text(from));

  const usable = time === null ? '' : `AND (${time.ms}) IS NOT NULL`;
  const found = await engine.rows(
    `SELECT 1 FROM ${table.unnumbered} WHERE trim(${senderText}) <> '' ${usable} LIMIT 1`,
  );
  if (found.length === 0) throw new RefusalError('table-rows-unusable', { path, rows: table.rows });

  const textOfRole = (role: 'kind' | 'context' | 'weight') => {
    const column = columns[role];
    return column === undefined ? 'NULL::VARCHAR' : present(table.text(column));
  };
  const hasDecimalComma =
    table.mayHaveDecimalComma &&
    columns.weight !== undefined &&
    cellsOf(table, columns.weight).some((cell) => /^\d*,\d+$/.test(cell));
  const weight = hasDecimalComma ? `replace(${textOfRole('weight')}, ',', '.')` : textOfRole('weight');

  const to = columns.to;
  const split = to === undefined ? null : await recipientsOf(engine, table, from, to);
  const wholeCell = to === undefined ? 'NULL::VARCHAR' : table.text(to);
  const recipient = present(split === null ? wholeCell : 'recipient');
  const label = basename(path);
  const isContact = isUndirected && options.kind === undefined;
  return {
    shape: 'tabular',
    description: {
      type: 'table',
      label,
      idSpace: `table ${label.replace(/\.(gz|zst)$/i, '')}`,
      isOpenlyNamed: false,
      progressUnit: 'rows',
    },
    notes: [
      ...table.notes,
      ...(time?.notes ?? []),
      ...(time === null ? [{ code: 'table-untimed', place: 'whole file', count: table.rows }] : []),
      ...(isContact ? [{ code: 'table-pairs-once', place: 'whole file', count: table.rows }] : []),
    ],
    select: `SELECT row_number, ${time?.sql ?? 'NULL::VARCHAR'} AS "time", ${senderText} AS "from",
      ${recipient} AS "to", ${textOfRole('kind')} AS kind, ${textOfRole('context')} AS context,
      ${weight} AS weight FROM ${split ?? table.relation}`,
    timeFormat: time?.format ?? 'none',
    defaultKind:
      options.kind ?? (isContact ? 'contact' : isSurvey || time === null ? 'stated-tie' : 'message'),
    isDirected: options.undirected !== true && !isContact,
    rows: table.rows,
    release: table.release,
  };
};
