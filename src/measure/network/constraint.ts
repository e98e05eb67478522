import { byDegree } from './by-degree.ts';
import type { Ties } from './snapshot.ts';

/**
 * Burt's constraint: how far a person's ties all lead back to the same people. Low constraint bridges.
 *
 * C_i = Σ_{j ∈ N(i)} (p_ij + Σ_q p_iq p_qj)², p_ij = s_ij / Σ_q s_iq
 *
 * With T_ij = Σ_q s_iq s_qj / k_q, which is the same from both ends, c_ij = ((s_ij + T_ij) / k_i)²: one pass over
 * the triangles fills T for every tie.
 *
 * @param ties n nodes; s_ij = w_ij + w_ji for arcs; weights > 0
 * @returns length n, > 0 (may pass 1 among few, tightly tied people); `NaN` without ties
 * Cost O(ties^1.5) time, O(ties) memory.
 * Burt 1992, eq. 2.4, over i's own contacts j (igraph's and networkx' convention).
 * Checked against igraph's constraint, weighted and unweighted.
 */
export const constraint = (ties: Ties): Float64Array => {
  const { nodeCount, offsets, targets, weights, nodeOf } = byDegree(ties);
  const strength = new Float64Array(nodeCount); // k, by rank
  for (let v = 0; v < nodeCount; v++) {
    for (let k = offsets[v]; k < offsets[v + 1]; k++) {
      const weight = weights === null ? 1 : weights[k];
      strength[v] += weight;
      strength[targets[k]] += weight;
    }
  }
  const indirect = new Float64Array(targets.length); // T of each tie
  const tieTo = new Uint32Array(nodeCount); // 1 + the tie from the node at hand, 0 for none
  for (let v = 0; v < nodeCount; v++) {
    const start = offsets[v];
    const end = offsets[v + 1];
    if (end - start < 2) continue;
    const byV = 1 / strength[v];
    for (let k = start; k < end; k++) tieTo[targets[k]] = k + 1;
    for (let k = start; k < end; k++) {
      const u = targets[k];
      const byU = 1 / strength[u];
      const vu = weights === null ? 1 : weights[k];
      let sum = 0;
      for (let l = offsets[u]; l < offsets[u + 1]; l++) {
        const w = targets[l];
        const third = tieTo[w];
        if (third === 0) continue;
        const uw = weights === null ? 1 : weights[l];
        const vw = weights === null ? 1 : weights[third - 1];
        sum += (vw * uw) / strength[w];
        indirect[l] += vu * vw * byV;
        indirect[third - 1] += vu * uw * byU;
      }
      indirect[k] += sum;
    }
    for (let k = start; k < end; k++) tieTo[targets[k]] = 0;
  }
  const squares = new Float64Array(nodeCount); // Σ_j (s_ij + T_ij)², by rank
  for (let v = 0; v < nodeCount; v++) {
    for (let k = offsets[v]; k < offsets[v + 1]; k++) {
      const square = ((weights === null ? 1 : weights[k]) + indirect[k]) ** 2;
      squares[v] += square;
      squares[targets[k]] += square;
    }
  }
  const result = new Float64Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) result[nodeOf[v]] = squares[v] / strength[v] ** 2;
  return result;
};
