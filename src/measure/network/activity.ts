import { type Events, nobody } from './events.ts';
import { integrationKinds } from './integration-kinds.ts';
import type { View } from './view.ts';

/**
 * Calls `visit` once for each person who takes part in each act: whoever does it, and for symmetric kinds (a
 * meeting, a contact, a co-authored commit) both sides. For integration the doer is the recipient.
 *
 * Cost O(rows).
 */
export const forEachPart = (events: Events, visit: (person: number, row: number) => void): void => {
  const isInward = events.kinds.map((kind) => integrationKinds.has(kind.id));
  const isSymmetric = events.kinds.map((kind) => !kind.isDirected);
  // Rows of one act stand together, so the last act seen of each person tells who was counted already.
  const lastAct = new Float64Array(events.people).fill(-1);
  const take = (person: number, row: number) => {
    if (lastAct[person] === events.act[row]) return;
    lastAct[person] = events.act[row];
    visit(person, row);
  };
  for (let row = 0; row < events.from.length; row++) {
    const kind = events.kind[row];
    const to = events.to[row];
    if (!(isInward[kind] && to !== nobody)) take(events.from[row], row);
    if (to !== nobody && (isInward[kind] || isSymmetric[kind])) take(to, row);
  }
};

/** Acts each node takes part in, weight 1 each. Shared by everything that asks who carries how much. */
export const actsByNode = (view: View): Float64Array =>
  view.memo('acts by node', () => {
    const acts = new Float64Array(view.nodeCount);
    forEachPart(view.events, (person) => {
      acts[view.nodeOf[person]]++;
    });
    return acts;
  });

/** First timed act of each person in the whole span, +∞ for those without one. */
export const firstActMs = (view: View): Float64Array =>
  view.within.memo('first acts', () => {
    const { events } = view.within;
    const first = new Float64Array(events.people).fill(Number.POSITIVE_INFINITY);
    forEachPart(events, (person, row) => {
      const timeMs = events.timeMs[row];
      if (timeMs > Number.NEGATIVE_INFINITY && timeMs < first[person]) first[person] = timeMs;
    });
    return first;
  });

/** First and last time of any timed row; `null` where nothing has a time. Rows are sorted, untimed ones first. */
export const timedSpan = (events: Events): { readonly firstMs: number; readonly lastMs: number } | null => {
  const { timeMs } = events;
  let low = 0;
  let high = timeMs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeMs[middle] === Number.NEGATIVE_INFINITY) low = middle + 1;
    else high = middle;
  }
  return low === timeMs.length ? null : { firstMs: timeMs[low], lastMs: timeMs[timeMs.length - 1] };
};
