import { forEachPart } from '../network/activity.ts';
import { burstinessOf } from '../network/burstiness.ts';
import { fewestPeople } from '../network/fewest-people.ts';
import type { Measure } from '../network/measure.ts';
import { median } from '../network/median.ts';
import type { View } from '../network/view.ts';

const fewestGaps = 10;

/** Times of each node's acts, ascending, in compressed rows. */
const actTimes = (view: View): { offsets: Uint32Array; times: Float64Array } => {
  const { events, nodeOf } = view;
  const offsets = new Uint32Array(view.nodeCount + 1);
  const isTimed = (row: number) => events.timeMs[row] > Number.NEGATIVE_INFINITY;
  forEachPart(events, (person, row) => {
    if (isTimed(row)) offsets[nodeOf[person] + 1]++;
  });
  for (let i = 0; i < view.nodeCount; i++) offsets[i + 1] += offsets[i];
  const next = offsets.slice(0, view.nodeCount);
  const times = new Float64Array(offsets[view.nodeCount]);
  // Rows ascend in time, so each person's do too.
  forEachPart(events, (person, row) => {
    if (isTimed(row)) times[next[nodeOf[person]]++] = events.timeMs[row];
  });
  return { offsets, times };
};

/**
 * Whether people act in bursts.
 *
 * median over people of (σ − μ)/(σ + μ) of the times between their acts, corrected for few acts (`burstiness.ts`)
 *
 * People with fewer than 10 times between acts are left out: theirs says little.
 *
 * Returns [−1, 1]: −1 as regular as a clock, 0 at random, 1 all at once and then silence. For a community, the median
 * of its people; `NaN` under five. `NaN` with `too-few` under five people with enough acts.
 * Cost O(rows + n log n). Checked by closed forms, and near 0 on simulated Poisson sequences of any length.
 */
export const burstiness: Measure = {
  id: 'burstiness',
  pattern: 'dynamics',
  title: 'Burstiness',
  question: 'Does the median person act steadily, or in bursts?',
  formula: '(σ − μ)/(σ + μ) of the times between a person’s acts, corrected for few acts; median over people',
  unit: '',
  range: [-1, 1],
  higherMeans: 'more in bursts',
  parameters: [
    { id: 'fewest', value: fewestGaps, unit: '', meaning: 'times between acts that a person needs to count' },
  ],
  parts: [],
  source:
    'Goh & Barabási 2008, Burstiness and memory in complex systems; Kim & Jo 2016, Measuring burstiness for finite event sequences',
  nullModel: 'time-shuffle',
  nullDraws: 20,
  interval: 'none',
  span: 'each-window',
  needs: ['time'],
  compute(view) {
    const { offsets, times } = actTimes(view);
    const { membership, communityCount } = view.partition();
    const all: number[] = [];
    const within: number[][] = Array.from({ length: communityCount }, () => []);
    for (let i = 0; i < view.nodeCount; i++) {
      const own = times.subarray(offsets[i], offsets[i + 1]);
      if (own.length - 1 < fewestGaps) continue;
      const value = burstinessOf(
        Float64Array.from({ length: own.length - 1 }, (_, g) => own[g + 1] - own[g]),
      );
      if (Number.isNaN(value)) continue;
      all.push(value);
      within[membership[i]].push(value);
    }
    if (all.length < fewestPeople) return { value: Number.NaN, reason: 'too-few' };
    return {
      value: median(all),
      byCommunity: Float64Array.from(within, (values) =>
        values.length < fewestPeople ? Number.NaN : median(values),
      ),
    };
  },
};
