import { describe, expect, it } from 'vitest';
import { countFirstPreferences } from './first-preferences.ts';
import { countInstantRunoff } from './instant-runoff.ts';
import { judgeMajority, type MajorityStance } from './majority.ts';
import { condorcetWinner, countPairs } from './pairwise.ts';
import { countProportionalApproval, satisfactionOf } from './proportional-approval.ts';
import type { RankedContest } from './ranked-contest.ts';
import { countRankedPairs } from './ranked-pairs.ts';
import { rankingsAsScores } from './rankings-as-marks.ts';
import { rational, writeRational } from './rational.ts';
import { countSchulze, strongestPaths } from './schulze.ts';
import { countScore } from './score.ts';
import { countTransferableVote, writeVotes } from './single-transferable-vote.ts';
import { countStar } from './star.ts';
import type { CountingRules } from './tally.ts';
import { atLeastShare, checkThreshold, quorumOf, simpleMajority } from './threshold.ts';
import { noTieRules } from './ties.ts';

const oneSeat: CountingRules = { seats: 1, ties: noTieRules };

/** `ACBED 5` a ballot, one letter an option. */
const contestOf = (letters: string, ...said: readonly string[]): RankedContest => ({
  options: [...letters],
  ballots: said.map((each) => {
    const [order, weight] = each.split(' ');
    return { weight: Number(weight), tiers: [...order!].map((letter) => [letters.indexOf(letter)]) };
  }),
});

const rows = (contest: RankedContest, matrix: Float64Array) => {
  const n = contest.options.length;
  return Object.fromEntries(
    contest.options.flatMap((a, i) =>
      contest.options.flatMap((b, j) => (i === j ? [] : [[a + b, matrix[i * n + j]]])),
    ),
  );
};

// Schulze 2011, example 1; Borda and ranked pairs by an independent counter.
const schulze = contestOf(
  'ABCDE',
  ...['ACBED 5', 'ADECB 5', 'BEDAC 8', 'CABED 3', 'CAEBD 7', 'CBADE 2', 'DCEBA 7', 'EBADC 8'],
);
const tennessee = contestOf('MNCK', 'MNCK 42', 'NCKM 26', 'CKNM 15', 'KCNM 17');
const burlington = contestOf(
  'MKW',
  ...['MKW 1332', 'MWK 767', 'M 455', 'KMW 2043', 'KWM 371', 'K 568', 'WMK 1513', 'WKM 495', 'W 1289'],
);
const circle = contestOf('ABC', 'ABC 1', 'BCA 1', 'CAB 1');
/** The worked example published with the Scottish rules: Adams, Baker, Campbell, Grey, Miller. */
const scottish = contestOf(
  'ABCGM',
  ...['AB 35', 'AGB 84', 'AGM 267', 'AG 49', 'AM 78', 'A 37', 'B 377', 'CAB 7', 'CAGB 7', 'CAGM 19'],
  ...['CAG 23', 'CAM 263', 'CA 38', 'CB 223', 'CGB 15', 'CGM 58', 'CG 10', 'CM 252', 'C 57', 'GB 54'],
  ...['GM 96', 'G 17', 'M 331'],
);

describe("Schulze's 45 voters", () => {
  it('give the published strengths and order', () => {
    const paths = strongestPaths(countPairs(schulze).above, 5);
    expect(rows(schulze, paths)).toEqual({
      ...{ AB: 28, AC: 28, AD: 30, AE: 24, BA: 25, BC: 28, BD: 33, BE: 24, CA: 25, CB: 29 },
      ...{ CD: 29, CE: 24, DA: 25, DB: 28, DC: 28, DE: 24, EA: 25, EB: 28, EC: 28, ED: 31 },
    });
    expect(countSchulze(schulze, oneSeat).tiers).toEqual([['E'], ['A'], ['C'], ['B'], ['D']]);
  });

  it('give the order of ranked pairs and the sums of Borda', () => {
    expect(countRankedPairs(schulze, oneSeat).tiers).toEqual([['A'], ['C'], ['E'], ['B'], ['D']]);
    const score = countScore(rankingsAsScores(schulze), oneSeat);
    expect(score.audit[0]!.rows.map(([option, sum]) => `${option}${sum}`)).toEqual([
      ...['E102', 'A98', 'B92', 'C89', 'D69'],
    ]);
  });

  it('tie B and E at the second exclusion of an instant runoff, and the count stops there undecided', () => {
    const count = countInstantRunoff(schulze, oneSeat);
    expect(count.rounds.map((round) => round.excluded)).toEqual([['D'], []]);
    expect(count.ties.map((tie) => tie.options)).toEqual([['B', 'E']]);
    expect([count.status, count.winners]).toEqual(['tied', []]);
  });
});

