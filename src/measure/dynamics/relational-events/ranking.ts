import type { StrataBlock } from './strata.ts';

/** How often the model ranks who was turned to above who was not. */
export interface RankingSums {
  concordant: number;
  tied: number;
  pairs: number;
  /** Expected number of cases among the first, and the first five, of their stratum; ties share a place. */
  top1: number;
  top5: number;
  cases: number;
}

export const noRanking = (): RankingSums => ({
  concordant: 0,
  tied: 0,
  pairs: 0,
  top1: 0,
  top5: 0,
  cases: 0,
});

export const addRanking = (into: RankingSums, more: RankingSums): void => {
  for (const key of ['concordant', 'tied', 'pairs', 'top1', 'top5', 'cases'] as const) into[key] += more[key];
};

/**
 * Ranks the candidates of every stratum of a block by β′x.
 *
 * Concordance counts pairs of a case and a candidate who was not chosen; a case is found in the top k where fewer
 * than k candidates who were not chosen rank above it, and where candidates tie at the edge, as often as a fair draw
 * among them would find it.
 *
 * Cost O(rows · cases of a stratum). Checked against R's survival::concordance.
 */
export const rankingOf = (
  block: StrataBlock,
  columns: readonly number[],
  beta: Float64Array,
): RankingSums => {
  const { rows, offsets, cases, stride } = block;
  const sums = noRanking();
  const etaOf = (row: number): number => {
    let eta = 0;
    for (let k = 0; k < columns.length; k++) eta += beta[k] * rows[row * stride + columns[k]];
    return eta;
  };
  let eta = new Float64Array(0);
  for (let s = 0; s < cases.length; s++) {
    const [from, count, d] = [offsets[s], offsets[s + 1] - offsets[s], cases[s]];
    if (eta.length < count) eta = new Float64Array(2 * count);
    for (let r = 0; r < count; r++) eta[r] = etaOf(from + r);
    for (let c = 0; c < d; c++) {
      let above = 0;
      let level = 0;
      for (let r = d; r < count; r++) {
        if (eta[r] > eta[c]) above++;
        else if (eta[r] === eta[c]) level++;
      }
      sums.concordant += count - d - above - level;
      sums.tied += level;
      sums.pairs += count - d;
      sums.top1 += Math.max(0, Math.min(1, (1 - above) / (level + 1)));
      sums.top5 += Math.max(0, Math.min(1, (5 - above) / (level + 1)));
      sums.cases++;
    }
  }
  return sums;
};

/** Share of pairs ranked right, ties half; in [0, 1], ½ is chance; `NaN` without pairs. */
export const concordanceOf = ({ concordant, tied, pairs }: RankingSums): number =>
  (concordant + tied / 2) / pairs;
