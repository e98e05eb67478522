import { type Result, refuse, succeed } from '../../../base/result.ts';

/**
 * A ballot that puts a whole number beside each option: approvals (1), scores, dots, or votes that cost their
 * square. `null` is blank: no opinion, which is not 0.
 */
export interface MarkedBallot {
  /** How many ballots are alike, a whole number ≥ 1. */
  readonly weight: number;
  readonly marks: readonly (number | null)[];
}

export interface MarkedContest {
  readonly options: readonly string[];
  readonly ballots: readonly MarkedBallot[];
}

/** What a mark may be, and what all marks of a ballot may cost together. */
export interface MarkRules {
  readonly lowest: number;
  readonly highest: number;
  /** null where marks cost nothing. */
  readonly budget: number | null;
  readonly cost: 'each' | 'square';
}

export const costOf = (marks: readonly (number | null)[], cost: MarkRules['cost']): number =>
  marks.reduce<number>(
    (sum, mark) => sum + (mark === null ? 0 : cost === 'square' ? mark * mark : Math.abs(mark)),
    0,
  );

/** Whether a ballot keeps the rules. One blank everywhere is valid: it says nothing and counts for quorum. */
export const checkMarks = (
  marks: readonly (number | null)[],
  options: readonly string[],
  rules: MarkRules,
): Result<null> => {
  if (marks.length !== options.length) {
    return refuse('ballot-option-unknown', { option: marks.length, count: options.length });
  }
  for (const [index, mark] of marks.entries()) {
    if (mark === null) continue;
    if (!Number.isInteger(mark) || mark < rules.lowest || mark > rules.highest) {
      return refuse('ballot-mark-outside', {
        option: options[index]!,
        mark: String(mark),
        lowest: rules.lowest,
        highest: rules.highest,
      });
    }
  }
  const spent = costOf(marks, rules.cost);
  if (rules.budget !== null && spent > rules.budget) {
    return refuse('ballot-over-budget', { spent, budget: rules.budget });
  }
  return succeed(null);
};

/** Per option: the sum of its marks and on how many ballots it has one. Whole numbers, exact. */
export const sumMarks = (contest: MarkedContest): { readonly sums: bigint[]; readonly marked: bigint[] } => {
  const sums = new Float64Array(contest.options.length);
  const marked = new Float64Array(contest.options.length);
  let largest = 0;
  for (const { weight, marks } of contest.ballots) {
    for (let i = 0; i < sums.length; i++) {
      const mark = marks[i];
      if (mark === null || mark === undefined) continue;
      sums[i]! += weight * mark;
      marked[i]! += weight;
      largest += weight * Math.abs(mark);
    }
  }
  if (!Number.isSafeInteger(largest)) {
    throw new Error(`sumMarks: expected marks that add up to at most 2^53, but got ${largest}`);
  }
  return { sums: Array.from(sums, BigInt), marked: Array.from(marked, BigInt) };
};
