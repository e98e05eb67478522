import type { Csr, Ties } from './snapshot.ts';

/** Strength k_i = Σ_j s_ij of every node. O(nodes + ties). */
export const strengths = (csr: Csr): Float64Array => {
  const { nodeCount, offsets, weights } = csr;
  const strength = new Float64Array(nodeCount);
  for (let i = 0; i < nodeCount; i++) {
    if (weights === null) {
      strength[i] = offsets[i + 1] - offsets[i];
      continue;
    }
    let sum = 0;
    for (let k = offsets[i]; k < offsets[i + 1]; k++) sum += weights[k];
    strength[i] = sum;
  }
  return strength;
};

/**
 * How much more of the ties' weight lies inside communities than the nodes' strengths alone would put there.
 *
 * Q = (1/2S) Σ_ij (s_ij − γ k_i k_j / 2S) δ(c_i, c_j), with 2S = Σ_ij s_ij and k_i = Σ_j s_ij
 *
 * @param ties n nodes, weights ≥ 0
 * @param membership community of each node, length n, any integers in [0, n)
 * @param resolution γ ≥ 0, default 1
 * @returns Q, in [−1/2, 1) for γ = 1; `NaN` without ties
 * @throws Error (fault) where membership has another length than the nodes
 * Cost O(n + ties).
 * Newman & Girvan 2004; γ: Reichardt & Bornholdt 2006, eq. 17.
 * Checked against igraph's modularity on karate, Krackhardt's advice network and random graphs.
 */
export const modularity = (ties: Ties, membership: ArrayLike<number>, resolution = 1): number => {
  const { nodeCount, offsets, targets, weights } = ties;
  if (membership.length !== nodeCount) {
    throw new Error(`modularity: expected ${nodeCount} memberships, but got ${membership.length}`);
  }
  let inside = 0;
  let total = 0; // 2S
  const communityStrength = new Float64Array(nodeCount);
  for (let i = 0; i < nodeCount; i++) {
    const community = membership[i];
    let strength = 0; // k_i
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      const weight = weights === null ? 1 : weights[k];
      strength += weight;
      if (membership[targets[k]] === community) inside += weight;
    }
    communityStrength[community] += strength;
    total += strength;
  }
  let expected = 0;
  for (let c = 0; c < nodeCount; c++) expected += (communityStrength[c] / total) ** 2;
  return total === 0 ? Number.NaN : inside / total - resolution * expected;
};
