/** CSV, TSV and their kin, and columns kept apart by blanks: sniffed here, read by the engine. */
import { RefusalError } from '../../../base/result.ts';
import type { Diagnostic } from '../source.ts';
import type { ReadableTable } from './readable-table.ts';
import { sampleRows } from './readable-table.ts';
import { sqlText } from './sql-text.ts';
import {
  compressionOf,
  type Encoding,
  isWholeGzip,
  type Mended,
  mendTable,
  type Packing,
} from './table-bytes.ts';
import type { TableEngine } from './table-engine.ts';
import { distinctNames, type TextLayout } from './text-layout.ts';
import { isWholeZstd } from './zstd-frames.ts';

/** Lines are read whole where no delimiter of one letter keeps the columns apart. */
const noDelimiter = '\u0001';

/** Names of the temporary tables in which the engine keeps lines it cannot split. */
const rejects = { lines: 'unreadable_line', scans: 'unreadable_scan' } as const;

interface Relation {
  readonly numbered: string;
  readonly unnumbered: string;
}

const relationOf = (
  path: string,
  packing: Packing,
  layout: TextLayout,
  isCounting: boolean,
  most: number | null = null,
): Relation => {
  const { delimiter, quote } = layout.dialect;
  const isBySpaces = delimiter === 'spaces';
  const columns = isBySpaces ? ['line'] : Array.from({ length: layout.width }, (_, index) => `c${index + 1}`);
  const options = [
    'auto_detect = false',
    'header = false',
    `skip = ${layout.skippedLines}`,
    `delim = ${sqlText(isBySpaces ? noDelimiter : delimiter)}`,
    `quote = ${sqlText(quote)}`,
    `escape = ${sqlText(quote === '' ? '' : layout.dialect.escape)}`,
    `compression = ${sqlText(compressionOf[packing])}`,
    `columns = {${columns.map((name) => `'${name}': 'VARCHAR'`).join(', ')}}`,
    isCounting
      ? `store_rejects = true, rejects_table = '${rejects.lines}', rejects_scan = '${rejects.scans}'`
      : 'ignore_errors = true',
  ];
  const all = `read_csv(${sqlText(path)}, ${options.join(', ')})`;
  const file = most === null ? all : `(SELECT * FROM ${all} LIMIT ${most})`;
  const unnumbered = isBySpaces
    ? `(SELECT regexp_split_to_array(trim(line), '\\s+') AS cells FROM ${file} WHERE trim(line) <> '')`
    : file;
  return { numbered: `(SELECT row_number() OVER () AS row_number, * FROM ${unnumbered})`, unnumbered };
};

interface Counted {
  readonly rows: number;
  /** Lines the engine cannot split, by its own word for why. */
  readonly unreadable: ReadonlyMap<string, { readonly count: number; readonly line: number }>;
}

/** Reads the file once and counts. `null` where the engine gives up on it altogether. */
const countRows = async (
  engine: TableEngine,
  path: string,
  packing: Packing,
  layout: TextLayout,
): Promise<Counted | null> => {
  const isBySpaces = layout.dialect.delimiter === 'spaces';
  try {
    for (const table of Object.values(rejects)) await engine.run(`DROP TABLE IF EXISTS ${table}`);
    const { unnumbered } = relationOf(path, packing, layout, true);
    // Cells that nobody asks for are not looked at, so every column is asked for.
    const cells = Array.from(
      { length: isBySpaces ? 0 : layout.width },
      (_, index) => `, count(c${index + 1})`,
    );
    const [row] = await engine.rows(`SELECT count(*)${cells.join('')} FROM ${unnumbered}`);
    const said = await engine.rows(
      `SELECT error_type::VARCHAR, count(DISTINCT line), min(line) FROM ${rejects.lines} GROUP BY ALL`,
    );
    const unreadable = new Map(
      said.map(([why, count, line]) => [String(why), { count: Number(count), line: Number(line) }]),
    );
    return { rows: Number(row?.[0]), unreadable };
  } catch {
    return null;
  }
};

const isHarmed = ({ unreadable }: Counted): boolean =>
  unreadable.has('INVALID ENCODING') || unreadable.has('UNQUOTED VALUE');

const mendingNotes = (mended: Mended): Diagnostic[] => [
  ...(mended.reencoded.count > 0
    ? [{ code: 'table-not-utf8', place: `line ${mended.reencoded.first}`, count: mended.reencoded.count }]
    : []),
  ...(mended.unclosed.count > 0
    ? [{ code: 'table-quote-open', place: `line ${mended.unclosed.first}`, count: mended.unclosed.count }]
    : []),
  ...(mended.isCutShort ? [{ code: 'table-cut-short', place: 'end', count: 1 }] : []),
];

/**
 * A delimited file that the engine can read. Where it cannot read it as it stands (not UTF-8, mixed line ends, a
 * quote left open, a packed file that breaks off), a mended copy is read in its place.
 *
 * @throws RefusalError `table-unreadable` where no copy helps
 */
export const readDelimited = async (
  engine: TableEngine,
  path: string,
  packing: Packing,
  encoding: Encoding,
  layout: TextLayout,
): Promise<ReadableTable> => {
  let file = { path, packing };
  let mending: Diagnostic[] = [];
  let release = () => {};
  // The engine reads a packed file up to where it breaks off and says nothing.
  const isReadable = encoding.startsWith('utf-8') && (packing !== 'gzip' || (await isWholeGzip(path)));
  let counted = isReadable ? await countRows(engine, path, packing, layout) : null;
  // Packed with zstd there is nothing to mend with: what the engine can read is read.
  if ((counted === null || isHarmed(counted)) && packing !== 'zstd') {
    const mended = await mendTable(path, packing, encoding, layout.dialect.quote !== '');
    file = { path: mended.path, packing: 'none' };
    mending = mendingNotes(mended);
    release = mended.release;
    counted = await countRows(engine, file.path, file.packing, layout);
  }
  if (counted === null) {
    release();
    throw new RefusalError('table-unreadable', { path });
  }
  // What a cut zstd file ends in is nobody's whole row.
  const isCutZstd = packing === 'zstd' && !(await isWholeZstd(path));
  if (isCutZstd) mending.push({ code: 'table-cut-short', place: 'end', count: 1 });
  const rows = isCutZstd ? Math.max(counted.rows - 1, 0) : counted.rows;
  const notes: Diagnostic[] = [...mending];
  let unsplit = 0;
  let first = Number.POSITIVE_INFINITY;
  for (const { count, line } of counted.unreadable.values()) {
    unsplit += count;
    first = Math.min(first, line);
  }
  if (unsplit > 0) notes.push({ code: 'table-line-unreadable', place: `line ${first}`, count: unsplit });
  const isBySpaces = layout.dialect.delimiter === 'spaces';
  const relation = relationOf(file.path, file.packing, layout, false, isCutZstd ? rows : null);
  return {
    names: layout.names === null ? null : distinctNames(layout.names),
    width: layout.width,
    sample: layout.sample.slice(0, sampleRows),
    relation: relation.numbered,
    unnumbered: relation.unnumbered,
    rows,
    text: (column) => (isBySpaces ? `cells[${column + 1}]` : `c${column + 1}`),
    list: () => null,
    mayHaveDecimalComma: layout.dialect.delimiter !== ',',
    notes,
    release,
  };
};
