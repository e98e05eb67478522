import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  act,
  type Body,
  copyOf,
  eventsOf,
  gardenOf,
  meet,
  type Peer,
  peer,
  reason,
} from '../../../test/peers/garden.ts';
import { dayMs } from '../../base/time.ts';
import type { SignedEvent } from '../events/event.ts';
import { roleHolders } from './circles/circle-people.ts';
import { CommunityView } from './community-view.ts';
import { actsSeen, hashOfActs } from './decisions/counting-acts.ts';
import { outcomeOf } from './decisions/decision-outcome.ts';
import { decisions } from './decisions/decision-tables.ts';
import { type DecisionTerms, usualTerms } from './decisions/decision-terms.ts';
import { packKeys } from './decisions/electorate-keys.ts';
import { personScalar } from './decisions/group.ts';
import { isLotPartSound, lotPartOf } from './decisions/lot-part.ts';
import { partsWaitMs, receiptsDue } from './decisions/receipts.ts';
import { decisionPage } from './selectors/decision-page.ts';
import { electorateAsOf } from './selectors/electorate.ts';
import { needsMe } from './selectors/needs-me.ts';

const all = ['Ana', 'Bo', 'Chi', 'Dan', 'Eva'].map((name) => peer(name));
const [ana, bo, chi, dan, eva] = all as [Peer, Peer, Peer, Peer, Peer];
const garden = () => gardenOf(all);
const begun = 400 * dayMs;
const deadline = begun + 7 * dayMs;

const open = (view: CommunityView, by: Peer, terms: Partial<DecisionTerms>): SignedEvent => {
  const electorate = packKeys(electorateAsOf(view.state, begun));
  const said = { ...usualTerms('Well keeper', deadline), ...terms };
  const opened = act(view, by, 'decision-opened', { proposal: null, electorate, terms: said }, begun);
  expect(reason(view, opened)).toBeUndefined();
  return opened;
};

const outcome = (view: CommunityView, decision: SignedEvent) => outcomeOf(view.state, decision.id);

const cast = (view: CommunityView, by: Peer, decision: SignedEvent, stance: string, version?: string) => {
  const said = {
    version: version ?? decisions.get(view.state, decision.id)!.version,
    ballot: { stance, tiers: null, marks: null },
    ...{ reason: '', replaces: [] },
  };
  return act(view, by, 'ballot-cast', { decision: decision.id, ...said }, begun + 2);
};

const close = (view: CommunityView, by: Peer, decision: SignedEvent, at = deadline + 1): SignedEvent =>
  act(view, by, 'decision-closed', { decision: decision.id }, at);

const sign = (view: CommunityView, decision: SignedEvent, who: readonly Peer[], at = deadline + 2): void => {
  const { version } = decisions.get(view.state, decision.id)!;
  const set = hashOfActs(actsSeen(view.state, decision.id, () => true));
  for (const by of who) {
    act(view, by, 'ballots-counted', { decision: decision.id, round: 0, version, set }, at);
  }
};

const sameInAnyOrder = (view: CommunityView, decision: SignedEvent): void => {
  const events = eventsOf(view);
  const told = (of: CommunityView) => JSON.stringify([of.state.hash(), outcome(of, decision)]);
  fc.assert(
    fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (order) => {
      const other = new CommunityView(view.history.community);
      for (const event of order) other.take([event]);
      expect(told(other)).toBe(told(view));
    }),
    { numRuns: 8, seed: 5 },
  );
};

