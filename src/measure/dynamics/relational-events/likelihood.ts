/** The conditional likelihood of a design at given coefficients: sums over strata. */
import { packedLength } from '../../../base/symmetric-matrix.ts';
import type { DesignBlock } from './design.ts';

/** Log-likelihood, its gradient and the information (packed lower triangle) at some coefficients. */
export interface Sums {
  logLikelihood: number;
  readonly gradient: Float64Array;
  readonly information: Float64Array;
}

export const noSums = (width: number): Sums => ({
  logLikelihood: 0,
  gradient: new Float64Array(width),
  information: new Float64Array(packedLength(width)),
});

export const addSums = (into: Sums, more: Sums): void => {
  into.logLikelihood += more.logLikelihood;
  for (let k = 0; k < into.gradient.length; k++) into.gradient[k] += more.gradient[k];
  for (let k = 0; k < into.information.length; k++) into.information[k] += more.information[k];
};

/**
 * Gives the sums of each stratum of a block to `visit`; what it is given is overwritten by the next.
 *
 * ℓ = Σ_cases β′x − d·log Σ_risk exp β′x, U = Σ_cases x − d·x̄, I = d·(Σ p x x′ − x̄ x̄′), p ∝ exp β′x, x̄ = Σ p x
 * (Breslow for d cases). Rows are taken relative to the first case, which changes none of the three and keeps them
 * exact where statistics are far from zero.
 *
 * @param columns which statistics of the design are in the model, in order
 * @param beta one coefficient a column
 * Cost O(rows · columns²). Source: Breslow 1974; Butts 2008, equation 3. Checked against R's survival::clogit.
 */
export const walkStrata = (
  block: DesignBlock,
  columns: readonly number[],
  beta: Float64Array,
  visit: (stratum: number, sums: Sums) => void,
): void => {
  const { rows, offsets, cases, stride } = block;
  const width = columns.length;
  const sums = noSums(width);
  const { gradient, information } = sums;
  const at = Uint32Array.from(columns);
  const caseSum = new Float64Array(width);
  let most = 0;
  for (let s = 0; s < cases.length; s++) most = Math.max(most, offsets[s + 1] - offsets[s]);
  const relative = new Float64Array(most * width);
  const score = new Float64Array(most);
  for (let s = 0; s < cases.length; s++) {
    const [from, until] = [offsets[s], offsets[s + 1]];
    const count = until - from;
    const base = from * stride;
    let highest = Number.NEGATIVE_INFINITY;
    for (let r = 0; r < count; r++) {
      const row = (from + r) * stride;
      let eta = 0;
      for (let k = 0; k < width; k++) {
        const value = rows[row + at[k]] - rows[base + at[k]];
        relative[r * width + k] = value;
        eta += beta[k] * value;
      }
      score[r] = eta;
      if (eta > highest) highest = eta;
    }
    gradient.fill(0);
    information.fill(0);
    caseSum.fill(0);
    let total = 0;
    for (let r = 0; r < count; r++) {
      const p = Math.exp(score[r] - highest);
      total += p;
      const row = r * width;
      for (let k = 0, cell = 0; k < width; k++) {
        const value = relative[row + k];
        if (value === 0) {
          cell += k + 1;
          continue;
        }
        const weighted = p * value;
        gradient[k] += weighted;
        for (let l = 0; l <= k; l++) information[cell++] += weighted * relative[row + l];
      }
    }
    const d = cases[s];
    let caseScore = 0;
    for (let r = 0; r < d; r++) {
      caseScore += score[r];
      for (let k = 0; k < width; k++) caseSum[k] += relative[r * width + k];
    }
    sums.logLikelihood = caseScore - d * (highest + Math.log(total));
    for (let k = 0; k < width; k++) gradient[k] /= total; // x̄
    for (let k = 0, cell = 0; k < width; k++) {
      for (let l = 0; l <= k; l++, cell++) {
        information[cell] = d * (information[cell] / total - gradient[k] * gradient[l]);
      }
    }
    for (let k = 0; k < width; k++) gradient[k] = caseSum[k] - d * gradient[k];
    visit(s, sums);
  }
};

/** Sums over all strata of a block. */
export const sumsOf = (block: DesignBlock, columns: readonly number[], beta: Float64Array): Sums => {
  const sums = noSums(columns.length);
  walkStrata(block, columns, beta, (_, each) => addSums(sums, each));
  return sums;
};
