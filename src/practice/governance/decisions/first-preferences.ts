import { counted, step } from './audit.ts';
import { tiersByCount } from './fill-seats.ts';
import { ballotCount, type RankedContest } from './ranked-contest.ts';
import type { Tally } from './tally.ts';

/**
 * Majority among several options: the option that more than half of all ballots put first, if there is one. Ballots
 * that put none or several first are in the base and count for nobody. Cost O(ballots). Checked against published
 * first preferences (Tennessee, Burlington 2009).
 */
export const countFirstPreferences = (contest: RankedContest): Tally => {
  const { options, ballots } = contest;
  const firsts = options.map(() => 0n);
  for (const { tiers, weight } of ballots) {
    const first = tiers[0];
    if (first !== undefined && first.length === 1) firsts[first[0]!]! += BigInt(weight);
  }
  const total = ballotCount(ballots);
  const tiers = tiersByCount(options, firsts);
  const byName = new Map(options.map((option, index) => [option, firsts[index]!]));
  const leader = tiers[0]?.[0];
  const hasMajority = leader !== undefined && 2n * byName.get(leader)! > BigInt(total);
  return {
    method: 'majority',
    status: hasMajority ? 'decided' : 'unfilled',
    winners: hasMajority ? [leader] : [],
    tiers,
    ties: [],
    words: [
      'Majority: an option that more than half of all ballots put first is chosen; if there is none, nothing is.',
      'A ballot that puts several options first, or none, is part of the whole and counts for nobody.',
    ],
    audit: [
      step(
        'First preferences',
        hasMajority
          ? `${leader} is first on more than half of ${counted(total, 'ballot')}.`
          : `No option is first on more than half of ${counted(total, 'ballot')}.`,
        ['option', 'first on'],
        tiers.flat().map((option) => [option, `${byName.get(option)!}`]),
      ),
    ],
  };
};
