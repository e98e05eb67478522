/**
 * p values allowing for how many were looked at.
 *
 * p̃_(k) = max_{l ≤ k} min(1, (m − l + 1)·p_(l)), p_(1) ≤ … ≤ p_(m)
 *
 * @param p in [0, 1]; `NaN` is left out and stays
 * Cost O(m log m). Source: Holm 1979. Checked against R's p.adjust(method = "holm").
 */
export const holmAdjusted = (p: readonly number[]): number[] => {
  const order = p
    .map((_, k) => k)
    .filter((k) => !Number.isNaN(p[k]))
    .sort((a, b) => p[a] - p[b]);
  const adjusted = p.map(() => Number.NaN);
  let highest = 0;
  order.forEach((k, place) => {
    highest = Math.max(highest, Math.min(1, (order.length - place) * p[k]));
    adjusted[k] = highest;
  });
  return adjusted;
};
