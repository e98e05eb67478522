import { weakComponents } from './components.ts';
import { ancestorBits, bitCount, type Condensation, condense, reachedCounts } from './reachability.ts';
import type { Arcs } from './snapshot.ts';

export interface KrackhardtDimensions {
  /** Share of pairs joined by some path, directions ignored. */
  readonly connectedness: number;
  /** Of pairs joined by a directed path, the share where only one reaches the other. */
  readonly hierarchy: number;
  /** How few arcs stand beyond those that hold the components together. */
  readonly efficiency: number;
  /** Share of pairs with a least upper bound: someone over both, under everybody else who is over both. */
  readonly leastUpperBound: number;
}

/** Above so many strong components the pairs are too many to look at each. */
const mostPositions = 10_000;

/**
 * Pairs of nodes in one weak component without a least upper bound. u bounds a and b where it reaches both, and is
 * the least where all other bounds reach it: exactly where u's own ancestors are the ones that a and b share.
 */
const pairsWithoutBound = (condensation: Condensation, weak: Uint32Array): number => {
  const { count, sizes } = condensation;
  const { bits, words } = ancestorBits(condensation);
  const ancestorCount = new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    for (let w = 0; w <= at >>> 5; w++) ancestorCount[at] += bitCount(bits[at * words + w]);
  }
  let without = 0;
  for (let b = 1; b < count; b++) {
    for (let a = 0; a < b; a++) {
      if (weak[a] !== weak[b]) continue;
      // One over the other is itself the least bound of the two.
      if ((bits[b * words + (a >>> 5)] >>> (a & 31)) & 1) continue;
      let shared = 0;
      let lowest = -1; // the last of the shared ancestors in topological order
      for (let w = a >>> 5; w >= 0; w--) {
        const both = bits[a * words + w] & bits[b * words + w];
        if (both === 0) continue;
        if (lowest < 0) lowest = w * 32 + 31 - Math.clz32(both);
        shared += bitCount(both);
      }
      if (lowest < 0 || ancestorCount[lowest] !== shared) without += sizes[a] * sizes[b];
    }
  }
  return without;
};

/**
 * Krackhardt's four ways in which a network falls short of being one out-tree, as a chart is.
 *
 * connectedness = Σ_c n_c(n_c − 1) / n(n − 1), over weak components c
 * hierarchy = 1 − V/max V, V pairs that reach each other, max V pairs of which one reaches the other
 * efficiency = 1 − (m − Σ_c (n_c − 1)) / Σ_c (n_c − 1)², over weak components
 * least upper boundedness = 1 − V/Σ_c (n_c − 1)(n_c − 2)/2, V pairs of one weak component without such a bound
 *
 * @param arcs weights ignored; from superior to subordinate, that is from the one turned to (hierarchy is the same
 *   both ways, least upper boundedness is not)
 * @returns four shares, each 1 on an out-tree; `NaN` where the denominator is 0, and least upper boundedness also
 *   above 10,000 strong components
 * Cost O(n/32 · arcs) for hierarchy; least upper boundedness O(c³/96) for c strong components, far less on charts.
 * Source: Krackhardt 1994, Graph theoretical dimensions of informal organizations.
 * Checked against R sna's connectedness, hierarchy and efficiency, both ways round, and a search through all pairs
 * and bounds in Python. sna's lubness (2.7-1) gives other numbers off a chart: against its own manual it asks for a
 * bound that reaches all others, the highest instead of the least.
 */
export const krackhardtDimensions = (
  arcs: Arcs,
  condensation: Condensation = condense(arcs),
  reached: Float64Array = reachedCounts(arcs, condensation),
): KrackhardtDimensions => {
  const { nodeCount: n, out } = arcs;
  const weak = weakComponents(arcs);
  let joined = 0; // ordered pairs in one weak component
  let needed = 0; // Σ (n_c − 1)
  let spare = 0; // Σ (n_c − 1)²
  let boundPairs = 0; // Σ (n_c − 1)(n_c − 2)/2
  for (const size of weak.sizes) {
    joined += size * (size - 1);
    needed += size - 1;
    spare += (size - 1) ** 2;
    boundPairs += ((size - 1) * (size - 2)) / 2;
  }

  let mutual = 0;
  for (const size of condensation.sizes) mutual += (size * (size - 1)) / 2;
  let ordered = 0;
  for (const count of reached) ordered += count;

  const weakOfPosition = new Uint32Array(condensation.count);
  for (let i = 0; i < n; i++) weakOfPosition[condensation.position[i]] = weak.membership[i];
  const canBound = boundPairs > 0 && condensation.count <= mostPositions;

  return {
    connectedness: n > 1 ? joined / (n * (n - 1)) : Number.NaN,
    hierarchy: ordered > 0 ? 1 - mutual / (ordered - mutual) : Number.NaN,
    efficiency: spare > 0 ? 1 - (out.targets.length - needed) / spare : Number.NaN,
    leastUpperBound: canBound ? 1 - pairsWithoutBound(condensation, weakOfPosition) / boundPairs : Number.NaN,
  };
};