describe('Tennessee', () => {
  it('is Memphis by first preferences, which are no majority', () => {
    const count = countFirstPreferences(tennessee);
    expect(count.tiers[0]).toEqual(['M']);
    expect(count.status).toBe('unfilled');
  });

  it('is Knoxville by instant runoff, Nashville by Schulze and ranked pairs', () => {
    const count = countInstantRunoff(tennessee, oneSeat);
    expect(count.rounds.map((round) => [...round.votes.values()].map(Number))).toEqual([
      [42, 26, 15, 17],
      [42, 26, 32],
      [42, 58],
    ]);
    expect(count.winners).toEqual(['K']);
    for (const method of [countSchulze, countRankedPairs]) {
      expect(method(tennessee, oneSeat).tiers).toEqual([['N'], ['C'], ['K'], ['M']]);
    }
  });

  it('is Nashville by STAR', () => {
    const marks = { M: [5, 2, 1, 0], N: [0, 5, 2, 1], C: [0, 3, 5, 4], K: [0, 2, 4, 5] };
    const weights = [42, 26, 15, 17];
    const ballots = Object.values(marks).map((each, i) => ({ weight: weights[i]!, marks: each }));
    const count = countStar({ options: [...'MNCK'], ballots }, 5, oneSeat);
    expect(Object.fromEntries(count.audit[0]!.rows.map((row) => row.slice(0, 2)))).toEqual({
      ...{ M: '210', N: '293', C: '237', K: '171' },
    });
    expect(count.audit[1]!.rows).toEqual([
      ['N', '68'],
      ['C', '32'],
    ]);
    expect(count.winners).toEqual(['N']);
  });
});

describe('Burlington 2009', () => {
  it('is Wright by first preferences, Kiss by instant runoff, Montroll in every pair', () => {
    expect(countFirstPreferences(burlington).tiers[0]).toEqual(['W']);
    const count = countInstantRunoff(burlington, oneSeat);
    expect(count.winners).toEqual(['K']);
    expect(Object.fromEntries(count.rounds.at(-1)!.votes)).toEqual({ K: 4314n, W: 4064n });
    expect(count.rounds.at(-1)!.exhausted).toBe(455n);
    expect(condorcetWinner(countPairs(burlington))).toBe('M');
    for (const method of [countSchulze, countRankedPairs]) {
      expect(method(burlington, oneSeat).winners).toEqual(['M']);
    }
  });
});

describe('a circle of three', () => {
  it('has no Condorcet winner and is a tie of three by every method', () => {
    expect(condorcetWinner(countPairs(circle))).toBeNull();
    for (const method of [countSchulze, countRankedPairs, countInstantRunoff]) {
      const count = method(circle, oneSeat);
      expect(count.status).toBe('tied');
      expect(count.ties.at(-1)!.options).toEqual(['A', 'B', 'C']);
    }
  });

  it('is settled by what was declared: the draw, what is already so, or a new round', () => {
    const by = (order: CountingRules['ties']['order'], statusQuo: string | null = null) =>
      countSchulze(circle, { seats: 1, ties: { order, seed: 'frost', statusQuo } });
    expect(by(['status-quo'], 'B').winners).toEqual(['B']);
    expect(by(['status-quo']).status).toBe('status-quo');
    expect(by(['new-round']).status).toBe('new-round');
    const drawn = by(['draw']);
    expect([drawn.status, drawn.ties[0]!.resolvedBy]).toEqual(['decided', 'draw']);
    expect(drawn.winners).toEqual([drawn.ties[0]!.chosen]);
  });
});

