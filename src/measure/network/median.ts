/**
 * Median: the middle value, or the mean of the two in the middle.
 *
 * @returns `NaN` without values
 * Cost O(n log n).
 */
export const median = (values: ArrayLike<number>): number => {
  const ascending = Float64Array.from(values).sort();
  const middle = ascending.length >>> 1;
  if (ascending.length === 0) return Number.NaN;
  return ascending.length % 2 === 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
};
