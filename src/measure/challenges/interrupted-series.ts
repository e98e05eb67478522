import { studentProbability } from '../../base/student-t.ts';
import { inverseOf, packedAt, packedLength } from '../../base/symmetric-matrix.ts';

export interface InterruptedSeries {
  /** How much the level jumps where the change was made, in the measure's unit. */
  readonly levelChange: number;
  readonly levelError: number;
  readonly levelP: number;
  /** How much faster it grows from then on, a step of time. */
  readonly slopeChange: number;
  readonly slopeError: number;
  readonly slopeP: number;
  /** Values before and after. */
  readonly before: number;
  readonly after: number;
}

export const fewestOnEachSide = 8;

/**
 * Level and slope before and after a change, from a series of equal steps.
 *
 * y_t = a + b·t + c·[t ≥ t₀] + d·(t − t₀)·[t ≥ t₀]; errors after Newey & West with L = ⌊4·(n/100)^{2/9}⌋ lags, Bartlett
 * weights, without small-sample factor
 *
 * @param before values up to the change, the latest last; `NaN` is left out and keeps its place in time
 * @param after values from the change on
 * @returns `null` under eight known values on either side; p two-sided, Student with n − 4 degrees of freedom
 * Cost O(n · L). Source: Wagner et al. 2002; Newey & West 1987.
 * Checked against R's lm and sandwich::NeweyWest(prewhite = FALSE).
 */
export const interruptedSeries = (
  before: readonly number[],
  after: readonly number[],
): InterruptedSeries | null => {
  const rows: { readonly x: readonly number[]; readonly y: number }[] = [];
  before.forEach((y, t) => {
    if (!Number.isNaN(y)) rows.push({ x: [1, t, 0, 0], y });
  });
  const known = rows.length;
  after.forEach((y, t) => {
    if (!Number.isNaN(y)) rows.push({ x: [1, before.length + t, 1, t], y });
  });
  const n = rows.length;
  if (known < fewestOnEachSide || n - known < fewestOnEachSide) return null;
  const square = new Float64Array(packedLength(4));
  const right = new Float64Array(4);
  for (const { x, y } of rows) {
    for (let i = 0; i < 4; i++) {
      right[i] += x[i] * y;
      for (let j = 0; j <= i; j++) square[packedAt(i, j)] += x[i] * x[j];
    }
  }
  const inverse = inverseOf(square, 4);
  if (inverse === null) return null;
  const at = (i: number, j: number) => inverse[packedAt(i, j)];
  const beta = [0, 1, 2, 3].map((i) => right.reduce((sum, each, j) => sum + at(i, j) * each, 0));
  const scores = rows.map(({ x, y }) => {
    const residual = y - x.reduce((sum, each, i) => sum + each * beta[i], 0);
    return x.map((each) => each * residual);
  });
  const lags = Math.floor(4 * (n / 100) ** (2 / 9));
  const meat = Array.from({ length: 4 }, () => new Float64Array(4));
  for (let lag = 0; lag <= lags; lag++) {
    const weight = 1 - lag / (lags + 1);
    for (let t = lag; t < n; t++) {
      for (let i = 0; i < 4; i++) {
        for (let j = 0; j < 4; j++) {
          const product = scores[t][i] * scores[t - lag][j];
          meat[i][j] += weight * product;
          if (lag > 0) meat[j][i] += weight * product;
        }
      }
    }
  }
  const errorOf = (k: number): number => {
    let variance = 0;
    for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) variance += at(k, i) * meat[i][j] * at(j, k);
    return Math.sqrt(variance);
  };
  const p = (value: number, error: number) => 2 * studentProbability(-Math.abs(value / error), n - 4);
  const [levelError, slopeError] = [errorOf(2), errorOf(3)];
  return {
    levelChange: beta[2],
    levelError,
    levelP: p(beta[2], levelError),
    slopeChange: beta[3],
    slopeError,
    slopeP: p(beta[3], slopeError),
    before: known,
    after: n - known,
  };
};
