import { step } from './audit.ts';
import { fillSeats, tiersByCount } from './fill-seats.ts';
import { type MarkedContest, type MarkRules, sumMarks } from './marked-contest.ts';
import type { CountingRules, Tally } from './tally.ts';

/** The largest whole number whose square is at most `budget`. */
export const mostVotesWithin = (budget: number): number => {
  let root = Math.floor(Math.sqrt(budget));
  while (root * root > budget) root--;
  while ((root + 1) * (root + 1) <= budget) root++;
  return root;
};

export const quadraticMarks = (budget: number): MarkRules => {
  const most = mostVotesWithin(budget);
  return { lowest: -most, highest: most, budget, cost: 'square' };
};

/**
 * Counts quadratic votes: the greatest sum wins. n votes for (or against) one option cost n² of the budget, so that a
 * ballot says how much something matters to it. Cost O(ballots · options). Source: Lalley & Weyl 2018.
 */
export const countQuadratic = (contest: MarkedContest, budget: number, rules: CountingRules): Tally => {
  const { sums, marked } = sumMarks(contest);
  const tiers = tiersByCount(contest.options, sums);
  const byName = new Map(contest.options.map((option, index) => [option, sums[index]!]));
  const filled = marked.every((count) => count === 0n)
    ? ({ winners: [], status: 'unfilled', ties: [] } as const)
    : fillSeats(tiers, rules.seats, rules.ties);
  return {
    method: 'quadratic',
    ...filled,
    tiers,
    words: [
      `Quadratic: each ballot has ${budget} to spend; n votes for or against one option cost n × n. Votes against count as less than none. The greatest sum wins.`,
      'What is not spent is lost; a ballot that spends more than its budget is invalid as a whole.',
    ],
    audit: [
      step(
        'Votes',
        'Votes for, less votes against.',
        ['option', 'votes'],
        tiers.flat().map((option) => [option, `${byName.get(option)!}`]),
      ),
    ],
  };
};
