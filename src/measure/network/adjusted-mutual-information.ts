/** How many groups there are of each size. */
const sizeCounts = (sizes: ArrayLike<number>): Map<number, number> => {
  const counts = new Map<number, number>();
  for (let g = 0; g < sizes.length; g++) {
    if (sizes[g] > 0) counts.set(sizes[g], (counts.get(sizes[g]) ?? 0) + 1);
  }
  return counts;
};

/** ln k! for k = 0 … n. */
const logFactorials = (n: number): Float64Array => {
  const table = new Float64Array(n + 1);
  for (let k = 2; k <= n; k++) table[k] = table[k - 1] + Math.log(k);
  return table;
};

/**
 * Mutual information that two partitions with these group sizes share by chance.
 *
 * E[I] = Σ_ij Σ_{n_ij} (n_ij/n) ln(n·n_ij/(a_i b_j)) · P(n_ij), P hypergeometric, n_ij from max(1, a_i + b_j − n) to
 * min(a_i, b_j)
 *
 * Groups of one size are taken together, so the cost follows distinct sizes, at most √(2n) of them.
 * Source: Vinh, Epps & Bailey 2010, eq. 24a.
 */
const expectedInformation = (sizesA: ArrayLike<number>, sizesB: ArrayLike<number>, n: number): number => {
  const logFactorial = logFactorials(n);
  const countsA = [...sizeCounts(sizesA)];
  const countsB = [...sizeCounts(sizesB)];
  let expected = 0;
  for (const [a, timesA] of countsA) {
    for (const [b, timesB] of countsB) {
      const constant =
        logFactorial[a] + logFactorial[b] + logFactorial[n - a] + logFactorial[n - b] - logFactorial[n];
      let sum = 0;
      for (let shared = Math.max(1, a + b - n); shared <= Math.min(a, b); shared++) {
        const probability = Math.exp(
          constant -
            logFactorial[shared] -
            logFactorial[a - shared] -
            logFactorial[b - shared] -
            logFactorial[n - a - b + shared],
        );
        sum += (shared / n) * Math.log((n * shared) / (a * b)) * probability;
      }
      expected += timesA * timesB * sum;
    }
  }
  return expected;
};

/** H = −Σ (s/n) ln(s/n), in nats. */
const entropy = (sizes: ArrayLike<number>, n: number): number => {
  let sum = 0;
  for (let g = 0; g < sizes.length; g++) if (sizes[g] > 0) sum -= (sizes[g] / n) * Math.log(sizes[g] / n);
  return sum;
};

const sizesOf = (groups: ArrayLike<number>): Uint32Array => {
  let highest = -1;
  for (let i = 0; i < groups.length; i++) highest = Math.max(highest, groups[i]);
  const sizes = new Uint32Array(highest + 1);
  for (let i = 0; i < groups.length; i++) sizes[groups[i]]++;
  return sizes;
};

/**
 * How far two partitions of the same things agree, beyond what their group sizes alone would give.
 *
 * AMI = (I − E[I]) / (½(H_A + H_B) − E[I])
 *
 * @param a, b group of each thing, equal length, integers ≥ 0; numbers themselves mean nothing
 * @returns ≤ 1: 1 the same groups, 0 as by chance, a little below 0 less than that. 1 where both put everything in
 *   one group, or both everything alone; `NaN` without things
 * @throws Error (fault) on unequal lengths
 * Cost O(n + Σ over pairs of distinct sizes of the smaller one).
 * Source: Vinh, Epps & Bailey 2010, AMI_sum (arithmetic mean of the entropies).
 * Checked against scikit-learn's adjusted_mutual_info_score(average_method='arithmetic').
 */
export const adjustedMutualInformation = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  const n = a.length;
  if (b.length !== n) throw new Error(`adjustedMutualInformation: expected ${n} groups, but got ${b.length}`);
  if (n === 0) return Number.NaN;
  const sizesA = sizesOf(a);
  const sizesB = sizesOf(b);
  const shared = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    const cell = a[i] * sizesB.length + b[i];
    shared.set(cell, (shared.get(cell) ?? 0) + 1);
  }
  let information = 0; // I
  for (const [cell, count] of shared) {
    const groupA = Math.floor(cell / sizesB.length);
    const groupB = cell % sizesB.length;
    information += (count / n) * Math.log((n * count) / (sizesA[groupA] * sizesB[groupB]));
  }
  const usedA = sizesA.filter((size) => size > 0).length;
  const usedB = sizesB.filter((size) => size > 0).length;
  // As many cells as groups on both sides: the partitions are the same.
  if (shared.size === usedA && usedA === usedB) return 1;
  const expected = expectedInformation(sizesA, sizesB, n); // E[I]
  const mean = (entropy(sizesA, n) + entropy(sizesB, n)) / 2;
  return (information - expected) / (mean - expected);
};
