/** The published measures as one flat table: a row for each number, for spreadsheets and statistics. */
import type { Published, PublishedNumber } from './published.ts';

const header = [
  'measure',
  'part',
  'window',
  'community',
  'unit',
  'people',
  'value',
  'low',
  'high',
  'null_mean',
  'null_sd',
  'z',
  'percentile',
  'p',
  'note',
] as const;

type Cell = string | number | null;

/** RFC 4180: quoted where it must be. */
const field = (cell: Cell): string => {
  if (cell === null) return '';
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const numberCells = (number: PublishedNumber): Cell[] => {
  if (number.withheld) return [null, null, null, null, null, null, null, null, `withheld: ${number.reason}`];
  const { value, interval, reason } = number;
  const chance = number.null;
  return [
    value,
    interval?.low ?? null,
    interval?.high ?? null,
    chance?.mean ?? null,
    chance?.sd ?? null,
    chance?.z ?? null,
    chance?.percentile ?? null,
    chance?.p ?? null,
    reason ?? null,
  ];
};

const plainValue = (value: number | null, low: number | null = null, high: number | null = null): Cell[] => [
  value,
  low,
  high,
  null,
  null,
  null,
  null,
  null,
  null,
];

/** CSV with a header, lines ended by CR LF (RFC 4180). Withheld numbers keep their row, with the reason. */
export const measuresCsv = (published: Published): string => {
  const rows: Cell[][] = [];
  for (const measure of Object.values(published.measures)) {
    const { id, unit } = measure;
    const window = measure.evidence.window;
    const unitOf = (part: string) => measure.parts[part]?.unit ?? '';
    rows.push([id, null, window, null, unit, measure.evidence.people, ...numberCells(measure)]);
    for (const [part, number] of Object.entries(measure.parts)) {
      rows.push([id, part, window, null, number.unit, measure.evidence.people, ...numberCells(number)]);
    }
    for (const cell of measure.windows) {
      if (cell.withheld) {
        const note = numberCells({ ...cell, value: null, interval: null, null: null });
        rows.push([id, null, cell.window, null, unit, null, ...note]);
        continue;
      }
      rows.push([id, null, cell.window, null, unit, cell.people, ...plainValue(cell.value)]);
      for (const [part, value] of Object.entries(cell.parts)) {
        rows.push([id, part, cell.window, null, unitOf(part), cell.people, ...plainValue(value)]);
      }
    }
    for (const cell of measure.communities) {
      const place = [id, null, window, cell.community, unit] as const;
      if (cell.withheld) {
        rows.push([...place, null, ...numberCells({ ...cell, value: null, interval: null, null: null })]);
      } else {
        const { low, high } = cell.interval ?? { low: null, high: null };
        rows.push([...place, cell.people, ...plainValue(cell.value, low, high)]);
      }
    }
  }
  return [header, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
};
