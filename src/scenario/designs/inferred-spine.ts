import { tiesFromPairs } from '../../measure/network/csr.ts';

/**
 * A spine where nobody drew one: the tree of shortest ways from the person who is nearest to all others among the
 * best connected. People whom no tie reaches stand under that person.
 *
 * @param people n ≥ 1
 * @param a, b ends of each tie
 * @returns person above each, −1 for the one in the middle; the same ties give the same tree
 * Cost O(32 · (n + ties)): only the 32 people with most ties are tried as the middle.
 */
export const inferredSpine = (people: number, a: ArrayLike<number>, b: ArrayLike<number>): Int32Array => {
  const { offsets, targets } = tiesFromPairs(people, a, b);
  const tried = Array.from({ length: people }, (_, i) => i)
    .sort((p, q) => offsets[q + 1] - offsets[q] - (offsets[p + 1] - offsets[p]) || p - q)
    .slice(0, 32);
  let best: Int32Array = new Int32Array(0);
  let nearest = Number.POSITIVE_INFINITY;
  for (const root of tried) {
    const above = new Int32Array(people).fill(root);
    const distance = new Int32Array(people).fill(-1);
    const order = [root];
    distance[root] = 0;
    let sum = 0;
    for (let head = 0; head < order.length; head++) {
      const p = order[head];
      sum += distance[p];
      for (let k = offsets[p]; k < offsets[p + 1]; k++) {
        const q = targets[k];
        if (distance[q] >= 0) continue;
        distance[q] = distance[p] + 1;
        above[q] = p;
        order.push(q);
      }
    }
    above[root] = -1;
    // Whoever is not reached counts as far as can be.
    sum += (people - order.length) * people;
    if (sum < nearest) {
      nearest = sum;
      best = above;
    }
  }
  return best;
};
