import { step } from './audit.ts';
import { fillSeats, tiersByCount } from './fill-seats.ts';
import { type MarkedContest, type MarkRules, sumMarks } from './marked-contest.ts';
import type { CountingRules, Tally } from './tally.ts';

export const dotMarks = (budget: number): MarkRules => ({ lowest: 0, highest: budget, budget, cost: 'each' });

/** Counts dots: most dots win. A ballot over its budget is invalid and never reaches the count. Cost O(ballots · options). */
export const countDots = (contest: MarkedContest, budget: number, rules: CountingRules): Tally => {
  const { sums, marked } = sumMarks(contest);
  const tiers = tiersByCount(contest.options, sums);
  const byName = new Map(contest.options.map((option, index) => [option, sums[index]!]));
  const filled =
    marked.every((count) => count === 0n) || sums.every((sum) => sum === 0n)
      ? ({ winners: [], status: 'unfilled', ties: [] } as const)
      : fillSeats(tiers, rules.seats, rules.ties);
  return {
    method: 'dot',
    ...filled,
    tiers,
    words: [
      `Dots: each ballot lays up to ${budget} dots on the options as it likes, several on one if it wants; most dots win.`,
      'Dots not laid are lost; a ballot with more dots than its budget is invalid as a whole.',
    ],
    audit: [
      step(
        'Dots',
        'All dots laid.',
        ['option', 'dots'],
        tiers.flat().map((option) => [option, `${byName.get(option)!}`]),
      ),
    ],
  };
};
