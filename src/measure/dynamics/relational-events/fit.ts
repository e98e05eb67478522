import { packedAt, reciprocalCondition } from '../../../base/symmetric-matrix.ts';
import { clusteredCovariance } from './clustered-errors.ts';
import type { Sums } from './likelihood.ts';
import { maximise } from './maximise.ts';
import { concordanceOf } from './ranking.ts';
import { type Analysis, askClusters, askRanking, askSums, type BlockRange } from './requests.ts';
import { blockCount } from './strata.ts';

export const allBlocks: BlockRange = { from: 0, until: blockCount };

/** One model fitted to strata. Vectors have one entry a column. */
export interface Fit {
  readonly columns: readonly number[];
  readonly beta: Float64Array;
  /** √diag I⁻¹. */
  readonly standardError: Float64Array;
  /** Strata of one sender go together: √diag of the sandwich, as R's coxph gives it. */
  readonly clusteredStandardError: Float64Array;
  /** The same, bias-reduced (CR2), for intervals. */
  readonly reducedStandardError: Float64Array;
  /** Senders with a stratum. */
  readonly clusters: number;
  readonly strata: number;
  readonly cases: number;
  readonly logLikelihood: number;
  readonly nullLogLikelihood: number;
  readonly aic: number;
  readonly bic: number;
  readonly concordance: number;
  /** How much of each coefficient's variance is due to the other statistics: I_kk·(I⁻¹)_kk. */
  readonly inflation: Float64Array;
  /** Smallest over largest eigenvalue of the information, its diagonal scaled to 1. */
  readonly condition: number;
  readonly converged: boolean;
  readonly iterations: number;
  readonly delta: number;
}

/** Newton–Raphson on some columns over some blocks. */
export function* fitMaximum(columns: readonly number[], range: BlockRange) {
  const search = maximise(columns.length);
  let next = search.next();
  while (!next.done) {
    const sums: Sums = yield* askSums(range, { columns, beta: next.value });
    next = search.next(sums);
  }
  return next.value;
}

const diagonalRoots = (packed: Float64Array, size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, k) => Math.sqrt(packed[packedAt(k, k)]));

/**
 * Fits the conditional logit to columns.
 *
 * β̂ = argmax Σ_strata [Σ_cases β′x − d·log Σ_risk exp β′x]; AIC = 2p − 2ℓ; BIC = p·log(cases) − 2ℓ
 *
 * @param columns which statistics, at least one
 * @param clusters people there are: strata are clustered by sender
 * @returns errors `NaN` where the information has no inverse
 * Cost O(rows · columns²) an iteration.
 * Source: Butts 2008; Perry & Wolfe 2013. Checked against R's survival::clogit, relevent and goldfish.
 */
export function* fitColumns(columns: readonly number[], clusters: number): Analysis<Fit> {
  const width = columns.length;
  const maximum = yield* fitMaximum(columns, allBlocks);
  const { beta, sums, covariance } = maximum;
  const model = { columns, beta };
  const clusterSums = yield* askClusters(allBlocks, model, clusters);
  const ranking = yield* askRanking(allBlocks, model);
  const unknown = () => new Float64Array(width).fill(Number.NaN);
  const clustered = (kind: 'plain' | 'bias-reduced') =>
    covariance === null
      ? unknown()
      : diagonalRoots(clusteredCovariance(clusterSums, covariance, width, kind), width);
  return {
    columns,
    beta,
    standardError: covariance === null ? unknown() : diagonalRoots(covariance, width),
    clusteredStandardError: clustered('plain'),
    reducedStandardError: clustered('bias-reduced'),
    clusters: clusterSums.strata.reduce((count, strata) => count + (strata > 0 ? 1 : 0), 0),
    strata: clusterSums.strata.reduce((sum, strata) => sum + strata, 0),
    cases: ranking.cases,
    logLikelihood: sums.logLikelihood,
    nullLogLikelihood: maximum.nullLogLikelihood,
    aic: 2 * width - 2 * sums.logLikelihood,
    bic: width * Math.log(ranking.cases) - 2 * sums.logLikelihood,
    concordance: concordanceOf(ranking),
    inflation:
      covariance === null
        ? unknown()
        : Float64Array.from(
            { length: width },
            (_, k) => sums.information[packedAt(k, k)] * covariance[packedAt(k, k)],
          ),
    condition: reciprocalCondition(sums.information, width),
    converged: maximum.converged,
    iterations: maximum.iterations,
    delta: maximum.delta,
  };
}
