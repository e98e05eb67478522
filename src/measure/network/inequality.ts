/**
 * Effective number of equal holders of a total: the Hill number of order 1.
 *
 * ¹D = exp(−Σ p_i ln p_i), p_i = x_i / Σ x
 *
 * @param amounts one per holder, each ≥ 0; holders of 0 add nothing
 * @returns a number in [1, number of positive amounts]; `NaN` where the total is 0. Not normalised.
 * Cost O(n).
 * Source: Hill 1973, Diversity and evenness, eq. 7 with a = 1.
 * Checked against R (vegan's definition, computed from it in `test/reference/values/`).
 */
export const effectiveNumber = (amounts: ArrayLike<number>): number => {
  let total = 0;
  for (let i = 0; i < amounts.length; i++) total += amounts[i];
  if (!(total > 0)) return Number.NaN;
  let entropy = 0; // H = −Σ p ln p
  let holders = 0;
  for (let i = 0; i < amounts.length; i++) {
    if (amounts[i] > 0) {
      const share = amounts[i] / total;
      entropy -= share * Math.log(share);
      holders++;
    }
  }
  // Rounding must not make it more than those who hold something.
  return Math.min(holders, Math.exp(Math.max(0, entropy)));
};

/**
 * How far an effective number stands between one holder and all of them.
 *
 * (¹D − 1) / (n − 1)
 *
 * @param effective ¹D, in [1, n]
 * @param n number of holders, those of 0 included
 * @returns [0, 1]: 0 one holds all, 1 all hold equally; `NaN` for n < 2 or undefined ¹D
 */
export const evenness = (effective: number, n: number): number =>
  n < 2 ? Number.NaN : Math.min(1, Math.max(0, (effective - 1) / (n - 1)));

/**
 * Gini coefficient of amounts, holders of 0 included.
 *
 * G = Σ_i (2i − n − 1) x_(i) / (n Σ x), x ascending, i = 1 … n
 *
 * @param amounts one per holder, each ≥ 0
 * @returns [0, 1 − 1/n], without the n/(n − 1) bias factor; `NaN` where the total is 0
 * Cost O(n log n).
 * Source: Gini 1912; computing form of Dixon et al. 1987.
 * Checked against numpy values in the reference folder.
 */
export const gini = (amounts: ArrayLike<number>): number => {
  const ascending = Float64Array.from(amounts).sort();
  const n = ascending.length;
  let total = 0;
  let weighted = 0;
  for (let i = 0; i < n; i++) {
    total += ascending[i];
    weighted += (2 * i + 1 - n) * ascending[i];
  }
  return total > 0 ? Math.max(0, weighted / (n * total)) : Number.NaN;
};

/**
 * Lorenz curve at evenly spaced shares of holders: which share of the total the smallest k/K of them hold.
 *
 * @param amounts one per holder, each ≥ 0
 * @param steps K ≥ 1
 * @returns K + 1 shares from 0 to 1, linear between holders; all `NaN` where the total is 0
 * Cost O(n log n). Source: Lorenz 1905.
 */
export const lorenz = (amounts: ArrayLike<number>, steps: number): Float64Array => {
  const ascending = Float64Array.from(amounts).sort();
  const n = ascending.length;
  const held = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) held[i + 1] = held[i] + ascending[i];
  const total = held[n];
  const curve = new Float64Array(steps + 1);
  for (let k = 0; k <= steps; k++) {
    const at = (k * n) / steps;
    const below = Math.floor(at);
    const above = Math.min(n, below + 1);
    const amount = held[below] + (at - below) * (held[above] - held[below]);
    curve[k] = total > 0 ? amount / total : Number.NaN;
  }
  return curve;
};
