import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { act, type Body, copyOf, gardenOf, type Peer, peer, reason } from '../../../../test/peers/garden.ts';
import { dayMs } from '../../../base/time.ts';
import type { CommunityView } from '../community-view.ts';
import { decisions } from '../decisions/decision-tables.ts';
import { type DecisionTerms, usualTerms } from '../decisions/decision-terms.ts';
import { packKeys } from '../decisions/electorate-keys.ts';
import { decisionList, isDecisionAbout } from './decision-list.ts';
import { type DecisionActs, decisionPage } from './decision-page.ts';
import { electorateAsOf } from './electorate.ts';
import { needsMe } from './needs-me.ts';
import { proposalPage } from './proposals-shown.ts';

const all = ['Ana', 'Bo', 'Chi', 'Dan'].map((name) => peer(name));
const [ana, bo, chi, dan] = all as [Peer, Peer, Peer, Peer];
const begun = 400 * dayMs;
const deadline = begun + 7 * dayMs;

const opened = (terms: Partial<DecisionTerms> = {}) => {
  const view = gardenOf(all);
  const proposal = act(view, ana, 'proposal-drafted', { title: 'A well', text: 'Dig a well.' }, begun);
  const electorate = terms.method === 'advice' ? [ana.person] : electorateAsOf(view.state, begun);
  const body = {
    proposal: proposal.id,
    electorate: packKeys(electorate),
    terms: { ...usualTerms('A well', deadline), ...terms },
  };
  const decision = act(view, ana, 'decision-opened', body, begun).id;
  return { view, proposal: proposal.id, decision };
};

const pageOf = (view: CommunityView, decision: string, who: Peer, now = begun + 10) =>
  decisionPage(view.state, decision, who.person, now)!;

/** One act of each kind that the page speaks of. */
const bodies = (
  view: CommunityView,
  decision: string,
  objection: string,
): Readonly<Record<string, readonly [type: string, body: Body]>> => {
  const { proposal, version } = decisions.get(view.state, decision)!;
  const ballot = { stance: 'consent', tiers: null, marks: null };
  return {
    answer: ['ballot-cast', { decision, version, ballot, reason: '', replaces: [] }],
    object: ['objection-raised', { decision, version, reason: 'The pond', harm: '' }],
    test: ['objection-tested', { decision, objection, isReasoned: 'no', why: 'It is far.' }],
    withdraw: ['objection-withdrawn', { decision, objection }],
    amend: [
      'proposal-amended',
      { proposal, from: version, title: 'A well', text: 'A small one.', why: '', integrates: [objection] },
    ],
    close: ['decision-closed', { decision }],
  };
};

describe('the page of a decision', () => {
  it('offers what the record would count, and nothing that it would refuse', () => {
    const step = fc.record({
      who: fc.constantFrom(...all),
      kind: fc.constantFrom('answer', 'object', 'test', 'withdraw', 'amend', 'close'),
      which: fc.nat(3),
      isLater: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const { view, decision } = opened();
        let now = begun;
        for (const { who, kind, which, isLater } of steps) {
          now += isLater ? 2 * dayMs : 1;
          const { objections } = pageOf(view, decision, who, now);
          const objection = objections[which % Math.max(1, objections.length)]?.id ?? decision;
          const [type, body] = bodies(view, decision, objection)[kind]!;
          act(view, who, type, body, now);
        }
        for (const who of all) {
          const { may, objections } = pageOf(view, decision, who, now);
          for (const kind of ['answer', 'amend', 'close'] as const) {
            const [type, body] = bodies(view, decision, decision)[kind]!;
            const apart = copyOf(view);
            const said = act(apart, who, type, kind === 'amend' ? { ...body, integrates: [] } : body, now);
            if (may[kind]) expect([kind, reason(apart, said)]).toEqual([kind, undefined]);
            else if (kind === 'close') expect(reason(apart, said)).toBeDefined();
          }
          for (const { id, by, standing } of objections) {
            const apart = copyOf(view);
            const said = act(apart, who, ...bodies(view, decision, id).test!, now);
            if (may.test.includes(id)) expect(reason(apart, said)).toBeUndefined();
            expect(may.test.includes(id) && by.person === who.person).toBe(false);
            if (may.withdraw.includes(id)) expect([by.person, standing]).toEqual([who.person, 'open']);
          }
        }
      }),
      { numRuns: 40, seed: 3 },
    );
  });

  it('shows versions with what changed, objections with their tests, and whom it waits for', () => {
    const { view, proposal, decision } = opened();
    act(view, bo, ...bodies(view, decision, '').answer!, begun + 1);
    const objection = act(view, dan, ...bodies(view, decision, '').object!, begun + 2).id;
    act(view, chi, ...bodies(view, decision, objection).test!, begun + 3);
    act(view, bo, 'concern-voiced', { decision, text: 'It is deep.' }, begun + 3);
    const amended = act(view, ana, ...bodies(view, decision, objection).amend!, begun + 4).id;
    const page = pageOf(view, decision, bo);
    expect(page.versions.map(({ number }) => number)).toEqual([1, 2]);
    expect(page.versions[1]!.changes.filter(({ kind }) => kind === 'added')).toEqual([
      { kind: 'added', text: 'A small one.' },
    ]);
    expect(page.objections).toMatchObject([
      {
        ...{ id: objection, by: { name: 'Dan' }, standing: 'integrated', integratedBy: amended },
        tests: [{ by: { name: 'Chi' }, isReasoned: false, why: 'It is far.' }],
      },
    ]);
    expect(page.concerns).toMatchObject([{ by: { name: 'Bo' }, text: 'It is deep.' }]);
    expect(page.outcome.lapsed).toMatchObject([{ name: 'Bo' }]);
    expect(page.outcome.waiting.map(({ name }) => name).sort()).toEqual(['Ana', 'Chi', 'Dan']);
    expect(page.own).toMatchObject({ answer: 'lapsed', ballot: { standing: 'lapsed' } });
    expect(proposalPage(view.state, proposal)).toMatchObject({ number: 2, decisions: [decision] });
    expect(pageOf(view, decision, ana, deadline).isDue).toBe(true);
    expect(decisionPage(view.state, proposal, bo.person, begun)).toBeNull();
  });

  it('names the people an election is about', () => {
    const { view, decision } = opened({ method: 'schulze', options: [bo.person, chi.person] });
    const { version } = decisions.get(view.state, decision)!;
    for (const who of [ana, bo, chi, dan]) {
      const ballot = { stance: null, tiers: [[1], [0]], marks: null };
      act(view, who, 'ballot-cast', { decision, version, ballot, reason: '', replaces: [] }, begun + 1);
    }
    act(view, ana, 'decision-closed', { decision }, begun + 2);
    const page = pageOf(view, decision, ana);
    expect(page.options).toEqual(['Bo', 'Chi']);
    expect(page.outcome).toMatchObject({ result: 'decided', winners: ['Chi'] });
    expect(JSON.stringify(page.outcome.audit)).not.toContain(chi.person);
    expect(page.unsigned.length).toBe(4);
    expect(page.signaturesNeeded).toBe(3);
  });
});

