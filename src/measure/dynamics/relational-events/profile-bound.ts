import { packedAt, packedLength } from '../../../base/symmetric-matrix.ts';
import type { Sums } from './likelihood.ts';
import { maximise } from './maximise.ts';
import { type Analysis, askSums, type BlockRange } from './requests.ts';

/** Half of the 90 % point of χ²(1): one-sided 95 %. */
const drop = 2.705543 / 2;
const farthest = 10;
const halvings = 14;

/** Log-likelihood at its maximum over all other coefficients, coefficient `fixed` held at `value`. */
function* profileAt(
  columns: readonly number[],
  fixed: number,
  value: number,
  range: BlockRange,
): Analysis<number> {
  const free = columns.map((_, k) => k).filter((k) => k !== fixed);
  const whole = (beta: Float64Array): Float64Array => {
    const all = new Float64Array(columns.length);
    all[fixed] = value;
    free.forEach((k, place) => {
      all[k] = beta[place];
    });
    return all;
  };
  if (free.length === 0) {
    const { logLikelihood } = yield* askSums(range, { columns, beta: whole(new Float64Array(0)) });
    return logLikelihood;
  }
  const search = maximise(free.length);
  let next = search.next();
  while (!next.done) {
    const sums = yield* askSums(range, { columns, beta: whole(next.value) });
    const information = new Float64Array(packedLength(free.length));
    free.forEach((k, row) => {
      for (let column = 0; column <= row; column++) {
        information[packedAt(row, column)] = sums.information[packedAt(k, free[column])];
      }
    });
    const reduced: Sums = {
      logLikelihood: sums.logLikelihood,
      gradient: Float64Array.from(free, (k) => sums.gradient[k]),
      information,
    };
    next = search.next(reduced);
  }
  return next.value.sums.logLikelihood;
}

/**
 * How far from 0 a coefficient is at least, where the data put no other end to it.
 *
 * The b nearest 0 with ℓ̂ − ℓ_profile(b) ≤ ½χ²_{.90}(1)
 *
 * @param fixed place of the coefficient in `columns`
 * @param sign +1 where it runs off upwards, −1 downwards
 * @param best ℓ̂
 * @returns b, within 10/2¹⁴; `NaN` where even 0 is not ruled out
 * Cost about sixteen fits. Source: Cox & Hinkley 1974, section 7; Heinze & Schemper 2002 for separation.
 * Checked by the closed form of a single binary choice.
 */
export function* profileBound(
  columns: readonly number[],
  fixed: number,
  sign: 1 | -1,
  best: number,
  range: BlockRange,
): Analysis<number> {
  const isWithin = function* (size: number): Analysis<boolean> {
    return best - (yield* profileAt(columns, fixed, sign * size, range)) <= drop;
  };
  if (yield* isWithin(0)) return Number.NaN;
  let [low, high] = [0, farthest];
  for (let k = 0; k < halvings; k++) {
    const middle = (low + high) / 2;
    if (yield* isWithin(middle)) high = middle;
    else low = middle;
  }
  return sign * high;
}