describe('a sociocratic election', () => {
  const election = (view: CommunityView, terms: Partial<DecisionTerms> = {}) =>
    open(view, ana, { method: 'sociocratic-election', quorum: '3/5', ...terms });
  const say =
    (type: string) =>
    (view: CommunityView, by: Peer, decision: SignedEvent, who: Peer, at = begun) =>
      act(view, by, type, { decision: decision.id, person: who.person, reason: `For ${who.name}.` }, at + 1);
  const nominate = say('nomination-made');
  const putForward = say('nominee-proposed');

  it('goes from nominations with reasons over changed minds to consent, the one put forward last', () => {
    const view = garden();
    const decision = election(view);
    const needs = (who: Peer) => needsMe(view.state, who.person, begun + 1).map(({ need }) => need);
    expect(needs(bo)).toEqual(['nominate']);
    nominate(view, bo, decision, dan);
    nominate(view, chi, decision, chi);
    expect(reason(view, cast(view, bo, decision, 'consent'))).toBe('nobody-put-forward');
    expect(reason(view, putForward(view, ana, decision, dan))).toBe('nominations-few');
    nominate(view, ana, decision, dan);
    nominate(view, chi, decision, dan);
    expect(decisionPage(view.state, decision.id, ana.person, begun + 2)).toMatchObject({
      nominee: null,
      may: { answer: false, nominate: true, putForward: [dan.person] },
    });
    expect(needs(ana)).toEqual(['put-forward']);
    expect(reason(view, putForward(view, bo, decision, dan))).toBe('not-their-election');
    expect(reason(view, putForward(view, ana, decision, eva))).toBe('not-nominated');
    expect(reason(view, putForward(view, ana, decision, dan))).toBeUndefined();
    const page = decisionPage(view.state, decision.id, chi.person, begun + 2)!;
    expect(page.nominations.find(({ by }) => by.name === 'Chi')).toMatchObject({
      person: { name: 'Dan' },
      before: { name: 'Chi' },
    });
    expect(page.may).toMatchObject({ answer: true, nominate: false });
    expect(reason(view, cast(view, dan, decision, 'consent'))).toBe('asked-last');
    expect(needs(dan)).toEqual([]);
    for (const by of [ana, bo, chi, eva]) cast(view, by, decision, 'consent');
    expect(outcome(view, decision)).toMatchObject({ result: 'undecided', winners: [] });
    expect(needs(dan)).toEqual(['answer']);
    cast(view, dan, decision, 'consent');
    close(view, bo, decision, begun + 3);
    sign(view, decision, [ana, bo, chi]);
    expect(outcome(view, decision)).toMatchObject({
      phase: 'settled',
      result: 'passes',
      winners: [dan.person],
    });
    expect(outcome(view, decision).audit.map(({ title }) => title)).toEqual([
      ...['Nominations', 'Put forward', 'Answers'],
    ]);
    sameInAnyOrder(view, decision);
  });

  it('starts its consent anew where somebody else is put forward; answers to the one before lapse', () => {
    const view = garden();
    const decision = election(view, { mostAmendments: 1 });
    for (const [by, who] of [
      [ana, dan],
      [bo, eva],
      [chi, dan],
    ] as const) {
      nominate(view, by, decision, who);
    }
    const first = putForward(view, ana, decision, dan);
    cast(view, bo, decision, 'consent');
    const said = { version: first.id, reason: 'Two roles at once.', harm: 'Both suffer.' };
    act(view, eva, 'objection-raised', { decision: decision.id, ...said }, begun + 2);
    cast(view, chi, decision, 'consent');
    cast(view, ana, decision, 'consent');
    expect(reason(view, cast(view, dan, decision, 'consent'))).toBe('asked-last');
    putForward(view, ana, decision, eva);
    expect(outcome(view, decision)).toMatchObject({
      answered: [],
      lapsed: [ana, bo, chi].map(({ person }) => person).sort(),
      objections: [{ standing: 'integrated' }],
    });
    const late = cast(view, dan, decision, 'consent', first.id);
    expect(reason(view, late)).toBe(undefined);
    expect(outcome(view, decision).lapsed).toContain(dan.person);
    expect(reason(view, putForward(view, ana, decision, dan))).toBe('put-forward-too-often');
    sameInAnyOrder(view, decision);
  });

  it('elects nobody without a willing person, or where nobody was put forward', () => {
    const view = garden();
    const [unwilling, silent] = [election(view), election(view)];
    for (const by of [ana, bo, chi, dan]) nominate(view, by, unwilling, eva);
    putForward(view, ana, unwilling, eva);
    for (const by of [ana, bo, chi, dan]) cast(view, by, unwilling, 'consent');
    cast(view, eva, unwilling, 'abstain');
    close(view, ana, unwilling);
    close(view, ana, silent);
    expect(outcome(view, unwilling)).toMatchObject({ result: 'fails', winners: [] });
    expect(outcome(view, unwilling).words.join(' ')).toContain('has not consented');
    expect(outcome(view, silent)).toMatchObject({ result: 'fails', winners: [] });
    expect(outcome(view, silent).words.join(' ')).toContain('Nobody was put forward');
    const other = open(view, ana, {});
    expect(reason(view, nominate(view, bo, other, eva))).toBe('not-an-election');
  });
});

