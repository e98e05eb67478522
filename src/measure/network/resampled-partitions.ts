/**
 * Communities found again in other traces of the same work: threads drawn with replacement, as many as there are.
 */
import type { RandomStream } from '../../base/random.ts';
import { seedFrom } from '../../base/random.ts';
import { nobody } from './events.ts';
import { leiden } from './leiden.ts';
import type { Ties } from './snapshot.ts';
import { numberThreads } from './threads.ts';
import type { View } from './view.ts';

/** Community of each node, and whether the node has any tie in these traces. */
export interface ResampledPartition {
  readonly membership: Uint32Array;
  readonly isTied: Uint8Array;
}

/** Place of each row's tie in the CSR, seen from its lower node; `nobody` where the row makes no tie. */
const tieOfRows = (view: View, ties: Ties): Uint32Array => {
  const { events, nodeOf } = view;
  const tieOf = new Uint32Array(events.from.length).fill(nobody);
  for (let row = 0; row < tieOf.length; row++) {
    if (events.to[row] === nobody || events.to[row] === events.from[row]) continue;
    const a = nodeOf[events.from[row]];
    const b = nodeOf[events.to[row]];
    const lower = Math.min(a, b);
    const upper = Math.max(a, b);
    let low = ties.offsets[lower];
    let high = ties.offsets[lower + 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ties.targets[middle] < upper) low = middle + 1;
      else high = middle;
    }
    if (ties.targets[low] === upper) tieOf[row] = low;
  }
  return tieOf;
};

/** The ties that are left with new weights, given on the places seen from lower nodes. */
const reweighed = (ties: Ties, weightAt: Float64Array): Ties => {
  const { nodeCount, offsets, targets } = ties;
  // Walking lower nodes in order meets each upper node's ties in order too, so a cursor finds their mirrors.
  const mirror = offsets.slice(0, nodeCount);
  for (let i = 0; i < nodeCount; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      if (targets[k] > i) weightAt[mirror[targets[k]]++] = weightAt[k];
    }
  }
  const keptOffsets = new Uint32Array(nodeCount + 1);
  const keptTargets = new Uint32Array(targets.length);
  const weights = new Float64Array(targets.length);
  let kept = 0;
  for (let i = 0; i < nodeCount; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      if (weightAt[k] === 0) continue;
      keptTargets[kept] = targets[k];
      weights[kept++] = weightAt[k];
    }
    keptOffsets[i + 1] = kept;
  }
  return {
    nodeCount,
    offsets: keptOffsets,
    targets: keptTargets.slice(0, kept),
    weights: weights.slice(0, kept),
    isSymmetric: true,
  };
};

const drawCounts = (count: number, random: RandomStream): Uint32Array => {
  const times = new Uint32Array(count);
  for (let k = 0; k < count; k++) times[random.below(count)]++;
  return times;
};

/**
 * Partitions of `draws` bootstrap samples of a view's threads, each by one run of Leiden until stable.
 *
 * An act without thread is a thread by itself, and so is a stated tie without a time.
 *
 * Cost O(rows · log(ties of one) + draws · (rows + Leiden)).
 * Source: Efron 1979 for the bootstrap; Rosvall & Bergstrom 2010 for communities of resampled networks.
 */
export const resampledPartitions = (view: View, draws: number): ResampledPartition[] => {
  const ties = view.ties();
  const tieOf = tieOfRows(view, ties);
  const { threadOf, count } = numberThreads(view.events, 0);
  return Array.from({ length: draws }, (_, draw) => {
    const times = drawCounts(count, view.random('thread bootstrap', draw));
    const weightAt = new Float64Array(ties.targets.length);
    for (let row = 0; row < tieOf.length; row++) {
      if (tieOf[row] !== nobody && times[threadOf[row]] > 0) {
        weightAt[tieOf[row]] += view.events.weight[row] * times[threadOf[row]];
      }
    }
    const sample = reweighed(ties, weightAt);
    const { membership } = leiden(sample, {
      resolution: view.resolution,
      iterations: 'until-stable',
      seed: seedFrom(view.seed, view.window.id, 'thread bootstrap partition', draw),
    });
    const isTied = Uint8Array.from(membership, (_, i) => (sample.offsets[i + 1] > sample.offsets[i] ? 1 : 0));
    return { membership, isTied };
  });
};
