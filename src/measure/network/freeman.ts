/**
 * Freeman centralisation: how much one node stands above the others, against the network in which it would most.
 *
 * C = Σ_i (max c − c_i) / D
 *
 * @param scores one per node
 * @param denominator D > 0: the largest sum a network of this size can have
 * @returns [0, 1]; `NaN` where D is not positive
 * Cost O(n).
 * Source: Freeman 1979, eq. 8. Checked against R sna's centralization.
 */
export const freemanCentralisation = (scores: ArrayLike<number>, denominator: number): number => {
  if (!(denominator > 0)) return Number.NaN;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) highest = Math.max(highest, scores[i]);
  let sum = 0;
  for (let i = 0; i < scores.length; i++) sum += highest - scores[i];
  return Math.min(1, sum / denominator);
};

/** D of binary in- or out-degree without self-loops: a star pointing in (or out), (n − 1)². */
export const degreeDenominator = (n: number): number => (n - 1) ** 2;

/** D of betweenness over undirected ties: a star, whose middle lies between all pairs, (n − 1)²(n − 2)/2. */
export const betweennessDenominator = (n: number): number => ((n - 1) ** 2 * (n - 2)) / 2;