describe('the list of decisions', () => {
  it('says how each stands for one person, and is searched by what it says', () => {
    const { view, decision } = opened();
    act(view, bo, ...bodies(view, decision, '').answer!, begun + 1);
    const own = (who: Peer) => decisionList(view.state, who.person, deadline)[0]!;
    expect(own(bo)).toMatchObject({
      own: 'answered',
      answered: 1,
      eligible: 4,
      isDue: true,
      title: 'A well',
    });
    expect(own(dan).own).toBe('waits');
    expect(isDecisionAbout(view.state, decision, 'DIG well ana')).toBe(true);
    expect(isDecisionAbout(view.state, decision, 'dig pond')).toBe(false);
  });
});

describe('what needs me', () => {
  const needs = (view: CommunityView, who: Peer, now: number) =>
    needsMe(view.state, who.person, now).map(({ need }) => need);

  it('asks each for the one act that is theirs, and is done with it once it is done', () => {
    const { view, decision } = opened();
    expect(all.map((who) => needs(view, who, begun + 1))).toEqual(all.map(() => ['answer']));
    act(view, bo, ...bodies(view, decision, '').answer!, begun + 1);
    const objection = act(view, dan, ...bodies(view, decision, '').object!, begun + 2).id;
    expect(needs(view, ana, begun + 3).sort()).toEqual(['answer', 'integrate-objection']);
    expect(needs(view, bo, begun + 3)).toEqual(['test-objection']);
    expect(needs(view, dan, begun + 3)).toEqual(['answer']);
    act(view, bo, ...bodies(view, decision, objection).test!, begun + 3);
    expect(needs(view, bo, begun + 4)).toEqual([]);
    act(view, ana, ...bodies(view, decision, objection).amend!, begun + 4);
    expect(needs(view, bo, begun + 5)).toEqual(['answer']);
    expect(needs(view, bo, deadline)).toEqual(['close']);
    act(view, chi, ...bodies(view, decision, '').close!, deadline);
    for (const who of all) expect(needs(view, who, deadline + 1)).toEqual([]);
  });

  it('asks for advice of those asked, and reminds the asker of whom the process wants', () => {
    const { view, decision } = opened({ method: 'advice' });
    const of = (who: Peer) => needs(view, who, begun + 1);
    expect(of(ana).sort()).toEqual(['answer', 'ask-advice']);
    act(view, ana, 'advice-asked', { decision, person: bo.person, as: 'affected' }, begun + 1);
    const ask = act(view, ana, 'advice-asked', { decision, person: chi.person, as: 'knows' }, begun + 1);
    expect([of(ana), of(bo), of(chi), of(dan)]).toEqual([['answer'], ['advise'], ['advise'], []]);
    act(view, chi, 'advice-given', { decision, ask: ask.id, text: 'Mind the pond.' }, begun + 2);
    expect(of(chi)).toEqual([]);
    const may: DecisionActs = pageOf(view, decision, bo).may;
    expect([may.answer, may.advise.length]).toEqual([false, 1]);
  });

  it('goes by what ends soonest, and then by what has waited longest', () => {
    const { view } = opened();
    const pact = (at: number) =>
      act(view, ana, 'pact-proposed', { with: bo.person, text: `At ${at}`, reviewAt: deadline }, at);
    pact(begun + 2);
    pact(begun + 1);
    const found = needsMe(view.state, bo.person, begun + 3);
    expect(found.map(({ need, title }) => `${need}: ${title}`)).toEqual([
      'answer: A well',
      `answer-pact: At ${begun + 1}`,
      `answer-pact: At ${begun + 2}`,
    ]);
  });
});
