import type { Kind } from '../src/base/kind.ts';
import { untimed } from '../src/base/time.ts';
import { type Chart, type Events, nobody, noThread } from '../src/measure/network/events.ts';
import { View, type ViewOptions } from '../src/measure/network/view.ts';

/** One interaction, or an act without recipient, said in full. */
export interface Row {
  /** Milliseconds since 1970 UTC, or −∞. */
  readonly timeMs: number;
  readonly from: number;
  /** A person, or `nobody`. */
  readonly to: number;
  /** Index into the kinds; default 0. */
  readonly kind?: number;
  /** Default 1. */
  readonly weight?: number;
  /** Default: an act of its own. Rows of one act have the same time. */
  readonly act?: number;
  /** Default none. */
  readonly thread?: number;
}

export const kindOf = (id: string, traits: Partial<Omit<Kind, 'id'>> = {}): Kind => ({
  id,
  isDirected: true,
  isAnswerable: false,
  isAnswer: false,
  lead: 'none',
  ...traits,
});

export const statedTie = kindOf('stated-tie', { lead: 'forward' });
export const message = kindOf('message', { isAnswerable: true, lead: 'forward' });
export const reply = kindOf('reply', { isAnswerable: true, isAnswer: true, lead: 'reversed' });
export const broadcast = kindOf('broadcast', { isAnswerable: true });
export const meeting = kindOf('meeting', { isDirected: false });

/** Events from rows in any order, sorted as `Events` asks: by time, then act. */
export const eventsFrom = (people: number, kinds: readonly Kind[], rows: readonly Row[]): Events => {
  const sorted = rows
    .map((row, index) => ({ ...row, act: row.act ?? index }))
    .sort((a, b) => (a.timeMs === b.timeMs ? a.act - b.act : a.timeMs - b.timeMs));
  return {
    people,
    kinds,
    timeMs: Float64Array.from(sorted, (row) => row.timeMs),
    from: Uint32Array.from(sorted, (row) => row.from),
    to: Uint32Array.from(sorted, (row) => row.to),
    kind: Uint8Array.from(sorted, (row) => row.kind ?? 0),
    weight: Float64Array.from(sorted, (row) => row.weight ?? 1),
    act: Uint32Array.from(sorted, (row) => row.act),
    thread: Uint32Array.from(sorted, (row) => row.thread ?? noThread),
  };
};

export type Arc = readonly [from: number, to: number, weight?: number];

export interface ArcOptions extends Partial<ViewOptions> {
  readonly kind?: Kind;
  /** Whether people without an arc are in the view all the same, by a post to nobody. Default false. */
  readonly everybodyIsSeen?: boolean;
}

/** A view of ties that people state, or of a chart: arcs without a time. */
export const viewOfArcs = (people: number, arcs: readonly Arc[], options: ArcOptions = {}): View => {
  const rows: Row[] = arcs.map(([from, to, weight = 1]) => ({ timeMs: untimed, from, to, weight }));
  if (options.everybodyIsSeen) {
    for (let from = 0; from < people; from++) rows.push({ timeMs: untimed, from, to: nobody });
  }
  return new View(eventsFrom(people, [options.kind ?? statedTie], rows), { seed: 1, ...options });
};

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/** Everybody turns to person 0. */
export const star = (n: number): Arc[] =>
  range(n)
    .slice(1)
    .map((i) => [i, 0]);

/** 0 turns to 1, who turns to 2, and so on. */
export const path = (n: number): Arc[] => range(n - 1).map((i) => [i, i + 1]);

export const ring = (n: number): Arc[] => range(n).map((i) => [i, (i + 1) % n]);

export const clique = (n: number): Arc[] =>
  range(n).flatMap((i) =>
    range(n)
      .filter((j) => j !== i)
      .map((j): Arc => [i, j]),
  );

/** A chart in which everybody but the lowest has `span` people reporting: arcs from subordinate to manager. */
export const pyramid = (levels: number, span: number): Arc[] => {
  const people = (span ** levels - 1) / (span - 1);
  return range(people)
    .slice(1)
    .map((i) => [i, Math.floor((i - 1) / span)]);
};

/** The chart of the same arcs; level counts from the bottom, unit is that of the person below the root. */
export const chartOf = (people: number, arcs: readonly Arc[]): Chart => {
  const manager = new Int32Array(people).fill(-1);
  for (const [from, to] of arcs) manager[from] = to;
  const line = (person: number): number[] =>
    manager[person] < 0 ? [person] : [...line(manager[person]), person];
  const lines = range(people).map(line);
  const deepest = Math.max(...lines.map((each) => each.length));
  return {
    manager,
    isCharted: new Uint8Array(people).fill(1),
    unit: Int32Array.from(lines, (each) => each[1] ?? -1),
    unitCount: people,
    level: Float64Array.from(lines, (each) => deepest - each.length),
  };
};

/** The same organisation with people numbered otherwise: person i becomes `order[i]`. */
export const renumbered = (arcs: readonly Arc[], order: readonly number[]): Arc[] =>
  arcs.map(([from, to, weight = 1]) => [order[from], order[to], weight]);
