import { type Result, refuse, succeed } from '../../../base/result.ts';
import { ceilingOf, compare, floorOf, multiply, type Rational, rational, writeRational } from './rational.ts';

/** What a share is a share of: everybody who may answer, everybody who did, or those who said yes or no. */
export type ThresholdBase = 'eligible' | 'cast' | 'forAgainst';

/** A share of a named base: strictly more than it, or at least it; or a whole number of members. */
export type Threshold =
  | {
      readonly kind: 'share';
      readonly share: Rational;
      readonly isStrict: boolean;
      readonly base: ThresholdBase;
    }
  | { readonly kind: 'members'; readonly count: number };

export const simpleMajority = (base: ThresholdBase): Threshold => ({
  kind: 'share',
  share: rational(1, 2),
  isStrict: true,
  base,
});

export const atLeastShare = (share: Rational, base: ThresholdBase): Threshold => ({
  kind: 'share',
  share,
  isStrict: false,
  base,
});

/** The fewest in favour that reach the threshold when its base counts `base` members; exact. */
export const fewestFor = (threshold: Threshold, base: number): bigint => {
  if (threshold.kind === 'members') return BigInt(threshold.count);
  const exact = multiply(threshold.share, rational(base));
  return threshold.isStrict ? floorOf(exact) + 1n : ceilingOf(exact);
};

const baseWords: Readonly<Record<ThresholdBase, string>> = {
  eligible: 'of all who may answer',
  cast: 'of all who answered, abstentions included',
  forAgainst: 'of those who said yes or no',
};

export const thresholdWords = (threshold: Threshold): string =>
  threshold.kind === 'members'
    ? `at least ${threshold.count} in favour`
    : `${threshold.isStrict ? 'more than' : 'at least'} ${writeRational(threshold.share)} ${baseWords[threshold.base]}`;

/** A threshold or quorum nobody could ever reach, or that always holds, is refused when the decision opens. */
export const checkThreshold = (threshold: Threshold, eligible: number): Result<null> => {
  if (threshold.kind === 'members') {
    if (!Number.isInteger(threshold.count) || threshold.count < 1 || threshold.count > eligible) {
      return refuse('threshold-unreachable', { threshold: thresholdWords(threshold), eligible });
    }
    return succeed(null);
  }
  const [zero, one] = [rational(0), rational(1)];
  const tooLow =
    compare(threshold.share, zero) < 0 || (!threshold.isStrict && compare(threshold.share, zero) === 0);
  const tooHigh =
    compare(threshold.share, one) > 0 || (threshold.isStrict && compare(threshold.share, one) === 0);
  return tooLow || tooHigh || fewestFor(threshold, eligible) > BigInt(eligible)
    ? refuse('threshold-unreachable', { threshold: thresholdWords(threshold), eligible })
    : succeed(null);
};

/** The fewest answers that make a quorum; abstentions are answers. */
export const quorumOf = (share: Rational, eligible: number): bigint =>
  ceilingOf(multiply(share, rational(eligible)));
