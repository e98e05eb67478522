import type { MarkedContest } from './marked-contest.ts';
import type { RankedContest } from './ranked-contest.ts';

/** How a file of rankings is read by a method that asks for something else. Every reading is said in the result. */

/**
 * Rankings as approvals: the first `ranks` ranks of each ballot; or, with null, all options it names, but those in
 * last place where it names all. Cost O(ballots · options).
 */
export const rankingsAsApprovals = (contest: RankedContest, ranks: number | null): MarkedContest => ({
  options: contest.options,
  ballots: contest.ballots.map(({ weight, tiers }) => {
    const named = tiers.reduce((sum, tier) => sum + tier.length, 0);
    const isComplete = named === contest.options.length;
    const until = ranks ?? (isComplete && tiers.length > 1 ? tiers.length - 1 : tiers.length);
    const marks = contest.options.map(() => 0);
    for (const tier of tiers.slice(0, until)) for (const option of tier) marks[option] = 1;
    return { weight, marks };
  }),
});

/**
 * Rankings as scores, after Borda: each named option scores how many options the contest has, less one for each option
 * above it and one for itself; options left out are blank. Cost O(ballots · options). Checked against the Borda sums
 * published for Schulze's 45 voters.
 */
export const rankingsAsScores = (contest: RankedContest): MarkedContest => ({
  options: contest.options,
  ballots: contest.ballots.map(({ weight, tiers }) => {
    const marks: (number | null)[] = contest.options.map(() => null);
    let above = 0;
    for (const tier of tiers) {
      for (const option of tier) marks[option] = contest.options.length - 1 - above;
      above += tier.length;
    }
    return { weight, marks };
  }),
});

/** What all dots of a ballot of rankings come to at most when its scores are laid as dots. */
export const dotsOfRanking = (options: number): number => (options * (options - 1)) / 2;

/** What the votes of a ballot of rankings cost at most when its scores are cast as quadratic votes. */
export const costOfRanking = (options: number): number => ((options - 1) * options * (2 * options - 1)) / 6;
