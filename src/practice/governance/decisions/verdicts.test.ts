import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeAdvice } from './advice.ts';
import { type ConsensusStance, judgeConsensus } from './consensus.ts';
import { type ConsentStance, judgeConsent } from './consent.ts';
import { rational } from './rational.ts';
import { drawByLot, type SortitionRequest } from './sortition.ts';

const said = <S extends string>(eligible: number, ...stances: readonly S[]) => ({
  eligible,
  answers: stances.map((stance, i) => ({ member: `${i}`, stance })),
});
const half = rational(1, 2);

describe('consent', () => {
  const judge = (
    eligible: number,
    stances: readonly ConsentStance[],
    objections: number,
    isClosed: boolean,
  ) => judgeConsent(said(eligible, ...stances), objections, half, isClosed).verdict;

  it('is not silence: below quorum nothing passes, and abstentions alone pass nothing', () => {
    expect(judge(5, ['consent', 'consent'], 0, true)).toBe('fails');
    expect(judge(5, ['abstain', 'abstain', 'abstain'], 0, true)).toBe('fails');
    expect(judge(5, ['consent', 'abstain', 'abstain'], 0, true)).toBe('passes');
  });

  it('waits for those who have not answered while it is open', () => {
    expect(judge(3, ['consent', 'consent'], 0, false)).toBe('undecided');
    expect(judge(3, ['consent', 'consent', 'consent'], 0, false)).toBe('passes');
  });

  it('is stopped by one open objection', () => {
    expect(judge(3, ['consent', 'consent'], 1, false)).toBe('undecided');
    expect(judge(3, ['consent', 'consent', 'consent'], 1, true)).toBe('fails');
  });
});

describe('consensus', () => {
  const judge = (isClosed: boolean, ...stances: readonly ConsensusStance[]) =>
    judgeConsensus(said(4, ...stances), { quorum: half, mostStandAsides: 1 }, isClosed).verdict;

  it('is all who answer, with no more aside than declared, and no block', () => {
    expect(judge(true, 'agree', 'agree', 'stand-aside')).toBe('passes');
    expect(judge(true, 'agree', 'stand-aside', 'stand-aside')).toBe('fails');
    expect(judge(true, 'agree', 'agree', 'agree', 'block')).toBe('fails');
    expect(judge(true, 'agree')).toBe('fails');
    expect(judge(true, 'abstain', 'abstain')).toBe('fails');
    expect(judge(false, 'agree', 'agree', 'agree')).toBe('undecided');
    expect(judge(false, 'agree', 'agree', 'agree', 'abstain')).toBe('passes');
  });
});

describe('advice', () => {
  const asked = (as: 'affected' | 'knows', answer: string | null = null) => ({ person: as, as, answer });

  it('cannot be decided before both kinds were asked and the time to answer has passed', () => {
    expect(judgeAdvice([asked('affected', 'yes')], 'for', true).verdict).toBe('undecided');
    expect(judgeAdvice([asked('knows')], 'for', true).verdict).toBe('undecided');
    const both = [asked('affected'), asked('knows', 'mind the frost')];
    expect(judgeAdvice(both, 'for', false).verdict).toBe('undecided');
    expect(judgeAdvice(both, null, true).verdict).toBe('undecided');
    expect(judgeAdvice(both, 'for', true).verdict).toBe('passes');
    expect(judgeAdvice(both, 'against', true).verdict).toBe('fails');
  });
});

describe('a draw by lot', () => {
  const people = Array.from({ length: 12 }, (_, i) => [`p${i}`, i < 4 ? 'old' : 'young'] as const);
  const plain: SortitionRequest = {
    ...{ seats: 4, willing: new Map(people), recent: [], refused: [], quotas: [], seed: 'frost' },
  };
  const chosen = (changes: Partial<SortitionRequest>) => {
    const drawn = drawByLot({ ...plain, ...changes });
    if (!drawn.ok) throw new Error(drawn.code);
    return drawn.value.chosen;
  };
  const code = (changes: Partial<SortitionRequest>) => {
    const drawn = drawByLot({ ...plain, ...changes });
    return drawn.ok ? '' : drawn.code;
  };

  it('falls the same for everybody, whatever order the willing came in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...people], { minLength: 12 }), fc.string(), (order, seed) => {
        expect(chosen({ willing: new Map(order), seed })).toEqual(chosen({ seed }));
      }),
      { numRuns: 50, seed: 3 },
    );
  });

  it('gives everybody nearly the same chance', () => {
    const seats = new Map<string, number>(people.map(([person]) => [person, 0]));
    for (let i = 0; i < 1200; i++) {
      for (const person of chosen({ seed: `${i}` })) seats.set(person, seats.get(person)! + 1);
    }
    // Binomial, mean 400 and standard deviation 16.3; seeded, so this holds or fails always.
    for (const count of seats.values()) expect(Math.abs(count - 400)).toBeLessThan(65);
  });

  it('takes a refusal out and leaves every other seat where it was', () => {
    const before = chosen({});
    const after = chosen({ refused: [before[1]!] });
    expect(after).toEqual([before[0], before[2], before[3], after[3]]);
    expect(before).not.toContain(after[3]);
  });

  it('leaves recent holders out, and keeps quotas', () => {
    expect(chosen({ recent: ['p0', 'p1'] })).not.toEqual(expect.arrayContaining(['p0']));
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 4 }), (seed, least) => {
        const quotas = [{ stratum: 'old', least, most: least }];
        const old = chosen({ seed, quotas }).filter((person) => plain.willing.get(person) === 'old');
        expect(old.length).toBe(least);
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  it('reports what cannot be met', () => {
    expect(code({ seats: 13 })).toBe('sortition-few-willing');
    expect(code({ willing: new Map() })).toBe('sortition-few-willing');
    expect(code({ quotas: [{ stratum: 'old', least: 5, most: 5 }], seats: 6 })).toBe('sortition-quota-unmet');
    expect(code({ quotas: [{ stratum: 'old', least: 5, most: 5 }] })).toBe('sortition-quotas-exceed');
    expect(code({ quotas: [{ stratum: 'young', least: 0, most: 0 }], seats: 5 })).toBe(
      'sortition-few-willing',
    );
  });
});
