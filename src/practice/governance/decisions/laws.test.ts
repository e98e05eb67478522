import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankingMethods } from './count-rankings.ts';
import { condorcetWinner, countPairs } from './pairwise.ts';
import { countProportionalApproval, satisfactionOf } from './proportional-approval.ts';
import type { RankedContest } from './ranked-contest.ts';
import { countSchulze } from './schulze.ts';
import type { CountingRules, Tally } from './tally.ts';
import { noTieRules, tieRules } from './ties.ts';

const some = { numRuns: 150, seed: 11 };
const letters = [...'ABCDEF'];

const tiersOver = (n: number) =>
  fc
    .tuple(
      fc.shuffledSubarray(
        Array.from({ length: n }, (_, i) => i),
        { minLength: 0 },
      ),
      fc.array(fc.boolean(), { minLength: n, maxLength: n }),
    )
    .map(([order, isLevel]) => {
      const tiers: number[][] = [];
      order.forEach((option, place) => {
        if (place > 0 && isLevel[place]) tiers.at(-1)!.push(option);
        else tiers.push([option]);
      });
      return tiers;
    });

/** Ballots with equal ranks, options left out and blank ones. */
const contests = fc.integer({ min: 2, max: 6 }).chain((n) =>
  fc.record({
    options: fc.constant(letters.slice(0, n)),
    ballots: fc.array(fc.record({ weight: fc.integer({ min: 1, max: 5 }), tiers: tiersOver(n) }), {
      maxLength: 12,
    }),
  }),
);

const rulesOf = (seats: number, order: CountingRules['ties']['order'] = []): CountingRules => ({
  seats,
  ties: { order, seed: 'a seed', statusQuo: null },
});

const each = (
  body: (count: (contest: RankedContest, rules: CountingRules) => Tally, most: number) => void,
) => {
  for (const method of rankingMethods) {
    body((contest, rules) => method.count(contest, rules, null), method.seats === 'one' ? 1 : 3);
  }
};

const outcome = ({ status, winners, tiers, ties }: Tally) => ({
  status,
  winners: [...winners].sort(),
  tiers: tiers.map((tier) => [...tier].sort()),
  ties: ties.map((tie) => tie.options),
});

describe('every method', () => {
  it('counts the same whatever the order of ballots, and whether equal ones are held together', () => {
    fc.assert(
      fc.property(contests, fc.integer({ min: 1, max: 3 }), fc.boolean(), (contest, seats, mayDraw) => {
        const apart = contest.ballots
          .flatMap(({ weight, tiers }) => Array.from({ length: weight }, () => ({ weight: 1, tiers })))
          .reverse();
        each((count, most) => {
          const rules = rulesOf(Math.min(seats, most), mayDraw ? ['draw'] : []);
          expect(count({ ...contest, ballots: apart }, rules)).toEqual(count(contest, rules));
        });
      }),
      some,
    );
  });

  it('treats options alike: other names, the same outcome under them', () => {
    fc.assert(
      fc.property(contests, fc.integer({ min: 1, max: 3 }), fc.nat(), (contest, seats, turn) => {
        const n = contest.options.length;
        const place = contest.options.map((_, i) => (i + turn) % n);
        const moved: RankedContest = {
          options: contest.options.map((_, i) => contest.options[place.indexOf(i)]!),
          ballots: contest.ballots.map(({ weight, tiers }) => ({
            weight,
            tiers: tiers.map((tier) => tier.map((option) => place[option]!)),
          })),
        };
        each((count, most) => {
          const rules = rulesOf(Math.min(seats, most));
          expect(outcome(count(moved, rules))).toEqual(outcome(count(contest, rules)));
        });
      }),
      some,
    );
  });

  it('declares every tie: with none there is an outcome, and with a draw every seat is filled that can be', () => {
    fc.assert(
      fc.property(contests, fc.integer({ min: 1, max: 3 }), (contest, seats) => {
        each((count, most) => {
          const plain = count(contest, rulesOf(Math.min(seats, most)));
          if (plain.ties.length === 0) expect(['decided', 'unfilled']).toContain(plain.status);
          if (plain.status === 'tied') expect(plain.ties.at(-1)!.resolvedBy).toBeNull();
          const drawn = count(contest, rulesOf(Math.min(seats, most), ['draw']));
          expect(['decided', 'unfilled']).toContain(drawn.status);
          expect(new Set(drawn.winners).size).toBe(drawn.winners.length);
          for (const rule of tieRules) {
            const ruled = count(contest, rulesOf(Math.min(seats, most), [rule]));
            expect(ruled.winners.every((winner) => contest.options.includes(winner))).toBe(true);
          }
        });
      }),
      some,
    );
  });

  it('gives the win to who is alone on top of every ballot', () => {
    fc.assert(
      fc.property(contests, fc.nat(), (contest, pick) => {
        const top = pick % contest.options.length;
        const ballots = contest.ballots.map(({ weight, tiers }) => ({
          weight,
          tiers: [
            [top],
            ...tiers.map((tier) => tier.filter((option) => option !== top)).filter((tier) => tier.length > 0),
          ],
        }));
        fc.pre(ballots.length > 0);
        for (const id of ['majority', 'instant-runoff', 'schulze', 'ranked-pairs', 'stv']) {
          const method = rankingMethods.find((each) => each.id === id)!;
          const count = method.count({ ...contest, ballots }, rulesOf(1), null);
          expect([id, count.winners]).toEqual([id, [contest.options[top]]]);
        }
      }),
      some,
    );
  });
});

