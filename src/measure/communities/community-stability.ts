import { adjustedMutualInformation } from '../network/adjusted-mutual-information.ts';
import { partitionRuns } from '../network/leiden.ts';
import type { Measure } from '../network/measure.ts';
import { type ResampledPartition, resampledPartitions } from '../network/resampled-partitions.ts';

const bootstraps = 20;

/** Mean agreement over all pairs, each over the people who are tied in both. */
const meanAgreement = (partitions: readonly ResampledPartition[]): number => {
  let sum = 0;
  let pairs = 0;
  for (const [k, first] of partitions.entries()) {
    for (const second of partitions.slice(k + 1)) {
      const inBoth = (_: number, i: number) => first.isTied[i] === 1 && second.isTied[i] === 1;
      sum += adjustedMutualInformation(first.membership.filter(inBoth), second.membership.filter(inBoth));
      pairs++;
    }
  }
  return sum / pairs;
};

/**
 * Whether the same communities would be found in other traces of the same work.
 *
 * mean AMI between the partitions of 20 bootstrap samples of whole threads, all pairs, over people tied in both;
 * beside it between the 10 runs of Leiden on the traces as they are
 *
 * Returns ≤ 1: 1 always the same communities, 0 no more alike than chance. `NaN` with `too-few` without ties.
 * Cost 30 runs of Leiden. Adjusted mutual information is checked against scikit-learn.
 */
export const communityStability: Measure = {
  id: 'community-stability',
  pattern: 'communities',
  title: 'Stability of communities',
  question: 'Would the same communities be found in other traces of the same work?',
  formula:
    'mean adjusted mutual information between partitions of 20 bootstrap samples of whole threads, and beside it between 10 runs of Leiden on the traces as they are',
  unit: '',
  range: [-1, 1],
  higherMeans: 'the communities depend less on which traces were left',
  parameters: [
    {
      id: 'bootstraps',
      value: bootstraps,
      unit: 'samples',
      meaning: 'samples, each thread taken as often as chance says, once on average',
    },
  ],
  parts: [{ id: 'between-runs', title: 'Between runs of Leiden', unit: '', range: [-1, 1] }],
  source:
    'Vinh, Epps & Bailey 2010, Information theoretic measures for clusterings comparison; Rosvall & Bergstrom 2010, Mapping change in large networks',
  nullModel: null,
  nullDraws: 0,
  interval: 'none',
  span: 'whole',
  needs: [],
  compute(view) {
    const ties = view.ties();
    if (ties.targets.length === 0) return { value: Number.NaN, reason: 'too-few' };
    const isTied = Uint8Array.from({ length: view.nodeCount }, (_, i) =>
      ties.offsets[i + 1] > ties.offsets[i] ? 1 : 0,
    );
    const runs = partitionRuns(ties, { resolution: view.resolution, runs: view.leidenRuns, seed: view.seed });
    return {
      value: meanAgreement(resampledPartitions(view, bootstraps)),
      parts: { 'between-runs': meanAgreement(runs.map(({ membership }) => ({ membership, isTied }))) },
    };
  },
};
