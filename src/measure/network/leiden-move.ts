import type { RandomStream } from '../../base/random.ts';
import type { Level, Scratch } from './leiden-level.ts';

/** Gains closer than this share of a node's strength are equal: rounding must not move a node round in circles. */
const equalGain = 1e-12;

/**
 * Fast local moving: every node goes to the neighbouring community (or an empty one) where it gains most; only
 * nodes whose neighbours moved are looked at again.
 *
 * gain(v → C) = E(v, C) − (γ/2S) k_v K_C, K_C without v
 *
 * @param community of each node, in [0, nodeCount); changed in place
 * @param rate γ/2S
 * @returns whether any node moved
 * Cost O(ties) for each visit of every node; a few visits in practice.
 * Traag, Waltman & van Eck 2019, algorithm A.2, MoveNodesFast.
 */
export const moveNodes = (
  level: Level,
  community: Uint32Array,
  rate: number,
  random: RandomStream,
  scratch: Scratch,
): boolean => {
  const { nodeCount, offsets, targets, weights, strength } = level;
  // The weight to a community and its strength stand side by side: one cache line serves both.
  const { tally, touched, isQueued, size, empty } = scratch;
  const queue = scratch.queue.subarray(0, nodeCount);

  size.fill(0, 0, nodeCount);
  tally.fill(0, 0, 2 * nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    size[community[v]]++;
    tally[2 * community[v] + 1] += strength[v];
    queue[v] = v;
    isQueued[v] = 1;
  }
  let emptyCount = 0;
  for (let c = 0; c < nodeCount; c++) if (size[c] === 0) empty[emptyCount++] = c;
  random.shuffle(queue);

  let hasMoved = false;
  let head = 0;
  let tail = 0;
  let waiting = nodeCount;
  while (waiting > 0) {
    const v = queue[head++];
    if (head === nodeCount) head = 0;
    waiting--;
    isQueued[v] = 0;

    const start = offsets[v];
    const end = offsets[v + 1];
    let touchedCount = 0;
    if (weights === null) {
      for (let k = start; k < end; k++) {
        const c = community[targets[k]];
        const before = tally[2 * c];
        if (before === 0) touched[touchedCount++] = c;
        tally[2 * c] = before + 1;
      }
    } else {
      for (let k = start; k < end; k++) {
        const c = community[targets[k]];
        const before = tally[2 * c];
        if (before === 0) touched[touchedCount++] = c;
        tally[2 * c] = before + weights[k];
      }
    }

    const own = community[v];
    const k = strength[v]; // k_v
    const pull = rate * k;
    tally[2 * own + 1] -= k;
    const margin = equalGain * k;
    let best = own;
    let bestGain = tally[2 * own] - pull * tally[2 * own + 1];
    for (let t = 0; t < touchedCount; t++) {
      const c = touched[t];
      const gain = tally[2 * c] - pull * tally[2 * c + 1];
      tally[2 * c] = 0;
      if (gain > bestGain + margin) {
        best = c;
        bestGain = gain;
      }
    }
    if (bestGain < -margin && size[own] > 1) best = empty[--emptyCount];
    tally[2 * best + 1] += k;
    if (best === own) continue;

    hasMoved = true;
    community[v] = best;
    size[best]++;
    if (--size[own] === 0) empty[emptyCount++] = own;
    for (let k = start; k < end; k++) {
      const u = targets[k];
      if (community[u] === best || isQueued[u] === 1) continue;
      isQueued[u] = 1;
      queue[tail++] = u;
      if (tail === nodeCount) tail = 0;
      waiting++;
    }
  }
  tally.fill(0, 0, 2 * nodeCount);
  return hasMoved;
};
