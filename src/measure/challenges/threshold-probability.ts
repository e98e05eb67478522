import { studentProbability, studentQuantile } from '../../base/student-t.ts';
import type { MeasuredNumber } from '../assessment.ts';
import { blockCount } from '../network/jackknife.ts';

const freedom = blockCount - 1;
const logit = (share: number): number => Math.log(share / (1 - share));

/** The scale an interval was made on, which its method names. */
const scaleOf = (method: string): ((value: number) => number) => {
  if (method.includes('logit scale')) return logit;
  return method.includes('log scale') ? Math.log : (value) => value;
};

/** Standard error behind a 95 % interval, on the scale `onScale` puts it. */
const standardError = (low: number, high: number, onScale: (value: number) => number): number =>
  (onScale(high) - onScale(low)) / (2 * studentQuantile(0.975, freedom));

/**
 * How likely so far beyond a threshold is for a number that truly stands at it.
 *
 * p = P(T > (θ̂ − θ₀)/SE), T Student with G − 1 degrees of freedom; SE from the number's own interval, on the
 * logit or log scale where it was made there
 *
 * @param threshold θ₀; in (0, 1) for shares
 * @param side which way is beyond
 * @returns p in [0, 1]; 1 for a share of 0 or 1 on the near side of the threshold, which has no interval; `null` where
 *   there is no value or no interval
 * Cost O(1). Source: Efron & Stein 1981 for the jackknife's standard error.
 */
export const thresholdProbability = (
  number: MeasuredNumber,
  threshold: number,
  side: 'above' | 'below',
): number | null => {
  const { value, interval } = number;
  if (value === null) return null;
  const isBeyond = side === 'above' ? value > threshold : value < threshold;
  if (interval === null) return number.noInterval === 'at-bound' && !isBeyond ? 1 : null;
  const onScale = scaleOf(interval.method);
  const error = standardError(interval.low, interval.high, onScale);
  if (error === 0) return isBeyond ? 0 : 1;
  const distance = ((onScale(value) - onScale(threshold)) / error) * (side === 'above' ? 1 : -1);
  return studentProbability(-distance, freedom);
};

/**
 * Standard error of a number on its own scale, from its interval; `null` without one. On the logit scale the
 * interval is not symmetric: half its width stands for the reach.
 */
export const errorOf = ({ interval }: MeasuredNumber): number | null =>
  interval === null ? null : standardError(interval.low, interval.high, (value) => value);
