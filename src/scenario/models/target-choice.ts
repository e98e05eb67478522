/** Whom people turn to: the nearer on the spine, the likelier. */
import { distanceWeights, type Spine } from './spine.ts';

/**
 * Calls `visit` for every group of places as seen from `source`: those d_j steps below the ancestor d_i steps above,
 * and not on the way from it. Cost O(height²).
 */
export const visitGroups = (
  spine: Spine,
  source: number,
  visit: (
    dI: number,
    dJ: number,
    count: number,
    low: number,
    high: number,
    gapLow: number,
    gapHigh: number,
  ) => void,
): void => {
  const { parent, depth, childStart } = spine;
  let ancestor = source;
  let from = source;
  for (let dI = 0; dI <= depth[source]; dI++) {
    let low = ancestor;
    let high = ancestor + 1;
    // The branch the source is in, one step lower.
    let gapLow = from;
    let gapHigh = from + 1;
    for (let dJ = 0; low < high; dJ++) {
      const hasGap = dI > 0 && dJ > 0;
      const count = high - low - (hasGap ? gapHigh - gapLow : 0);
      if (dI + dJ > 0 && count > 0) {
        visit(dI, dJ, count, low, high, hasGap ? gapLow : high, hasGap ? gapHigh : high);
      }
      if (hasGap) {
        gapLow = childStart[gapLow];
        gapHigh = childStart[gapHigh];
      }
      low = childStart[low];
      high = childStart[high];
    }
    from = ancestor;
    ancestor = parent[ancestor];
  }
};

export interface TargetChoice {
  readonly side: number;
  /** e^{−x/ξ} by (d_i, d_j), row by row. */
  readonly weights: Float64Array;
  /** Z(s) = Σ_t e^{−x_st/ξ} of each place. */
  readonly norm: Float64Array;
}

/**
 * How people choose whom to turn to.
 *
 * P(t | s) = e^{−x_st/ξ} / Σ_u e^{−x_su/ξ}, u ≠ s
 *
 * @param reach ξ in (0, ∞]; ∞ is everybody alike
 * Cost O(n · height²). Source: Dodds, Watts & Sabel 2003, PNAS 100:12516.
 */
export const targetChoice = (spine: Spine, reach: number): TargetChoice => {
  const side = spine.height + 1;
  const weights = distanceWeights(spine.height, reach);
  const norm = new Float64Array(spine.nodeCount);
  for (let s = 0; s < spine.nodeCount; s++) {
    let sum = 0;
    visitGroups(spine, s, (dI, dJ, count) => {
      sum += count * weights[dI * side + dJ];
    });
    norm[s] = sum;
  }
  return { side, weights, norm };
};

/** Draws whom `source` turns to. `u` in [0, 1) chooses. Cost O(height²). */
export const chooseTarget = (spine: Spine, choice: TargetChoice, source: number, u: number): number => {
  let at = u * choice.norm[source];
  let chosen = -1;
  let isFound = false;
  visitGroups(spine, source, (dI, dJ, count, low, _high, gapLow, gapHigh) => {
    if (isFound) return;
    const weight = choice.weights[dI * choice.side + dJ];
    if (weight === 0) return;
    const index = Math.min(count - 1, Math.floor(at / weight));
    const place = low + index;
    chosen = place < gapLow ? place : place + (gapHigh - gapLow);
    at -= count * weight;
    if (at < 0) isFound = true;
  });
  return chosen;
};
