/**
 * Probabilities adjusted for how many were looked at, so that among all that come out below q at most a share q is
 * chance, on average.
 *
 * p̃_(i) = min_{j ≥ i} min(1, m p_(j) / j), p ascending
 *
 * @param probabilities m values in [0, 1]
 * @returns adjusted values in the same order, each at least its own p
 * Cost O(m log m).
 * Source: Benjamini & Hochberg 1995; adjusted values as in R's p.adjust(method = "BH"), which they are checked against.
 */
export const benjaminiHochberg = (probabilities: readonly number[]): number[] => {
  const count = probabilities.length;
  const descending = probabilities.map((_, k) => k).sort((a, b) => probabilities[b] - probabilities[a]);
  const adjusted = new Array<number>(count);
  let least = 1;
  for (const [place, k] of descending.entries()) {
    least = Math.min(least, (count * probabilities[k]) / (count - place));
    adjusted[k] = least;
  }
  return adjusted;
};
