import { halfLife } from '../network/half-life.ts';
import type { Measure } from '../network/measure.ts';
import type { View } from '../network/view.ts';
import { consecutivePairs, daysBetween, meanDefined } from '../network/view-windows.ts';

/** Ties of a window, and how many of them stand in the next; the same within each group of persons. */
interface Kept {
  readonly ties: number;
  readonly kept: number;
  readonly tiesWithin: Float64Array;
  readonly keptWithin: Float64Array;
}

const keptBetween = (earlier: View, later: View, groupOf: Int32Array, groupCount: number): Kept => {
  const before = earlier.ties();
  const after = later.ties();
  const tiesWithin = new Float64Array(groupCount);
  const keptWithin = new Float64Array(groupCount);
  let ties = 0;
  let kept = 0;
  for (let i = 0; i < before.nodeCount; i++) {
    const person = earlier.persons[i];
    const node = later.nodeOf[person];
    // Persons ascend with nodes in both views, so both rows can be walked side by side.
    let at = node < 0 ? 0 : after.offsets[node];
    const end = node < 0 ? 0 : after.offsets[node + 1];
    for (let k = before.offsets[i]; k < before.offsets[i + 1]; k++) {
      const other = earlier.persons[before.targets[k]];
      if (other < person) continue;
      const group = groupOf[person] === groupOf[other] ? groupOf[person] : -1;
      ties++;
      if (group >= 0) tiesWithin[group]++;
      while (at < end && later.persons[after.targets[at]] < other) at++;
      if (at === end || later.persons[after.targets[at]] !== other) continue;
      kept++;
      if (group >= 0) keptWithin[group]++;
    }
  }
  return { ties, kept, tiesWithin, keptWithin };
};

/**
 * How many ties last from one window to the next.
 *
 * |E₁ ∩ E₂| / |E₁|, E the pairs of people with any interaction; half-life = step · ln ½ / ln of it
 *
 * For the whole span the mean over consecutive windows. Within a community, ties with both people in it.
 *
 * Returns [0, 1]; 1 where every tie is seen again, 0 where none is. `NaN` with `no-two-windows`. Half-life takes
 * the loss to be the same in every window; `NaN` where nothing was lost.
 * Cost O(ties of the windows). Checked by closed forms and a direct search in property tests.
 */
export const persistence: Measure = {
  id: 'persistence',
  pattern: 'dynamics',
  title: 'Persistence',
  question: 'Do ties last?',
  formula: '|E₁ ∩ E₂|/|E₁| over consecutive windows, E the pairs of people with any interaction',
  unit: 'share',
  range: [0, 1],
  higherMeans: 'more ties of a window are seen again in the next',
  parameters: [],
  parts: [
    { id: 'half-life', title: 'Half-life of a tie', unit: 'days', range: [0, Number.POSITIVE_INFINITY] },
  ],
  source: 'Burt 2000, Decay functions',
  nullModel: 'time-shuffle',
  nullDraws: 20,
  interval: 'logit',
  span: 'consecutive-windows',
  needs: ['time'],
  compute(view) {
    const { membership, communityCount } = view.partition();
    const groupOf = new Int32Array(view.events.people).fill(-1);
    for (let i = 0; i < view.nodeCount; i++) groupOf[view.persons[i]] = membership[i];
    const pairs = consecutivePairs(view);
    const shares: number[] = [];
    const within: number[][] = Array.from({ length: communityCount }, () => []);
    for (const { earlier, later } of pairs) {
      const { ties, kept, tiesWithin, keptWithin } = keptBetween(earlier, later, groupOf, communityCount);
      shares.push(kept / ties);
      for (let c = 0; c < communityCount; c++) within[c].push(keptWithin[c] / tiesWithin[c]);
    }
    const value = meanDefined(shares);
    return {
      value,
      ...(Number.isNaN(value) ? { reason: 'no-two-windows' } : {}),
      parts: { 'half-life': halfLife(value, daysBetween(pairs)) },
      byCommunity: Float64Array.from(within, meanDefined),
    };
  },
};
