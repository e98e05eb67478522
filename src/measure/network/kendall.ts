/** Inversions (pairs i < j with values[i] > values[j]) by merge sort; `values` ends up ascending. */
const sortCountingInversions = (values: Float64Array): number => {
  const n = values.length;
  let source: Float64Array = values;
  let target: Float64Array = new Float64Array(n);
  let inversions = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) {
      const middle = Math.min(start + width, n);
      const end = Math.min(start + 2 * width, n);
      let left = start;
      let right = middle;
      for (let at = start; at < end; at++) {
        if (right >= end || (left < middle && source[left] <= source[right])) target[at] = source[left++];
        else {
          inversions += middle - left;
          target[at] = source[right++];
        }
      }
    }
    const held = source;
    source = target;
    target = held;
  }
  if (source !== values) values.set(source);
  return inversions;
};

/** Pairs within runs of equal neighbours, runs ending where `isNew` says so. */
const tiedPairs = (n: number, isNew: (at: number) => boolean): number => {
  let pairs = 0;
  let run = 1;
  for (let at = 1; at <= n; at++) {
    if (at < n && !isNew(at)) run++;
    else {
      pairs += (run * (run - 1)) / 2;
      run = 1;
    }
  }
  return pairs;
};

/**
 * Kendall's rank correlation with ties.
 *
 * τ_b = (C − D) / √((N − T_x)(N − T_y)), N = n(n − 1)/2, C and D concordant and discordant pairs, T tied pairs
 *
 * @param x, y equal length, finite
 * @returns [−1, 1]; `NaN` where one of the two is constant or n < 2
 * Cost O(n log n).
 * Source: Kendall 1945; Knight 1966 for the merge sort.
 * Checked against R's cor(method = "kendall") and scipy's kendalltau.
 */
export const kendallTauB = (x: ArrayLike<number>, y: ArrayLike<number>): number => {
  const n = x.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => x[a] - x[b] || y[a] - y[b]);
  const pairs = (n * (n - 1)) / 2;
  const tiedInX = tiedPairs(n, (at) => x[order[at]] !== x[order[at - 1]]);
  const tiedInBoth = tiedPairs(
    n,
    (at) => x[order[at]] !== x[order[at - 1]] || y[order[at]] !== y[order[at - 1]],
  );
  const inOrder = Float64Array.from(order, (i) => y[i]);
  const discordant = sortCountingInversions(inOrder);
  const tiedInY = tiedPairs(n, (at) => inOrder[at] !== inOrder[at - 1]);
  const concordantLessDiscordant = pairs - tiedInX - tiedInY + tiedInBoth - 2 * discordant;
  const scale = Math.sqrt(pairs - tiedInX) * Math.sqrt(pairs - tiedInY);
  return scale > 0 ? Math.min(1, Math.max(-1, concordantLessDiscordant / scale)) : Number.NaN;
};
