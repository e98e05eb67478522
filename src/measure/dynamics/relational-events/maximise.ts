import { inverseOf, timesVector } from '../../../base/symmetric-matrix.ts';
import type { Sums } from './likelihood.ts';

export interface Maximum {
  readonly beta: Float64Array;
  readonly sums: Sums;
  /** Log-likelihood where every coefficient is 0. */
  readonly nullLogLikelihood: number;
  /** Inverse of the information, packed; `null` where it has none. */
  readonly covariance: Float64Array | null;
  readonly converged: boolean;
  readonly iterations: number;
  /** Newton decrement U′ I⁻¹ U at the end; `NaN` where the information has no inverse. */
  readonly delta: number;
}

/** U′ I⁻¹ U under this ends the search: coefficients are then within 3e-6 standard errors of the maximum. */
const enough = 1e-11;
const mostIterations = 60;
const mostHalvings = 30;

/**
 * Maximum of a concave log-likelihood by Newton–Raphson with step halving, from 0.
 *
 * A generator, so that whoever drives it may compute the sums here or on workers: it yields coefficients and is
 * given the sums there.
 *
 * Cost one pass over the rows an iteration. Source: Boyd & Vandenberghe 2004, algorithm 9.5.
 * Checked against R's survival::clogit.
 */
export function* maximise(width: number): Generator<Float64Array, Maximum, Sums> {
  let beta = new Float64Array(width);
  let sums = yield beta;
  const nullLogLikelihood = sums.logLikelihood;
  let iterations = 0;
  for (;;) {
    const covariance = inverseOf(sums.information, width);
    if (covariance === null) {
      return { beta, sums, nullLogLikelihood, covariance, converged: false, iterations, delta: Number.NaN };
    }
    const step = timesVector(covariance, sums.gradient);
    const delta = step.reduce((sum, each, k) => sum + each * sums.gradient[k], 0);
    if (delta <= enough || iterations === mostIterations) {
      const converged = delta <= enough;
      return { beta, sums, nullLogLikelihood, covariance, converged, iterations, delta };
    }
    iterations++;
    const slack = 1e-12 * Math.abs(sums.logLikelihood);
    let taken: Sums | null = null;
    for (let halving = 0, length = 1; halving < mostHalvings; halving++, length /= 2) {
      const trial = beta.map((each, k) => each + length * step[k]);
      const there = yield trial;
      if (there.logLikelihood >= sums.logLikelihood - slack) {
        beta = trial;
        taken = there;
        break;
      }
    }
    if (taken === null) {
      // No step goes up any more: this is as near as rounding allows, or as far.
      return { beta, sums, nullLogLikelihood, covariance, converged: delta <= 1e-8, iterations, delta };
    }
    sums = taken;
  }
}
