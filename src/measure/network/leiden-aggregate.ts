import type { Level, Scratch } from './leiden-level.ts';
import type { Refinement } from './leiden-refine.ts';

/**
 * The next level: one node for each refined community, its ties the sums of its nodes' ties.
 * Cost O(nodes + ties). Traag, Waltman & van Eck 2019, algorithm A.2, AggregateGraph.
 */
export const aggregate = (level: Level, refinement: Refinement, scratch: Scratch): Level => {
  const { nodeCount, offsets, targets, weights, strength } = level;
  const { refined, refinedCount } = refinement;
  const { tally, touched } = scratch;

  const start = new Uint32Array(refinedCount + 1);
  const coarseStrength = new Float64Array(refinedCount);
  for (let v = 0; v < nodeCount; v++) {
    start[refined[v] + 1]++;
    coarseStrength[refined[v]] += strength[v];
  }
  for (let r = 0; r < refinedCount; r++) start[r + 1] += start[r];
  const ordered = scratch.queue;
  const next = scratch.size;
  next.set(start.subarray(0, refinedCount));
  for (let v = 0; v < nodeCount; v++) ordered[next[refined[v]]++] = v;

  // As long as the finer rows, of which memory only the pages written are ever taken up.
  const coarseTargets = new Uint32Array(targets.length);
  const coarseWeights = new Float64Array(targets.length);
  const coarseOffsets = new Uint32Array(refinedCount + 1);
  let write = 0;
  for (let r = 0; r < refinedCount; r++) {
    let touchedCount = 0;
    for (let place = start[r]; place < start[r + 1]; place++) {
      const v = ordered[place];
      for (let k = offsets[v]; k < offsets[v + 1]; k++) {
        const s = refined[targets[k]];
        const before = tally[s];
        if (before === 0) touched[touchedCount++] = s;
        tally[s] = before + (weights === null ? 1 : weights[k]);
      }
    }
    for (let t = 0; t < touchedCount; t++) {
      const s = touched[t];
      if (s !== r) {
        coarseTargets[write] = s;
        coarseWeights[write++] = tally[s];
      }
      tally[s] = 0;
    }
    coarseOffsets[r + 1] = write;
  }
  return {
    nodeCount: refinedCount,
    offsets: coarseOffsets,
    targets: coarseTargets.subarray(0, write),
    weights: coarseWeights.subarray(0, write),
    strength: coarseStrength,
  };
};
