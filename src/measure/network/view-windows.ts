import { dayMs } from '../../base/time.ts';
import type { View } from './view.ts';

/**
 * The pairs of consecutive windows a view speaks of: a window and the one before it, or for the whole span every
 * such pair. Only windows in which somebody did something make a pair.
 */
export const consecutivePairs = (view: View): readonly { readonly earlier: View; readonly later: View }[] => {
  const pairs: { earlier: View; later: View }[] = [];
  for (const later of view.previous === null ? view.windows() : [view]) {
    const earlier = later.previous;
    if (earlier !== null && earlier.nodeCount > 0 && later.nodeCount > 0) pairs.push({ earlier, later });
  }
  return pairs;
};

/** Mean distance in days between the starts of consecutive windows, `NaN` without pairs. */
export const daysBetween = (pairs: readonly { readonly earlier: View; readonly later: View }[]): number => {
  let days = 0;
  for (const { earlier, later } of pairs) days += (later.window.from - earlier.window.from) / dayMs;
  return days / pairs.length;
};

/** Mean of the numbers that are defined, `NaN` where none is. */
export const meanDefined = (values: readonly number[]): number => {
  const defined = values.filter((value) => !Number.isNaN(value));
  return defined.reduce((sum, value) => sum + value, 0) / defined.length;
};