describe('the Scottish example', () => {
  it('elects Campbell, Adams and Miller with the published numbers at every stage', () => {
    const count = countTransferableVote(scottish, { seats: 3, ties: noTieRules });
    expect(count.quota).toBe(600n);
    expect(count.winners).toEqual(['C', 'A', 'M']);
    const at = (stage: number, letters: string) =>
      Object.fromEntries(
        [...letters].map((each) => [each, writeVotes(count.stages[stage - 1]!.votes.get(each)!)]),
      );
    expect(at(2, 'ABGM')).toEqual({ A: '686.62747', B: '462.34433', G: '198.76493', M: '427.44292' });
    expect(at(3, 'BGM')).toEqual({ B: '467.09789', G: '251.59465', M: '449.98104' });
    expect(at(4, 'BM')).toEqual({ B: '537.77394', M: '602.78026' });
    for (const stage of count.stages) {
      const held = [...stage.votes.values()].reduce((sum, votes) => sum + votes, 0n);
      expect(held + stage.nonTransferable + stage.lostToTruncation).toBe(2397n * 100_000n);
    }
  });
});

describe('proportional approval', () => {
  it('seats A and C with 30 1/2 in the published example', () => {
    const contest = {
      options: [...'ABCD'],
      ballots: [
        { weight: 5, marks: [1, 1, 0, 0] },
        { weight: 17, marks: [1, 0, 1, 0] },
        { weight: 8, marks: [0, 0, 0, 1] },
      ],
    };
    const count = countProportionalApproval(contest, { seats: 2, ties: noTieRules });
    expect(count.winners).toEqual(['A', 'C']);
    expect(writeRational(count.satisfaction)).toBe('30 1/2');
    expect(writeRational(satisfactionOf(contest, [0, 3]))).toBe('30');
  });
});

describe('a threshold', () => {
  const judge = (said: Partial<Record<MajorityStance, number>>, eligible = 5, share = rational(7, 10)) => {
    const answers = Object.entries(said).flatMap(([stance, count]) =>
      Array.from({ length: count }, (_, i) => ({
        member: `${stance}${i}`,
        stance: stance as MajorityStance,
      })),
    );
    const rules = { threshold: atLeastShare(share, 'eligible'), quorum: rational(0) };
    return judgeMajority({ eligible, answers }, rules, false).verdict;
  };

  it('of 70 % of five is open with three for, passed with four, lost with two against', () => {
    expect(judge({ for: 3 })).toBe('undecided');
    expect(judge({ for: 4 })).toBe('passes');
    expect(judge({ against: 2 })).toBe('fails');
  });

  it('of 55 % of a hundred is 55, where floating point asks for 56', () => {
    expect(Math.ceil(0.55 * 100)).toBe(56);
    expect(judge({ for: 55 }, 100, rational(55, 100))).toBe('passes');
    expect(judge({ for: 54, against: 46 }, 100, rational(55, 100))).toBe('fails');
  });

  it('of a quorum of 60 % of five is met at three', () => {
    expect(quorumOf(rational(60, 100), 5)).toBe(3n);
  });

  it('nobody can reach is refused, as is one that always holds', () => {
    const refused = (...[threshold, eligible]: Parameters<typeof checkThreshold>) =>
      !checkThreshold(threshold, eligible).ok;
    expect(refused({ kind: 'members', count: 6 }, 5)).toBe(true);
    expect(refused({ kind: 'members', count: 5 }, 5)).toBe(false);
    expect(refused(atLeastShare(rational(0), 'cast'), 5)).toBe(true);
    expect(refused({ kind: 'share', share: rational(1), isStrict: true, base: 'cast' }, 5)).toBe(true);
    expect(refused(simpleMajority('cast'), 1)).toBe(false);
  });

  it('holds for one, two and three members, and lets nothing pass without a yes', () => {
    const closed = (eligible: number, said: readonly MajorityStance[]) =>
      judgeMajority(
        { eligible, answers: said.map((stance, i) => ({ member: `${i}`, stance })) },
        { threshold: simpleMajority('forAgainst'), quorum: rational(1, 2) },
        true,
      ).verdict;
    expect(closed(1, ['for'])).toBe('passes');
    expect(closed(2, ['for', 'against'])).toBe('fails');
    expect(closed(2, ['for', 'abstain'])).toBe('passes');
    expect(closed(3, ['for', 'for', 'against'])).toBe('passes');
    expect(closed(3, ['for'])).toBe('fails');
    expect(closed(3, ['abstain', 'abstain', 'abstain'])).toBe('fails');
    expect(closed(3, [])).toBe('fails');
  });
});
