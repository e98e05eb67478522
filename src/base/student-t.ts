/** Lanczos coefficients, g = 607/128, n = 15 (Godfrey 2001); relative error below 1e-14 for x > 0. */
const lanczos = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202,
  0.00003399464998481189, 0.00004652362892704858, -0.00009837447530487956, 0.0001580887032249125,
  -0.00021026444172410488, 0.00021743961811521265, -0.0001643181065367639, 0.00008441822398385275,
  -0.000026190838401581408, 0.0000036899182659531625,
];

/**
 * Natural logarithm of the gamma function.
 *
 * @param x > 0
 * @returns ln Γ(x)
 * Source: Lanczos 1964; coefficients of Godfrey 2001. Checked against R's lgamma.
 */
export const logGamma = (x: number): number => {
  let sum = lanczos[0];
  for (let i = 1; i < lanczos.length; i++) sum += lanczos[i] / (x + i);
  const t = x + 607 / 128 + 0.5;
  return (x + 0.5) * Math.log(t) - t + Math.log((2.5066282746310007 * sum) / x);
};

/** Continued fraction of the incomplete beta function by Lentz's method (Numerical Recipes, 3rd ed., 6.4). */
const betaFraction = (x: number, a: number, b: number): number => {
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 1000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return fraction;
};

/** I_x(a, b), the regularised incomplete beta function, x in [0, 1]. */
const regularisedBeta = (x: number, a: number, b: number): number => {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
};

/**
 * Distribution function of Student's t.
 *
 * P(T ≤ t) = 1 − ½ I_{ν/(ν + t²)}(ν/2, ½) for t ≥ 0
 *
 * @param t any real
 * @param freedom ν > 0, degrees of freedom
 * @returns [0, 1]
 * Checked against R's pt.
 */
export const studentProbability = (t: number, freedom: number): number => {
  const tail = regularisedBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
  return t >= 0 ? 1 - tail : tail;
};

/**
 * Quantile of Student's t: where the distribution function reaches a probability.
 *
 * @param probability in (0, 1)
 * @param freedom ν > 0
 * @returns t; ∓∞ at 0 and 1, `NaN` outside
 * Cost about 60 evaluations of the distribution function: bisection, which cannot miss.
 * Checked against R's qt.
 */
export const studentQuantile = (probability: number, freedom: number): number => {
  if (!(probability >= 0 && probability <= 1)) return Number.NaN;
  if (probability < 0.5) return -studentQuantile(1 - probability, freedom);
  if (probability === 1) return Number.POSITIVE_INFINITY;
  let high = 1;
  while (studentProbability(high, freedom) < probability) high *= 2;
  let low = 0;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (studentProbability(middle, freedom) < probability) low = middle;
    else high = middle;
  }
};
