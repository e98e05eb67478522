import type { Ties } from './snapshot.ts';

/**
 * Coreness: the largest k such that a person belongs to a set in which everybody has at least k ties within it.
 *
 * @param ties n nodes; weights do not matter
 * @returns length n, integers in [0, max degree]; 0 without ties
 * Cost O(n + ties). Batagelj & Zaversnik 2003, algorithm 1.
 * Checked against igraph's coreness.
 */
export const coreness = (ties: Ties): Uint32Array => {
  const { nodeCount, offsets, targets } = ties;
  const degree = new Uint32Array(nodeCount);
  let largest = 0;
  for (let v = 0; v < nodeCount; v++) {
    degree[v] = offsets[v + 1] - offsets[v];
    if (degree[v] > largest) largest = degree[v];
  }
  const binStart = new Uint32Array(largest + 2);
  for (let v = 0; v < nodeCount; v++) binStart[degree[v] + 1]++;
  for (let d = 0; d <= largest; d++) binStart[d + 1] += binStart[d];
  const ordered = new Uint32Array(nodeCount); // by remaining degree
  const placeOf = new Uint32Array(nodeCount);
  {
    const next = binStart.slice();
    for (let v = 0; v < nodeCount; v++) {
      placeOf[v] = next[degree[v]]++;
      ordered[placeOf[v]] = v;
    }
  }
  for (let place = 0; place < nodeCount; place++) {
    const v = ordered[place];
    const core = degree[v];
    for (let k = offsets[v]; k < offsets[v + 1]; k++) {
      const u = targets[k];
      const remaining = degree[u];
      if (remaining <= core) continue;
      // Swap u with the first node of its bin, and let the bin begin one later.
      const first = binStart[remaining];
      const moved = ordered[first];
      if (moved !== u) {
        const at = placeOf[u];
        ordered[at] = moved;
        placeOf[moved] = at;
        ordered[first] = u;
        placeOf[u] = first;
      }
      binStart[remaining] = first + 1;
      degree[u] = remaining - 1;
    }
  }
  return degree;
};
