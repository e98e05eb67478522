import { step } from './audit.ts';
import { fillSeats, tiersByCount } from './fill-seats.ts';
import { type MarkedContest, type MarkRules, sumMarks } from './marked-contest.ts';
import { countProportionalApproval } from './proportional-approval.ts';
import { ballotCount } from './ranked-contest.ts';
import type { CountingRules, Tally } from './tally.ts';

export const approvalMarks: MarkRules = { lowest: 0, highest: 1, budget: null, cost: 'each' };

/**
 * Counts approvals. One seat: most approvals; several: proportional approval. Cost O(ballots · options) for one seat.
 * Source: Brams & Fishburn 1978. Checked against the package votes.
 */
export const countApproval = (contest: MarkedContest, rules: CountingRules): Tally => {
  if (rules.seats > 1) return countProportionalApproval(contest, rules);
  const { sums } = sumMarks(contest);
  const tiers = tiersByCount(contest.options, sums);
  const total = ballotCount(contest.ballots);
  const filled = sums.every((sum) => sum === 0n)
    ? ({ winners: [], status: 'unfilled', ties: [] } as const)
    : fillSeats(tiers, 1, rules.ties);
  const byName = new Map(contest.options.map((option, index) => [option, sums[index]!]));
  return {
    method: 'approval',
    ...filled,
    tiers,
    words: [
      'Approval: each ballot approves as many options as it likes; the option that most ballots approve wins.',
      'A ballot that approves all options or none changes no order; it counts for quorum.',
    ],
    audit: [
      step(
        'Approvals',
        `Of ${total} ballots.`,
        ['option', 'approvals'],
        tiers.flat().map((option) => [option, `${byName.get(option)!}`]),
      ),
    ],
  };
};
