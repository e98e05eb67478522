import { studentQuantile } from '../../base/student-t.ts';

export interface PairedDifference {
  /** Mean of the other minus the base over runs; ∞ or −∞ where one of them is saturated, `NaN` where undefined. */
  readonly difference: number;
  /** 95 % interval of the mean; `null` where there is none: one run, or a difference that is no number. */
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** The same but for the order in which a computer adds up. */
const isSame = (a: number, b: number): boolean =>
  a === b || Math.abs(a - b) < 1e-12 * Math.max(Math.abs(a), Math.abs(b));

/**
 * Mean paired difference with its 95 % interval.
 *
 * d̄ ± t_{R−1} · s_d / √R over differences d_r of the same run r
 *
 * @param base, other one value a run, equal length
 * @returns an interval of width 0 where every run differs by the same; runs undefined in either are left out
 * Checked against closed forms and R's t.test(paired = TRUE).
 */
export const pairedDifference = (base: readonly number[], other: readonly number[]): PairedDifference => {
  const all = base.map((value, run) => (isSame(value, other[run]) ? 0 : other[run] - value));
  const endless = all.find(
    (value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY,
  );
  if (endless !== undefined) return { difference: endless, interval: null };
  const differences = all.filter((value) => !Number.isNaN(value));
  const runs = differences.length;
  if (runs === 0) return { difference: Number.NaN, interval: null };
  const mean = differences.reduce((sum, value) => sum + value, 0) / runs;
  if (runs === 1) return { difference: mean, interval: null };
  const squares = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const reach = studentQuantile(0.975, runs - 1) * Math.sqrt(squares / (runs - 1) / runs);
  return { difference: mean, interval: { low: mean - reach, high: mean + reach } };
};

/** Whether a difference is told from none: only an interval that leaves 0 out can say so. */
export const isDistinguishable = ({ difference, interval }: PairedDifference): boolean =>
  interval === null
    ? Math.abs(difference) === Number.POSITIVE_INFINITY
    : interval.low > 0 || interval.high < 0;
