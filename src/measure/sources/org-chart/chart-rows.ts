/** Rows of a chart as positions: who is meant, whose report they are, from when until when. */
import type { ChartPosition, Diagnostic, SourceAccount } from '../source.ts';

/** One row as the file says it; row numbers count from 1. */
export interface ChartRow {
  readonly row: number;
  readonly person: string;
  readonly address: string | null;
  readonly name: string | null;
  readonly manager: string | null;
  readonly unit: string | null;
  readonly title: string | null;
  readonly level: number | null;
  readonly fromMs: number | null;
  readonly untilMs: number | null;
  /** The day the whole chart was written down, where a file holds several. */
  readonly snapshotMs: number | null;
}

const isAddress = (text: string): boolean => /^[^\s@<>]+@[^\s@<>]+$/.test(text);

const spelled = (text: string): string =>
  text
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase();

/** The space of names that are no address, shared with tables: an id means one person in both. */
const keyOf = (text: string): string => `${isAddress(spelled(text)) ? 'mail' : 'table'}:${spelled(text)}`;

/** Under the id where there is one: the address beside it makes them one person with their mail. */
const accountOf = (row: ChartRow): SourceAccount => {
  const address = row.address !== null && isAddress(spelled(row.address)) ? spelled(row.address) : null;
  const own = spelled(row.person);
  const isOwnAddress = isAddress(own);
  return {
    key: keyOf(row.person),
    name: row.name ?? (/\p{L}\s+\p{L}/u.test(row.person) ? row.person.trim() : null),
    address: address ?? (isOwnAddress ? own : null),
    login: isOwnAddress ? null : own,
    isBot: false,
    mapsTo: null,
  };
};

/** Finds people by id, by address or by name, however a manager is given. */
const finder = (rows: readonly ChartRow[]) => {
  const byText = new Map<string, string>();
  const namesakes = new Set<string>();
  for (const row of rows) {
    const { key } = accountOf(row);
    byText.set(spelled(row.person), key);
    if (row.address !== null) byText.set(spelled(row.address), key);
  }
  const byName = new Map<string, string>();
  for (const row of rows) {
    if (row.name === null) continue;
    const name = spelled(row.name);
    const { key } = accountOf(row);
    if (byName.has(name) && byName.get(name) !== key) namesakes.add(name);
    byName.set(name, key);
  }
  return (text: string): string | null => {
    const said = spelled(text);
    return byText.get(said) ?? (namesakes.has(said) ? null : (byName.get(said) ?? null));
  };
};

/** A position with the row it came from. */
export interface PlacedRow {
  readonly row: number;
  readonly position: ChartPosition;
}

const counter = () => {
  const counts = new Map<string, { place: string; count: number }>();
  return {
    add(code: string, row: number) {
      const known = counts.get(code);
      if (known === undefined) counts.set(code, { place: `row ${row}`, count: 1 });
      else known.count++;
    },
    list: (): Diagnostic[] => [...counts].map(([code, seen]) => ({ code, ...seen })),
  };
};

/** The chart of each day it was written down holds until the next; rows that say the same again are one. */
const spanOf = (
  row: ChartRow,
  days: readonly number[],
): { readonly fromMs: number | null; readonly untilMs: number | null } => {
  if (row.snapshotMs === null) return { fromMs: row.fromMs, untilMs: row.untilMs };
  const place = days.indexOf(row.snapshotMs);
  const next = days[place + 1] ?? null;
  // Whoever joined since the day before this one came then, not on the day it was written down.
  const isNew = row.fromMs !== null && row.fromMs > (days[place - 1] ?? Number.NEGATIVE_INFINITY);
  const from = isNew || place === 0 ? row.fromMs : row.snapshotMs;
  const until = row.untilMs === null ? next : next === null ? row.untilMs : Math.min(next, row.untilMs);
  return { fromMs: from, untilMs: until };
};

const isSamePlace = (a: ChartPosition, b: ChartPosition): boolean =>
  a.managerKey === b.managerKey && a.unit === b.unit && a.title === b.title && a.level === b.level;

const overlap = (a: ChartPosition, b: ChartPosition): boolean =>
  (a.fromMs ?? Number.NEGATIVE_INFINITY) < (b.untilMs ?? Number.POSITIVE_INFINITY) &&
  (b.fromMs ?? Number.NEGATIVE_INFINITY) < (a.untilMs ?? Number.POSITIVE_INFINITY);

/**
 * Positions in the file's order. Of two that contradict each other the later stays; what is left out is counted.
 */
export const positionsOf = (
  rows: readonly ChartRow[],
): { readonly placed: readonly PlacedRow[]; readonly diagnostics: readonly Diagnostic[] } => {
  const notes = counter();
  const known = rows.filter((row) => {
    if (row.person.trim() !== '') return true;
    notes.add('chart-person-missing', row.row);
    return false;
  });
  const find = finder(known);
  const days = [...new Set(known.flatMap(({ snapshotMs }) => snapshotMs ?? []))].sort((a, b) => a - b);
  const byPerson = new Map<string, PlacedRow[]>();
  const ordered = [...known].sort((a, b) => (a.snapshotMs ?? 0) - (b.snapshotMs ?? 0) || a.row - b.row);
  for (const row of ordered) {
    const account = accountOf(row);
    const said = row.manager?.trim() ?? '';
    const found = said === '' ? null : find(said);
    // Whoever stands above and has no row of their own is a person too.
    let managerKey = said === '' ? null : (found ?? keyOf(said));
    if (said !== '' && found === null) notes.add('chart-manager-unknown', row.row);
    if (managerKey === account.key) {
      notes.add('chart-own-manager', row.row);
      managerKey = null;
    }
    const { fromMs, untilMs } = spanOf(row, days);
    if (fromMs !== null && untilMs !== null && untilMs <= fromMs) {
      notes.add('chart-span-empty', row.row);
      continue;
    }
    const { unit, title, level } = row;
    const position: ChartPosition = { account, managerKey, unit, title, level, fromMs, untilMs };
    const held = byPerson.get(account.key) ?? [];
    byPerson.set(account.key, held);
    const before = held.at(-1);
    if (
      before !== undefined &&
      before.position.untilMs === fromMs &&
      isSamePlace(before.position, position)
    ) {
      held[held.length - 1] = { row: before.row, position: { ...before.position, untilMs } };
      continue;
    }
    const clashing = held.findIndex((other) => overlap(other.position, position));
    if (clashing >= 0) {
      notes.add('chart-person-twice', row.row);
      held.splice(clashing, 1);
    }
    held.push({ row: row.row, position });
  }
  const placed = [...byPerson.values()].flat().sort((a, b) => a.row - b.row);
  return { placed, diagnostics: notes.list() };
};
