/**
 * How far one node's reach exceeds the others'.
 *
 * GRC = Σ_i (C_max − C_i) / (n − 1), C_i = share of the other nodes that i reaches along arcs
 *
 * @param reached how many others each node reaches (`reachedCounts`), on arcs that run from the one turned to: on a
 *   chart that is from manager to subordinate
 * @returns [0, 1]: 1 on a star pointing out, 0 where all reach alike; `NaN` under two nodes
 * Cost O(n).
 * Source: Mones, Vicsek & Vicsek 2012, Hierarchy measure for complex networks, eq. 2 (unweighted, directed).
 * Checked against networkx's global_reaching_centrality.
 */
export const globalReachingCentrality = (reached: Float64Array): number => {
  const n = reached.length;
  if (n < 2) return Number.NaN;
  let most = 0;
  let sum = 0;
  for (const count of reached) {
    most = Math.max(most, count);
    sum += count;
  }
  return (n * most - sum) / (n - 1) ** 2;
};
