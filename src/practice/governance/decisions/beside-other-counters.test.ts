import { Schulze as CondorcetSchulze, RankedPair } from 'condorcet';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Approbation, Borda, FirstPastThePost, InstantRunoff, RankedPairs, Schulze, utils } from 'votes';
import CaritatCondorcet from '../../../../node_modules/@node-core/caritat/dist/votingMethods/CondorcetResult.js';
import { countApproval } from './approval.ts';
import { countFirstPreferences } from './first-preferences.ts';
import { countInstantRunoff } from './instant-runoff.ts';
import { countPairs } from './pairwise.ts';
import { ballotCount, type RankedContest } from './ranked-contest.ts';
import { countRankedPairs } from './ranked-pairs.ts';
import { rankingsAsApprovals, rankingsAsScores } from './rankings-as-marks.ts';
import { strongestPaths } from './schulze.ts';
import { countScore } from './score.ts';
import type { CountingRules, Tally } from './tally.ts';
import { noTieRules } from './ties.ts';

// Ours beside three counters of other people, on 1,000 profiles each, where they count the same thing.
const profiles = { numRuns: 1000, seed: 20071224 };
const oneSeat: CountingRules = { seats: 1, ties: noTieRules };

const strictOrders = (most: number, isComplete: boolean) =>
  fc.integer({ min: 2, max: 6 }).chain((n) => {
    const indices = Array.from({ length: n }, (_, i) => i);
    return fc.record({
      options: fc.constant(indices.map((i) => 'ABCDEF'[i]!)),
      ballots: fc.array(
        fc.record({
          weight: fc.integer({ min: 1, max: most }),
          tiers: fc
            .shuffledSubarray(indices, { minLength: isComplete ? n : 1 })
            .map((order) => order.map((option) => [option])),
        }),
        { minLength: 1, maxLength: 9 },
      ),
    });
  });

const forVotes = ({ options, ballots }: RankedContest) => {
  const named = ballots.map(({ weight, tiers }) => ({
    weight,
    ranking: tiers.map((tier) => tier.map((option) => options[option]!)),
  }));
  return { candidates: [...options], ballots: named };
};

/** `condorcet` and `caritat` take a rank or score for each option named. */
const rankMaps = ({ options, ballots }: RankedContest) =>
  ballots.map(({ weight, tiers }) => ({
    weight,
    ranks: new Map(tiers.flatMap((tier, rank) => tier.map((option) => [options[option]!, rank] as const))),
  }));

const numbersOf = (tally: Tally): Record<string, number> =>
  Object.fromEntries(tally.audit[0]!.rows.map(([option, number]) => [option!, Number(number)]));

const pathWins = (contest: RankedContest): Record<string, number> => {
  const n = contest.options.length;
  const paths = strongestPaths(countPairs(contest).above, n);
  return Object.fromEntries(
    contest.options.map((option, i) => [
      option,
      contest.options.filter((_, j) => paths[i * n + j]! > paths[j * n + i]!).length,
    ]),
  );
};

const hasDistinctWins = (contest: RankedContest): boolean => {
  const n = contest.options.length;
  const { above } = countPairs(contest);
  const wins = contest.options.flatMap((_, i) =>
    contest.options.flatMap((_, j) => (i < j ? [Math.max(above[i * n + j]!, above[j * n + i]!)] : [])),
  );
  return new Set(wins).size === wins.length;
};

describe('the package votes', () => {
  it('finds the same wins by strongest paths', () => {
    fc.assert(
      fc.property(strictOrders(30, true), (contest) => {
        const { ballots, candidates } = forVotes(contest);
        const theirs = new Schulze(utils.matrixFromBallots(ballots, candidates)).scores();
        expect(pathWins(contest)).toEqual(theirs);
      }),
      profiles,
    );
  });

  it('finds the same order by ranked pairs where no two wins are equal', () => {
    fc.assert(
      fc.property(strictOrders(5000, true).filter(hasDistinctWins), (contest) => {
        const { ballots, candidates } = forVotes(contest);
        const theirs = new RankedPairs(utils.matrixFromBallots(ballots, candidates)).ranking();
        expect(countRankedPairs(contest, oneSeat).tiers).toEqual(theirs);
      }),
      profiles,
    );
  });

  it('finds the same winner by instant runoff where no tie decides', () => {
    fc.assert(
      fc.property(strictOrders(5000, false), (contest) => {
        const ours = countInstantRunoff(contest, oneSeat);
        fc.pre(ours.ties.length === 0 && ours.winners.length === 1);
        expect(ours.winners).toEqual(new InstantRunoff(forVotes(contest)).ranking()[0]);
      }),
      profiles,
    );
  });

  it('finds the same first preferences, sums of Borda and approvals', () => {
    fc.assert(
      fc.property(strictOrders(100, true), (contest) => {
        const same = forVotes(contest);
        expect(numbersOf(countFirstPreferences(contest))).toEqual(new FirstPastThePost(same).scores());
        // Theirs gives the last of a ballot 1, ours 0.
        const borda = Object.entries(new Borda(same).scores()).map(([option, sum]) => [
          option,
          sum - ballotCount(contest.ballots),
        ]);
        expect(numbersOf(countScore(rankingsAsScores(contest), oneSeat))).toEqual(Object.fromEntries(borda));
        expect(numbersOf(countApproval(rankingsAsApprovals(contest, 1), oneSeat))).toEqual(
          new Approbation(same).scores(),
        );
      }),
      profiles,
    );
  });
});

describe('the package condorcet', () => {
  it('finds the same wins by strongest paths, ballots that leave options out among them', () => {
    fc.assert(
      fc.property(strictOrders(9, false), (contest) => {
        const count = new CondorcetSchulze(new Set(contest.options));
        for (const { ranks, weight } of rankMaps(contest)) count.addBallot(ranks, weight);
        expect(pathWins(contest)).toEqual(Object.fromEntries(count.rankWithValues()));
      }),
      profiles,
    );
  });

  it('finds the same order by ranked pairs where there is no circle (it locks circles too)', () => {
    fc.assert(
      fc.property(strictOrders(9, true).filter(hasDistinctWins), (contest) => {
        const n = contest.options.length;
        const { above } = countPairs(contest);
        const wins = contest.options.map(
          (_, i) => contest.options.filter((_, j) => above[i * n + j]! > above[j * n + i]!).length,
        );
        fc.pre(new Set(wins).size === n);
        const count = new RankedPair(new Set(contest.options));
        for (const { ranks, weight } of rankMaps(contest)) count.addBallot(ranks, weight);
        expect(countRankedPairs(contest, oneSeat).tiers.flat()).toEqual(count.rank());
      }),
      profiles,
    );
  });
});

describe('the package caritat', () => {
  it('finds the same number of pairs won, ballots that leave options out among them', () => {
    fc.assert(
      fc.property(strictOrders(5, false), (contest) => {
        const { options } = contest;
        const ballots = rankMaps(contest).flatMap(({ ranks, weight }) =>
          Array.from({ length: weight }, (_, i) => ({
            voter: { id: `${i}` },
            preferences: new Map([...ranks].map(([option, rank]) => [option, options.length - rank])),
          })),
        );
        expect(ballots.length).toBe(ballotCount(contest.ballots));
        const theirs = new CaritatCondorcet([], [...options], '', ballots as never, {} as never).result;
        const { above } = countPairs(contest);
        const n = options.length;
        const ours = options.map(
          (option, i) =>
            [option, options.filter((_, j) => above[i * n + j]! > above[j * n + i]!).length] as const,
        );
        expect(new Map(ours)).toEqual(theirs);
      }),
      profiles,
    );
  });
});
