import type { Csr } from './snapshot.ts';

export interface Returned {
  /** Σ_{i≠j} w_ij. */
  readonly total: number;
  /** Σ_{i<j} 2·min(w_ij, w_ji). */
  readonly returned: number;
  readonly arcs: number;
  /** Arcs whose opposite exists. */
  readonly arcsReturned: number;
  /** The same within each group: arcs with both ends in it. */
  readonly totalWithin: Float64Array;
  readonly returnedWithin: Float64Array;
}

/**
 * How much of the weight of arcs is met by weight in the opposite direction, overall and within groups.
 *
 * Σ_i Σ_j min(w_ij, w_ji), which is Σ_{i<j} 2·min(w_ij, w_ji)
 *
 * @param csr arcs, targets ascending in each row
 * @param group group of each node, in [0, groupCount)
 * @returns weights and counts, see `Returned`
 * Cost O(nodes + arcs): rows are walked in order, so each opposite arc is found by a cursor that only advances.
 * Source: Squartini et al. 2013, eq. 1 and 2.
 */
export const returnedWeight = (csr: Csr, group: ArrayLike<number>, groupCount: number): Returned => {
  const { nodeCount, offsets, targets, weights } = csr;
  const totalWithin = new Float64Array(groupCount);
  const returnedWithin = new Float64Array(groupCount);
  // For i ascending, the targets j of which i is looked up come in ascending i, so j's cursor never turns back.
  const cursor = offsets.slice(0, nodeCount);
  let total = 0;
  let returned = 0;
  let arcsReturned = 0;
  for (let i = 0; i < nodeCount; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      const j = targets[k];
      const weight = weights === null ? 1 : weights[k];
      const isWithin = group[i] === group[j];
      total += weight;
      if (isWithin) totalWithin[group[i]] += weight;
      while (cursor[j] < offsets[j + 1] && targets[cursor[j]] < i) cursor[j]++;
      if (cursor[j] === offsets[j + 1] || targets[cursor[j]] !== i) continue;
      const met = Math.min(weight, weights === null ? 1 : weights[cursor[j]]);
      returned += met;
      arcsReturned++;
      if (isWithin) returnedWithin[group[i]] += met;
    }
  }
  return { total, returned, arcs: targets.length, arcsReturned, totalWithin, returnedWithin };
};
