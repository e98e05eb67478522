/**
 * Communities found again in other traces of the same work: each thread is taken as often as chance says, once on
 * average.
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

/** Place of each pair's tie in the CSR, seen from its lower node; `nobody` where the pair makes no tie here. */
const tieOfPairs = (view: View, ties: Ties): Uint32Array => {
  const { nodeOf } = view;
  const { from, to } = view.pairs();
  return Uint32Array.from(from, (person, pair) => {
    const a = nodeOf[person];
    const b = nodeOf[to[pair]];
    if (a < 0 || b < 0) return nobody;
    const lower = Math.min(a, b);
    const upper = Math.max(a, b);
    let low = ties.offsets[lower];
    let high = ties.offsets[lower + 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ties.targets[middle] < upper) low = middle + 1;
      else high = middle;
    }
    return low < ties.offsets[lower + 1] && ties.targets[low] === upper ? low : nobody;
  });
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

/** P(X ≤ k) for X Poisson with mean 1, on the scale of 32 random bits. */
const poissonBounds = ((): Float64Array => {
  const bounds = new Float64Array(13);
  let term = Math.exp(-1);
  let sum = 0;
  for (let k = 0; k < bounds.length; k++) {
    sum += term;
    bounds[k] = sum * 2 ** 32;
    term /= k + 1;
  }
  return bounds;
})();

/** How often each of `count` threads is taken: Poisson with mean 1. */
const drawTimes = (count: number, random: RandomStream): Uint8Array => {
  const times = new Uint8Array(count);
  for (let k = 0; k < count; k++) {
    const bits = random.uint32();
    let taken = 0;
    while (taken < poissonBounds.length && bits >= poissonBounds[taken]) taken++;
    times[k] = taken;
  }
  return times;
};

/**
 * Partitions of `draws` Poisson bootstrap samples of a view's threads, each by one run of Leiden of 2 iterations.
 *
 * An act without thread is a thread by itself, and so is a stated tie without a time.
 *
 * Cost O(pairs · log(ties of one) + draws · (rows + Leiden)).
 * Source: Hanley & MacGibbon 2006 for the Poisson bootstrap; Rosvall & Bergstrom 2010 for communities of resampled networks.
 */
export const resampledPartitions = (view: View, draws: number): ResampledPartition[] => {
  const ties = view.ties();
  const tieOf = tieOfPairs(view, ties);
  const { pairOf } = view.pairs();
  const { threadOf, count } = numberThreads(view.events, 0);
  return Array.from({ length: draws }, (_, draw) => {
    const times = drawTimes(count, view.random('thread bootstrap', draw));
    const weightOf = new Float64Array(tieOf.length);
    for (let row = 0; row < pairOf.length; row++) {
      const taken = times[threadOf[row]];
      if (taken > 0 && pairOf[row] !== nobody) weightOf[pairOf[row]] += view.events.weight[row] * taken;
    }
    const weightAt = new Float64Array(ties.targets.length);
    for (let pair = 0; pair < tieOf.length; pair++) {
      if (tieOf[pair] !== nobody) weightAt[tieOf[pair]] += weightOf[pair];
    }
    const sample = reweighed(ties, weightAt);
    const { membership } = leiden(sample, {
      resolution: view.resolution,
      seed: seedFrom(view.seed, view.window.id, 'thread bootstrap partition', draw),
    });
    const isTied = Uint8Array.from(membership, (_, i) => (sample.offsets[i + 1] > sample.offsets[i] ? 1 : 0));
    return { membership, isTied };
  });
};
