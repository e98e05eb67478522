import { dayMs } from '../../base/time.ts';
import { type Measured, numberOf } from './challenge.ts';
import { errorOf } from './threshold-probability.ts';

/** z for a two-sided test at 5 % plus z for 80 % power. */
const reach = 1.959964 + 0.841621;

const fewestWindows = 4;

/** Standard deviation of values, n − 1. */
const deviation = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
};

/** Weeks of the whole span, `null` where nothing has a time. */
const spanWeeks = (from: string | null, until: string | null): number | null =>
  from === null || until === null ? null : (Date.parse(until) - Date.parse(from)) / (7 * dayMs);

/**
 * The smallest change of a number that an experiment of so many weeks, compared with as many before, would show four
 * times out of five.
 *
 * (z_{.975} + z_{.8}) · √2 · SE_w, SE_w = SE · √(span / weeks)
 *
 * SE is that of the whole span, from the jackknife; where a number has no interval, the standard deviation between
 * calendar windows stands for SE of one window. Errors are taken to shrink with the root of time.
 *
 * @returns in the number's unit; `null` where neither is known, the span is shorter than the experiment, or a share
 *   would have to change by more than there is of it
 * Cost O(windows). Source: Cohen 1988, chapter 2.
 */
export const minimumDetectableChange = (
  measured: Measured,
  measure: string,
  part: string | null,
  weeks: number,
): number | null => {
  const result = measured.measures[measure];
  const number = numberOf(measured, measure, part);
  if (result === undefined || number === null || number.value === null) return null;
  const span = spanWeeks(result.evidence.from, result.evidence.until);
  if (span === null || span < weeks) return null;
  let error = errorOf(number);
  let errorWeeks = span;
  if (error === null) {
    const values = result.windows
      .map((window) => (part === null ? window.value : (window.parts[part] ?? null)))
      .filter((value) => value !== null);
    if (values.length < fewestWindows) return null;
    error = deviation(values);
    errorWeeks = span / result.windows.length;
  }
  const change = reach * Math.SQRT2 * error * Math.sqrt(errorWeeks / weeks);
  const unit = part === null ? result.unit : result.parts[part]?.unit;
  return change === 0 || (unit === 'share' && change > 1) ? null : change;
};
