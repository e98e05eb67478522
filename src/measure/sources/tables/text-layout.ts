/** How a delimited text is laid out, told from its first lines: delimiter, quotes, what stands before the rows. */
import { type Dialect, recordsOf, type SampleRecord } from './cells.ts';
import { plainName, rolesByName } from './column-names.ts';

export interface TextLayout {
  readonly dialect: Dialect;
  /** Physical lines before the first row, the header among them. */
  readonly skippedLines: number;
  /** Names of the columns, `null` where the rows begin at once. */
  readonly names: readonly string[] | null;
  readonly width: number;
  /** First rows. */
  readonly sample: readonly (readonly string[])[];
}

/** Cells that are a value and never a column's name. */
const isValue = (cell: string): boolean =>
  /^[+-]?\d+([.,]\d+)*$/.test(cell.trim()) ||
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(cell) ||
  cell.includes('@');

/** Lines that stand before a table and say something about it: blank, a comment, Excel's `sep=`. */
const isRemark = (line: string): boolean => /^\s*([#%]|$)/.test(line) || /^"?sep=.?"?$/i.test(line.trim());

const commonWidth = (
  records: readonly SampleRecord[],
): { readonly width: number; readonly share: number } => {
  const counts = new Map<number, number>();
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [width, count] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0];
  return { width, share: count / Math.max(records.length, 1) };
};

interface Reading {
  readonly dialect: Dialect;
  readonly records: readonly SampleRecord[];
  readonly width: number;
  readonly share: number;
}

const readings = (text: string): Reading[] => {
  const delimiters: readonly Dialect['delimiter'][] = ['\t', ';', ',', '|'];
  const escapedBy: Dialect['escape'] = text.includes('\\"') && !text.includes('""') ? '\\' : '"';
  const hasQuotes = text.includes('"');
  const dialects = delimiters
    .filter((delimiter) => text.includes(delimiter))
    .flatMap((delimiter): Dialect[] => [
      { delimiter, quote: '"', escape: escapedBy },
      ...(hasQuotes ? [{ delimiter, quote: '' as const, escape: escapedBy }] : []),
    ]);
  return dialects.map((dialect) => {
    const records = recordsOf(text, dialect);
    return { dialect, records, ...commonWidth(records) };
  });
};

/** The reading under which most lines have the same number of columns; names that mean something tip the scale. */
const bestReading = (text: string): Reading | null => {
  const rank = ({ records, share, width, dialect }: Reading): number => {
    const named = Object.keys(rolesByName(records[0]?.cells ?? [])).length;
    return Math.round(share * 20) + named + Math.min(width, 20) / 100 + (dialect.quote === '"' ? 0.5 : 0);
  };
  const possible = readings(text).filter(({ width, share }) => width > 1 && share > 0.5);
  const [best] = possible.sort((a, b) => rank(b) - rank(a));
  const dialect: Dialect = { delimiter: 'spaces', quote: '', escape: '"' };
  const records = recordsOf(text, dialect);
  const bySpaces: Reading = { dialect, records, ...commonWidth(records) };
  const isBySpaces = bySpaces.width > 1 && bySpaces.share > 0.9 && (best === undefined || best.share < 0.7);
  return isBySpaces ? bySpaces : (best ?? null);
};

/** A first row of words is a header, unless the words return further down where values would. */
const looksLikeNames = (first: readonly string[], rows: readonly (readonly string[])[]): boolean => {
  const known = rolesByName(first);
  if (known.from !== undefined || known.to !== undefined || known.time !== undefined) return true;
  if (first.some(isValue) || first.every((cell) => cell.trim() === '')) return false;
  const isOverValues = first.some(
    (_, column) => rows.filter((row) => isValue(row[column] ?? '')).length > rows.length * 0.8,
  );
  if (isOverValues && rows.length > 0) return true;
  return !first.some((cell) => rows.some((row) => row.includes(cell)));
};

/** `null` where the text is no table: one column only, or lines that agree on nothing. */
export const textLayout = (text: string): TextLayout | null => {
  const lines = text.split(/\r\n|\n|\r/);
  let remarks = 0;
  while (remarks < lines.length - 1 && isRemark(lines[remarks]!)) remarks++;
  const body = lines.slice(remarks).join('\n');
  const reading = bestReading(body);
  if (reading === null) return null;
  const { dialect, width, records } = reading;
  // A title above the table has fewer cells than its rows.
  const firstRow = records.findIndex(({ cells }) => cells.length === width);
  const first = records[Math.max(firstRow, 0)]!;
  const rows = records.slice(firstRow + 1).map(({ cells }) => cells);
  if (looksLikeNames(first.cells, rows.slice(0, 200))) {
    const next = records[firstRow + 1];
    // A header over several lines ends where the first row starts; blank lines between are skipped anyway.
    const after = next?.line ?? body.split('\n').length;
    return {
      dialect,
      skippedLines: remarks + after,
      names: first.cells.map((cell) => cell.trim()),
      width,
      sample: rows,
    };
  }
  // SNAP writes the names into its last remark: `# FromNodeId	ToNodeId`.
  const remark = remarks > 0 ? lines[remarks - 1]!.replace(/^\s*[#%]+\s*/, '') : '';
  const remarkCells = recordsOf(remark, dialect)[0]?.cells ?? [];
  const remarkRoles = rolesByName(remarkCells);
  const isNamedByRemark =
    remarkCells.length === width && remarkRoles.from !== undefined && remarkRoles.to !== undefined;
  return {
    dialect,
    skippedLines: remarks + first.line,
    names: isNamedByRemark ? remarkCells.map((cell) => cell.trim()) : null,
    width,
    sample: [first.cells, ...rows],
  };
};

/** Names made whole for people to read and write: empty and repeated ones get their place. */
export const distinctNames = (names: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  return names.map((name, index) => {
    const own =
      name === '' || seen.has(plainName(name)) ? `${name}${name === '' ? '' : '_'}${index + 1}` : name;
    seen.add(plainName(own));
    return own;
  });
};