describe('a draw by lot', () => {
  const draw = (view: CommunityView, terms: Partial<DecisionTerms> = {}) =>
    open(view, ana, { method: 'sortition', quorum: '1/100', seats: 2, ...terms });
  const openPart = (view: CommunityView, by: Peer, decision: SignedEvent, changes: Body = {}) => {
    const part = lotPartOf(decision.id, personScalar(by.seed), randomBytes(32));
    return act(view, by, 'lot-opened', { decision: decision.id, ...part, ...changes }, deadline + 2);
  };

  it('is drawn among the willing once all parts of the seed are here, the same on every device', () => {
    const view = garden();
    const decision = draw(view);
    for (const by of [ana, bo, chi, dan]) cast(view, by, decision, 'willing');
    cast(view, eva, decision, 'unwilling');
    expect(reason(view, openPart(view, ana, decision))).toBe('not-closed');
    close(view, bo, decision);
    const [device] = [ana.device.author];
    expect(receiptsDue(view.state, device, deadline + 2)).toEqual([]);
    for (const by of [ana, bo, chi]) expect(reason(view, openPart(view, by, decision))).toBeUndefined();
    expect(reason(view, openPart(view, eva, decision))).toBe('not-willing');
    expect(reason(view, openPart(view, bo, decision))).toBe('answered-before');
    expect(receiptsDue(view.state, device, deadline + 2)).toEqual([]);
    expect(outcome(view, decision).words.join(' ')).toContain('waits for 1 of 4 parts');
    openPart(view, dan, decision);
    expect(receiptsDue(view.state, device, deadline + 2)).toHaveLength(1);
    expect(outcome(view, decision)).toMatchObject({ result: 'undecided', winners: [] });
    sign(view, decision, [ana, bo, eva]);
    const { winners, result, phase } = outcome(view, decision);
    expect([phase, result, winners.length]).toEqual(['settled', 'decided', 2]);
    expect([ana, bo, chi, dan].map(({ person }) => person)).toEqual(expect.arrayContaining([...winners]));
    sameInAnyOrder(view, decision);
  });

  it('waits for no part of a seed where it is withdrawn', () => {
    const view = garden();
    const decision = draw(view);
    for (const by of [ana, bo, chi]) cast(view, by, decision, 'willing');
    act(view, ana, 'decision-withdrawn', { decision: decision.id, why: 'Too soon.' }, deadline - 1);
    expect(receiptsDue(view.state, bo.device.author, deadline - 1)).toHaveLength(1);
    sign(view, decision, [ana, bo, eva], deadline - 1);
    expect(outcome(view, decision)).toMatchObject({ phase: 'settled', result: 'withdrawn', winners: [] });
  });

  it('goes on without whoever keeps their part back, and says so', () => {
    const view = garden();
    const decision = draw(view);
    for (const by of [ana, bo, chi]) cast(view, by, decision, 'willing');
    close(view, bo, decision);
    for (const by of [ana, bo]) openPart(view, by, decision);
    expect(receiptsDue(view.state, eva.device.author, deadline + 3)).toEqual([]);
    expect(receiptsDue(view.state, eva.device.author, deadline + partsWaitMs)).toHaveLength(1);
    sign(view, decision, [ana, bo, eva], deadline + partsWaitMs);
    expect([...outcome(view, decision).winners].sort()).toEqual([ana.person, bo.person].sort());
    expect(outcome(view, decision).words.join(' ')).toContain(`${chi.person} kept their part`);
    const before = outcome(view, decision);
    expect(reason(view, openPart(view, chi, decision))).toBeUndefined();
    expect(outcome(view, decision).winners).toEqual(before.winners);
  });

  it('redraws one seat where somebody says no, leaves resting ones out and keeps to strata', () => {
    const view = garden();
    const strata = [{ name: 'Kitchen', people: [dan.person, eva.person], least: 1, most: 1 }];
    const decision = draw(view, { lot: { resting: [ana.person], strata } });
    for (const by of all) cast(view, by, decision, 'willing');
    close(view, bo, decision);
    for (const by of all) openPart(view, by, decision);
    expect(reason(view, act(view, bo, 'lot-declined', { decision: decision.id }, deadline + 2))).toBe(
      'not-settled',
    );
    sign(view, decision, [ana, bo, eva]);
    const before = outcome(view, decision).winners;
    expect(before).not.toContain(ana.person);
    const ofKitchen = before.filter((person) => strata[0]!.people.includes(person));
    expect(ofKitchen).toHaveLength(1);
    const drawn = all.find(({ person }) => person === ofKitchen[0])!;
    expect(decisionPage(view.state, decision.id, drawn.person, deadline + 4)!.may.declineLot).toBe(true);
    expect(reason(view, act(view, drawn, 'lot-declined', { decision: decision.id }, deadline + 4))).toBe(
      undefined,
    );
    const after = outcome(view, decision).winners;
    expect(after).toHaveLength(2);
    expect(after).not.toContain(drawn.person);
    expect(after).toEqual(expect.arrayContaining(before.filter((person) => person !== drawn.person)));
    sameInAnyOrder(view, decision);
  });

  it('reports what cannot be met, and draws nobody', () => {
    const view = garden();
    const decision = draw(view);
    cast(view, ana, decision, 'willing');
    close(view, bo, decision);
    openPart(view, ana, decision);
    sign(view, decision, [ana, bo, eva]);
    expect(outcome(view, decision)).toMatchObject({ result: 'fails', winners: [] });
    expect(outcome(view, decision).words[0]).toContain('Seats to draw: 2; people who may be drawn: 1');
  });

  it('puts each of several drawn into the role by a record of their own', () => {
    const view = garden();
    const settledBy = (terms: Partial<DecisionTerms>, stance: string) => {
      const opened = open(view, ana, terms);
      for (const by of all) cast(view, by, opened, stance);
      close(view, bo, opened, begun + 3);
      if (stance === 'willing') for (const by of all) openPart(view, by, opened);
      sign(view, opened, [ana, bo, chi]);
      return opened.id;
    };
    const circle = settledBy({}, 'consent');
    const circleSaid = { name: 'Water', purpose: 'Water', domain: '', parent: null };
    act(view, ana, 'circle-formed', { decision: circle, ...circleSaid }, deadline + 3);
    const role = settledBy({}, 'consent');
    const roleSaid = { circle, name: 'Keeper', purpose: 'Keep', domain: '', termDays: 30, link: 'none' };
    act(view, ana, 'role-defined', { decision: role, ...roleSaid }, deadline + 3);
    const decision = settledBy({ method: 'sortition', seats: 2 }, 'willing');
    const chosen = () => decisionPage(view.state, decision, ana.person, deadline + 5)!;
    for (const left of [2, 1]) {
      expect(chosen().chosen).toHaveLength(left);
      expect(chosen().may.record).toBe(true);
      const { person } = chosen().chosen[0]!;
      const term = act(view, ana, 'role-filled', { decision, role, person }, deadline + 4);
      expect(reason(view, term)).toBeUndefined();
      const who = all.find((each) => each.person === person)!;
      act(view, who, 'term-answered', { term: term.id, answer: 'accepted' }, deadline + 4);
    }
    expect(chosen()).toMatchObject({ chosen: [], may: { record: false } });
    expect(roleHolders(view.state, role, deadline + 5)).toHaveLength(2);
  });

  it('counts the same on two devices that closed it apart', () => {
    const view = garden();
    const decision = draw(view);
    for (const by of all) cast(view, by, decision, 'willing');
    const other = copyOf(view);
    close(view, ana, decision);
    close(other, bo, decision);
    openPart(view, ana, decision);
    openPart(other, bo, decision);
    meet(view, other);
    for (const by of [chi, dan, eva]) openPart(view, by, decision);
    sign(view, decision, [ana, bo, eva]);
    meet(view, other);
    expect(outcome(other, decision)).toEqual(outcome(view, decision));
    expect(outcome(view, decision).result).toBe('decided');
  });
});

