import type { RandomStream } from '../../base/random.ts';
import type { Level, Scratch } from './leiden-level.ts';

/** θ: how often refinement takes a lesser gain, in mean tie weights. The paper's value. */
const randomness = 0.01;

export interface Refinement {
  /** Refined community of each node, in [0, refinedCount); refined communities of one community are consecutive. */
  readonly refined: Uint32Array;
  readonly refinedCount: number;
  /** Community each refined community lies in, in [0, communityCount). */
  readonly communityOf: Uint32Array;
  readonly communityCount: number;
}

/**
 * Splits every community into well connected parts: nodes start alone and may join one part of their own
 * community that is itself well connected, with probability ∝ exp(gain/θ) among gains ≥ 0.
 *
 * A set R ⊆ C is well connected where E(R, C∖R) ≥ (γ/2S) K_R (K_C − K_R).
 *
 * @param community of each node, in [0, nodeCount); not changed
 * @param rate γ/2S
 * @param meanWeight mean tie weight of the original graph: θ counts in it, so the unit of weights is free
 * Cost O(ties).
 * Traag, Waltman & van Eck 2019, algorithm A.2, RefinePartition and MergeNodesSubset.
 */
export const refine = (
  level: Level,
  community: Uint32Array,
  rate: number,
  meanWeight: number,
  random: RandomStream,
  scratch: Scratch,
): Refinement => {
  const { nodeCount, offsets, targets, weights, strength } = level;
  const { tally, touched } = scratch;
  const theta = randomness * meanWeight;

  // Nodes in the order of their communities. A node's place in this order stands for the node below: a community
  // is a range of places, so what is known of its parts lies close together and one comparison says who is in it.
  const start = new Uint32Array(nodeCount + 1);
  for (let v = 0; v < nodeCount; v++) start[community[v] + 1]++;
  for (let c = 0; c < nodeCount; c++) start[c + 1] += start[c];
  const ordered = scratch.queue.subarray(0, nodeCount);
  const part = new Uint32Array(nodeCount); // place of each node's part
  {
    const next = scratch.size;
    next.set(start.subarray(0, nodeCount));
    for (let v = 0; v < nodeCount; v++) ordered[next[community[v]]++] = v;
  }
  for (let c = 0; c < nodeCount; c++) {
    if (start[c + 1] - start[c] > 1) random.shuffle(ordered.subarray(start[c], start[c + 1]));
  }
  const partStrength = new Float64Array(nodeCount); // K_R
  const partOutward = new Float64Array(nodeCount); // E(R, C∖R)
  const hasOthers = new Uint8Array(nodeCount);
  for (let place = 0; place < nodeCount; place++) {
    part[ordered[place]] = place;
    partStrength[place] = strength[ordered[place]];
  }
  const candidates = scratch.empty;
  const { chances } = scratch;

  for (let c = 0; c < nodeCount; c++) {
    const from = start[c];
    const until = start[c + 1];
    if (until - from < 2) continue;
    let total = 0; // K_C
    for (let place = from; place < until; place++) {
      const v = ordered[place];
      total += strength[v];
      let outward = 0;
      for (let k = offsets[v]; k < offsets[v + 1]; k++) {
        const u = part[targets[k]];
        if (u >= from && u < until) outward += weights === null ? 1 : weights[k];
      }
      partOutward[place] = outward;
    }

    for (let place = from; place < until; place++) {
      if (hasOthers[place] === 1) continue;
      const v = ordered[place];
      const k = strength[v];
      const pull = rate * k;
      const outward = partOutward[place];
      if (outward < pull * (total - k)) continue;

      let touchedCount = 0;
      for (let e = offsets[v]; e < offsets[v + 1]; e++) {
        const r = part[targets[e]];
        if (r < from || r >= until) continue;
        const before = tally[r];
        if (before === 0) touched[touchedCount++] = r;
        tally[r] = before + (weights === null ? 1 : weights[e]);
      }
      // Staying alone gains 0. Gains stand relative to the largest, so that exp stays in range.
      let candidateCount = 0;
      let largest = 0;
      for (let t = 0; t < touchedCount; t++) {
        const r = touched[t];
        const K = partStrength[r];
        const gain = tally[r] - pull * K;
        if (gain < 0 || partOutward[r] < rate * K * (total - K)) continue;
        if (gain > largest) largest = gain;
        candidates[candidateCount] = r;
        chances[candidateCount++] = gain;
      }
      const alone = Math.exp(-largest / theta);
      let sum = alone;
      for (let i = 0; i < candidateCount; i++) {
        chances[i] = Math.exp((chances[i] - largest) / theta);
        sum += chances[i];
      }
      let draw = random.uniform() * sum - alone;
      let chosen = place;
      for (let i = 0; i < candidateCount && draw >= 0; i++) {
        chosen = candidates[i];
        draw -= chances[i];
      }
      if (chosen !== place) {
        part[v] = chosen;
        hasOthers[chosen] = 1;
        partStrength[chosen] += k;
        partStrength[place] = 0;
        partOutward[chosen] += outward - 2 * tally[chosen];
      }
      for (let t = 0; t < touchedCount; t++) tally[touched[t]] = 0;
    }
  }

  // Number the parts in the order of their places, so that parts of one community are neighbours on the next level.
  const numberOf = scratch.size;
  const communityOf = new Uint32Array(nodeCount);
  let refinedCount = 0;
  let communityCount = 0;
  for (let c = 0; c < nodeCount; c++) {
    const before = refinedCount;
    for (let place = start[c]; place < start[c + 1]; place++) {
      if (part[ordered[place]] !== place) continue;
      communityOf[refinedCount] = communityCount;
      numberOf[place] = refinedCount++;
    }
    if (refinedCount > before) communityCount++;
  }
  for (let v = 0; v < nodeCount; v++) part[v] = numberOf[part[v]];
  return { refined: part, refinedCount, communityOf: communityOf.slice(0, refinedCount), communityCount };
};
