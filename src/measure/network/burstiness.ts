/**
 * How bursty a sequence of events is, corrected for how few there are.
 *
 * B_k = (√(k + 1)·r − √(k − 1)) / ((√(k + 1) − 2)·r + √(k − 1)), r = σ/μ of the k times between events
 *
 * Without the correction, (r − 1)/(r + 1), short sequences look regular whatever they are.
 *
 * @param gaps the k ≥ 2 times between consecutive events, each ≥ 0
 * @returns [−1, 1]: −1 regular, 0 as random as it can be (Poisson), 1 all but one gap 0; `NaN` for k < 2 or where
 *   everything happens at once
 * Cost O(k).
 * Source: Goh & Barabási 2008, eq. 1; Kim & Jo 2016, eq. 22 (their n counts the times between events).
 * Checked by closed forms: r = 0 gives −1, r = √((k − 1)/(k + 1)), its mean for k random gaps of fixed sum, gives 0,
 * r = √(k − 1), its largest, gives 1.
 */
export const burstinessOf = (gaps: ArrayLike<number>): number => {
  const k = gaps.length;
  if (k < 2) return Number.NaN;
  let sum = 0;
  for (let g = 0; g < k; g++) sum += gaps[g];
  if (!(sum > 0)) return Number.NaN;
  const mean = sum / k; // μ
  let squares = 0;
  for (let g = 0; g < k; g++) squares += (gaps[g] - mean) ** 2;
  const variation = Math.sqrt(squares / k) / mean; // r = σ/μ
  const more = Math.sqrt(k + 1);
  const less = Math.sqrt(k - 1);
  return Math.min(1, (more * variation - less) / ((more - 2) * variation + less));
};
