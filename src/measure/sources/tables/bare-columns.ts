/**
 * What the columns of a table without a header are, told from their values: two columns of the same ids are from and
 * to, and a third that only rises is time. Anything that could be read in two ways is left to the person.
 */
import type { TableColumns } from '../source.ts';

export interface BareColumns {
  readonly columns: Partial<Record<keyof TableColumns, number>>;
  /** Contacts written once for each pair, smaller id first, as SocioPatterns does: they have no direction. */
  readonly isUndirected: boolean;
}

const isNumber = (cell: string) => /^[+-]?\d+(\.\d+)?$/.test(cell.trim());

const column = (rows: readonly (readonly string[])[], index: number) => rows.map((row) => row[index] ?? '');

/** Share of the smaller set of values that stands in the other too. */
const overlap = (a: readonly string[], b: readonly string[]): number => {
  const [few, many] = [new Set(a), new Set(b)].sort((x, y) => x.size - y.size) as [Set<string>, Set<string>];
  let both = 0;
  for (const value of few) if (many.has(value)) both++;
  return both / Math.max(few.size, 1);
};

const isoDate = /^\d{4}-\d\d-\d\d/;

/** Numbers or ISO dates that hardly ever fall (a log may be a little out of order), and rise often. */
const rises = (values: readonly string[]): boolean => {
  if (!values.every(isNumber) && !values.every((value) => isoDate.test(value))) return false;
  const order = (a: string, b: string) => (isNumber(a) ? Number(b) - Number(a) : b < a ? -1 : b > a ? 1 : 0);
  let steps = 0;
  let falls = 0;
  for (let row = 1; row < values.length; row++) {
    const step = order(values[row - 1]!, values[row]!);
    if (step < 0) falls++;
    if (step > 0) steps++;
  }
  return steps * 20 > values.length && falls * 50 <= values.length;
};

/** Seconds or milliseconds since 1970 that lie after 1973, or dates. */
const looksLikeTime = (values: readonly string[]): boolean =>
  values.every((value) => (isNumber(value) ? Number(value) >= 1e8 : isoDate.test(value)));

/** `null` where the values leave room for doubt. */
export const bareColumns = (rows: readonly (readonly string[])[], width: number): BareColumns | null => {
  const values = Array.from({ length: width }, (_, index) => column(rows, index));
  if (width === 2) return { columns: { from: 0, to: 1 }, isUndirected: false };
  const isTime = (index: number, a: number, b: number): boolean => {
    const others = [...values[a]!, ...values[b]!];
    if (looksLikeTime(values[index]!) && !looksLikeTime(others)) return true;
    return rows.length >= 20 && rises(values[index]!) && overlap(values[index]!, others) < 0.2;
  };
  const areIds = (a: number, b: number) => rows.length < 20 || overlap(values[a]!, values[b]!) > 0.3;
  const isLast = width === 3 && isTime(2, 0, 1) && areIds(0, 1);
  const isFirst = isTime(0, 1, 2) && areIds(1, 2);
  if (isLast && !isFirst) return { columns: { from: 0, to: 1, time: 2 }, isUndirected: false };
  if (isFirst && !isLast) {
    const isCanonical = rows.every((row) => isNumber(row[1]!) && Number(row[1]) < Number(row[2]));
    return { columns: { time: 0, from: 1, to: 2 }, isUndirected: rows.length >= 50 && isCanonical };
  }
  const isWeight =
    width === 3 &&
    values[2]!.every(isNumber) &&
    values[2]!.some((value) => value.includes('.')) &&
    areIds(0, 1);
  return isWeight ? { columns: { from: 0, to: 1, weight: 2 }, isUndirected: false } : null;
};
