import { step } from './audit.ts';
import { fillSeats, tiersByCount } from './fill-seats.ts';
import { type MarkedContest, sumMarks } from './marked-contest.ts';
import { rational, writeRational } from './rational.ts';
import type { CountingRules, Tally } from './tally.ts';

/**
 * Counts scores: the greatest sum wins; several seats go to the greatest sums. Cost O(ballots · options).
 * Source: Smith 2000 (range voting, sums). Checked against the published Tennessee totals and Borda sums of votes.
 */
export const countScore = (contest: MarkedContest, rules: CountingRules): Tally => {
  const { options } = contest;
  const { sums, marked } = sumMarks(contest);
  const tiers = tiersByCount(options, sums);
  const filled = marked.every((count) => count === 0n)
    ? ({ winners: [], status: 'unfilled', ties: [] } as const)
    : fillSeats(tiers, rules.seats, rules.ties);
  const rows = tiers.flat().map((option) => {
    const index = options.indexOf(option);
    const count = marked[index]!;
    const mean = count === 0n ? 'none' : writeRational(rational(sums[index]!, count));
    return [option, `${sums[index]!}`, `${count}`, mean];
  });
  return {
    method: 'score',
    ...filled,
    tiers,
    words: [
      'Score: each ballot gives each option a score; the option with the greatest sum wins.',
      'A blank is no score: it adds nothing and is not a 0. How many ballots scored each option, and the mean of those, stand beside the sum.',
    ],
    audit: [step('Scores', 'Sum of all scores.', ['option', 'sum', 'scored by', 'mean'], rows)],
  };
};