describe('Schulze and ranked pairs', () => {
  const both = rankingMethods.filter(({ id }) => id === 'schulze' || id === 'ranked-pairs');

  it('elect the Condorcet winner wherever there is one', () => {
    fc.assert(
      fc.property(contests, (contest) => {
        const winner = condorcetWinner(countPairs(contest));
        fc.pre(winner !== null && contest.ballots.length > 0);
        for (const { count } of both) {
          expect(count(contest, rulesOf(1), null).winners).toEqual([winner]);
        }
      }),
      { ...some, numRuns: 500 },
    );
  });
});

describe('a winner raised on one ballot', () => {
  it('stays the winner by Schulze, ranked pairs, scores and dots', () => {
    fc.assert(
      fc.property(contests, fc.nat(), (contest, pick) => {
        fc.pre(contest.ballots.length > 0);
        for (const id of ['schulze', 'ranked-pairs', 'score', 'dot']) {
          const method = rankingMethods.find((each) => each.id === id)!;
          const before = method.count(contest, rulesOf(1), null);
          if (before.status !== 'decided' || before.ties.length > 0) continue;
          const winner = contest.options.indexOf(before.winners[0]!);
          const ballots = contest.ballots.map((ballot, i) =>
            i === pick % contest.ballots.length
              ? {
                  weight: ballot.weight,
                  tiers: [
                    [winner],
                    ...ballot.tiers
                      .map((tier) => tier.filter((option) => option !== winner))
                      .filter((tier) => tier.length > 0),
                  ],
                }
              : ballot,
          );
          const after = method.count({ ...contest, ballots }, rulesOf(1), null);
          expect([id, after.winners]).toEqual([id, before.winners]);
        }
      }),
      { ...some, numRuns: 400 },
    );
  });
});

describe('proportional approval', () => {
  it('finds a set that no other set gives more than', () => {
    const approvals = fc.integer({ min: 2, max: 5 }).chain((n) =>
      fc.record({
        options: fc.constant(letters.slice(0, n)),
        ballots: fc.array(
          fc.record({
            weight: fc.integer({ min: 1, max: 9 }),
            marks: fc.array(fc.constantFrom(0, 1), { minLength: n, maxLength: n }),
          }),
          { minLength: 1, maxLength: 8 },
        ),
      }),
    );
    fc.assert(
      fc.property(approvals, (contest) => {
        const found = countProportionalApproval(contest, { seats: 2, ties: noTieRules });
        fc.pre(found.status === 'decided' && contest.options.length > 2);
        const value = ({ numerator, denominator }: typeof found.satisfaction) =>
          Number(numerator) / Number(denominator);
        contest.options.forEach((_, i) => {
          for (let j = 0; j < i; j++) {
            expect(value(satisfactionOf(contest, [i, j]))).toBeLessThanOrEqual(value(found.satisfaction));
          }
        });
      }),
      some,
    );
  });
});

describe('a draw', () => {
  it('falls the same for everybody with the seed, and otherwise with another', () => {
    const options = letters;
    const contest = { options, ballots: [] as RankedContest['ballots'] };
    const level = { ...contest, ballots: [{ weight: 1, tiers: [letters.map((_, i) => i)] }] };
    const drawn = (seed: string) =>
      countSchulze(level, { seats: 1, ties: { order: ['draw'], seed, statusQuo: null } }).winners[0]!;
    const winners = Array.from({ length: 60 }, (_, i) => drawn(`${i}`));
    expect(winners).toEqual(Array.from({ length: 60 }, (_, i) => drawn(`${i}`)));
    expect(new Set(winners).size).toBe(options.length);
  });
});
