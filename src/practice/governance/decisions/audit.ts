/** One step of a count as a member reads it: what happened, in words, and the numbers it rests on. */
export interface AuditStep {
  readonly title: string;
  readonly words: string;
  /** Empty where the step has no table. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const step = (
  title: string,
  words: string,
  columns: readonly string[] = [],
  rows: readonly (readonly string[])[] = [],
): AuditStep => ({ title, words, columns, rows });

/** `A`, `A and B`, `A, B and C`. */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? 'nobody') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** `1 ballot`, `2 ballots`. */
export const counted = (count: number | bigint, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 || count === 1n ? one : many}`;
