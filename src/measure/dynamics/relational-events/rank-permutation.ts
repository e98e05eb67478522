import { inverseOf, packedAt, packedLength } from '../../../base/symmetric-matrix.ts';
import type { Effect } from './effects.ts';
import type { Covariates } from './event-sequence.ts';
import { allBlocks, fitMaximum } from './fit.ts';
import type { Sums } from './likelihood.ts';
import { type Analysis, askSums } from './requests.ts';

/** Who sits where on the chart, drawn at random. */
export interface RankDraws {
  readonly count: number;
  draw(number: number): Covariates;
}

/** U_k²/(I_kk − I_kR I_RR⁻¹ I_Rk) of each tested place, R the places not tested. */
const scoresOf = (sums: Sums, tested: readonly number[], rest: readonly number[]): number[] => {
  const packed = new Float64Array(packedLength(rest.length));
  rest.forEach((k, row) => {
    for (let column = 0; column <= row; column++)
      packed[packedAt(row, column)] = sums.information[packedAt(k, rest[column])];
  });
  const inverse = inverseOf(packed, rest.length);
  return tested.map((k) => {
    let left = sums.information[packedAt(k, k)];
    if (inverse === null && rest.length > 0) return Number.NaN;
    for (let a = 0; a < rest.length; a++) {
      for (let b = 0; b < rest.length; b++) {
        left -=
          sums.information[packedAt(k, rest[a])] *
          inverse![packedAt(a, b)] *
          sums.information[packedAt(k, rest[b])];
      }
    }
    return left > 0 ? sums.gradient[k] ** 2 / left : 0;
  });
};

/**
 * How often ranks given out at random within units would go with being turned to as much as the real ones.
 *
 * p = (1 + #{S* ≥ S})/(R + 1), S the score statistic of one effect beside all that do not look at the chart's ranks, at
 * their maximum; that maximum knows nothing of ranks, so it is found once
 *
 * The rows are left with the last draw in them: build strata anew before asking anything else.
 *
 * @param columns all of the model; `tested` those of them that look at ranks
 * @returns p by column, two-sided
 * Cost one fit, and one pass over the rows a draw. Source: Cox & Hinkley 1974, section 9.3; Good 2005.
 * Checked by its level where ranks mean nothing.
 */
export function* rankPermutation(
  columns: readonly number[],
  tested: readonly number[],
  effects: readonly Effect[],
  draws: RankDraws,
): Analysis<ReadonlyMap<number, number>> {
  const others = columns.filter((column) => !tested.includes(column));
  const beta = new Float64Array(columns.length);
  if (others.length > 0) {
    const maximum = yield* fitMaximum(others, allBlocks);
    others.forEach((column, k) => {
      beta[columns.indexOf(column)] = maximum.beta[k];
    });
  }
  const [places, rest] = [tested, others].map((group) => group.map((column) => columns.indexOf(column)));
  const observed = scoresOf(yield* askSums(allBlocks, { columns, beta }), places, rest);
  const asMuch = new Uint32Array(tested.length);
  for (let draw = 0; draw < draws.count; draw++) {
    const rewrite = {
      columns: tested,
      effects: tested.map((column) => effects[column]),
      covariates: draws.draw(draw),
    };
    const scores = scoresOf(yield* askSums(allBlocks, { columns, beta }, rewrite), places, rest);
    // A hair of slack: a draw that is the real chart is as much, whatever the order of its sums.
    scores.forEach((score, k) => {
      if (score >= observed[k] * (1 - 1e-9)) asMuch[k]++;
    });
  }
  return new Map(tested.map((column, k) => [column, (1 + asMuch[k]) / (draws.count + 1)]));
}