describe('a part of a seed', () => {
  const decision = 'ab'.repeat(32);

  it('is one a person and decision, whatever the entropy, and proves itself', () => {
    const [first, second] = [1, 2].map((fill) =>
      lotPartOf(decision, personScalar(bo.seed), new Uint8Array(32).fill(fill)),
    );
    expect(first!.point).toEqual(second!.point);
    expect(first!.response).not.toEqual(second!.response);
    for (const part of [first!, second!]) expect(isLotPartSound(decision, bo.person, part)).toBe(true);
    const elsewhere = lotPartOf('cd'.repeat(32), personScalar(bo.seed), new Uint8Array(32));
    expect(elsewhere.point).not.toEqual(first!.point);
  });

  it('cannot be another’s, of another decision, altered or made up', () => {
    const part = lotPartOf(decision, personScalar(bo.seed), new Uint8Array(32).fill(3));
    expect(isLotPartSound(decision, chi.person, part)).toBe(false);
    expect(isLotPartSound('cd'.repeat(32), bo.person, part)).toBe(false);
    fc.assert(
      fc.property(
        fc.constantFrom('point', 'challenge', 'response'),
        fc.nat(31),
        fc.integer({ min: 1, max: 255 }),
        (which, at, flip) => {
          const bytes = Uint8Array.from(part[which as 'point']);
          bytes[at]! ^= flip;
          expect(isLotPartSound(decision, bo.person, { ...part, [which]: bytes })).toBe(false);
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });
});
