import type { Ties } from './snapshot.ts';

/**
 * Every tie once, from the end with fewer ties to the end with more (equal: by index), nodes renumbered in that
 * order. A triangle then has one lowest node, and rows stay short: at most √(2·ties) long.
 */
export interface TiesByDegree {
  readonly nodeCount: number;
  readonly offsets: Uint32Array;
  /** Ranks, higher than the row's own. */
  readonly targets: Uint32Array;
  readonly weights: Float64Array | null;
  /** Node of each rank. */
  readonly nodeOf: Uint32Array;
}

/** O(n + ties): counting sorts by degree and by target. Chiba & Nishizeki 1985; Latapy 2008, algorithm forward. */
export const byDegree = (ties: Ties): TiesByDegree => {
  const { nodeCount, offsets, targets, weights } = ties;
  let largest = 0;
  for (let v = 0; v < nodeCount; v++) largest = Math.max(largest, offsets[v + 1] - offsets[v]);
  const next = new Uint32Array(largest + 2);
  for (let v = 0; v < nodeCount; v++) next[offsets[v + 1] - offsets[v] + 1]++;
  for (let d = 0; d <= largest; d++) next[d + 1] += next[d];
  const rankOf = new Uint32Array(nodeCount);
  const nodeOf = new Uint32Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    const rank = next[offsets[v + 1] - offsets[v]]++;
    rankOf[v] = rank;
    nodeOf[rank] = v;
  }
  const upOffsets = new Uint32Array(nodeCount + 1);
  const upTargets = new Uint32Array(targets.length / 2);
  const upWeights = weights === null ? null : new Float64Array(targets.length / 2);
  let write = 0;
  for (let rank = 0; rank < nodeCount; rank++) {
    const v = nodeOf[rank];
    for (let k = offsets[v]; k < offsets[v + 1]; k++) {
      const other = rankOf[targets[k]];
      if (other <= rank) continue;
      upTargets[write] = other;
      if (upWeights !== null) upWeights[write] = weights![k];
      write++;
    }
    upOffsets[rank + 1] = write;
  }
  return { nodeCount, offsets: upOffsets, targets: upTargets, weights: upWeights, nodeOf };
};
