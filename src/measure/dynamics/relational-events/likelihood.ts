/** The conditional likelihood of strata at given coefficients: its sums. */
import { packedLength } from '../../../base/symmetric-matrix.ts';
import type { StrataBlock } from './strata.ts';

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
 * @param columns which statistics are in the model, in order
 * @param beta one coefficient a column
 * Cost O(rows · columns²). Source: Breslow 1974; Butts 2008, equation 3. Checked against R's survival::clogit.
 */
export const walkStrata = (
  block: StrataBlock,
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
  // Column by column, so that the innermost loops run over the candidates.
  const relative = new Float64Array(most * width);
  const weighted = new Float64Array(most);
  const share = new Float64Array(most); // p, before it is divided by its sum
  /** Columns in which the candidates differ: the others add nothing. */
  const live = new Uint32Array(width);
  for (let s = 0; s < cases.length; s++) {
    const [from, until] = [offsets[s], offsets[s + 1]];
    const count = until - from;
    const d = cases[s];
    share.fill(0, 0, count);
    let alive = 0;
    for (let k = 0; k < width; k++) {
      const start = alive * count;
      const first = rows[from * stride + at[k]];
      const coefficient = beta[k];
      let isFlat = true;
      for (let r = 0, cell = from * stride + at[k]; r < count; r++, cell += stride) {
        const value = rows[cell] - first;
        relative[start + r] = value;
        if (value !== 0) {
          share[r] += coefficient * value;
          isFlat = false;
        }
      }
      if (!isFlat) live[alive++] = k;
    }
    let highest = 0;
    let caseScore = 0;
    for (let r = 0; r < count; r++) {
      if (share[r] > highest) highest = share[r];
      if (r < d) caseScore += share[r];
    }
    let total = 0;
    for (let r = 0; r < count; r++) {
      const p = Math.exp(share[r] - highest);
      share[r] = p;
      total += p;
    }
    sums.logLikelihood = caseScore - d * (highest + Math.log(total));
    gradient.fill(0);
    information.fill(0);
    for (let m = 0; m < alive; m++) {
      const k = live[m];
      const start = m * count;
      let mean = 0;
      let ofCases = 0;
      for (let r = 0; r < count; r++) {
        const value = share[r] * relative[start + r];
        weighted[r] = value;
        mean += value;
        if (r < d) ofCases += relative[start + r];
      }
      const expected = mean / total; // x̄
      gradient[k] = expected;
      caseSum[k] = ofCases;
      const row = (k * (k + 1)) / 2;
      // Four at a time: the sums do not wait for one another.
      let o = 0;
      for (; o + 3 <= m; o += 4) {
        const a = o * count;
        const b = a + count;
        const c = b + count;
        const e = c + count;
        let sumA = 0;
        let sumB = 0;
        let sumC = 0;
        let sumE = 0;
        for (let r = 0; r < count; r++) {
          const value = weighted[r];
          sumA += value * relative[a + r];
          sumB += value * relative[b + r];
          sumC += value * relative[c + r];
          sumE += value * relative[e + r];
        }
        information[row + live[o]] = d * (sumA / total - expected * gradient[live[o]]);
        information[row + live[o + 1]] = d * (sumB / total - expected * gradient[live[o + 1]]);
        information[row + live[o + 2]] = d * (sumC / total - expected * gradient[live[o + 2]]);
        information[row + live[o + 3]] = d * (sumE / total - expected * gradient[live[o + 3]]);
      }
      for (; o <= m; o++) {
        const other = o * count;
        let sum = 0;
        for (let r = 0; r < count; r++) sum += weighted[r] * relative[other + r];
        information[row + live[o]] = d * (sum / total - expected * gradient[live[o]]);
      }
    }
    for (let m = 0; m < alive; m++) gradient[live[m]] = caseSum[live[m]] - d * gradient[live[m]];
    visit(s, sums);
  }
};

/** Sums over all strata of a block. */
export const sumsOf = (block: StrataBlock, columns: readonly number[], beta: Float64Array): Sums => {
  const sums = noSums(columns.length);
  walkStrata(block, columns, beta, (_, each) => addSums(sums, each));
  return sums;
};
