import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  act,
  addDevice,
  admit,
  type Body,
  copyOf,
  eventsOf,
  gardenOf,
  invite,
  meet,
  type Peer,
  peer,
  reason,
} from '../../../test/peers/garden.ts';
import { dayMs } from '../../base/time.ts';
import type { SignedEvent } from '../events/event.ts';
import { CommunityView } from './community-view.ts';
import { actsSeen, hashOfActs } from './decisions/counting-acts.ts';
import { outcomeOf } from './decisions/decision-outcome.ts';
import { decisions, proposalVersions } from './decisions/decision-tables.ts';
import { type DecisionTerms, usualTerms } from './decisions/decision-terms.ts';
import { packKeys } from './decisions/electorate-keys.ts';
import { electorateAsOf } from './selectors/electorate.ts';

const [ana, bo, chi, dan, eva] = ['Ana', 'Bo', 'Chi', 'Dan', 'Eva'].map((name) => peer(name));
const garden = () => gardenOf([ana, bo, chi, dan, eva]);
const begun = 400 * dayMs;
const deadline = begun + 7 * dayMs;
const after = deadline + 1;

const draft = (view: CommunityView, by: Peer): SignedEvent =>
  act(view, by, 'proposal-drafted', { title: 'A well', text: 'Dig a well.' }, begun);

const openBy = (
  view: CommunityView,
  by: Peer,
  proposal: SignedEvent | null,
  terms: Partial<DecisionTerms> = {},
  electorate = electorateAsOf(view.state, begun),
): SignedEvent =>
  act(
    view,
    by,
    'decision-opened',
    {
      proposal: proposal?.id ?? null,
      electorate: packKeys(electorate),
      terms: { ...usualTerms('A well', deadline), ...terms },
    },
    begun,
  );

const blank = { stance: null, tiers: null, marks: null };

const cast = (
  view: CommunityView,
  by: Peer,
  decision: SignedEvent,
  ballot: Body,
  at = begun + 1,
  replaces: readonly SignedEvent[] = [],
): SignedEvent => {
  const { version } = decisions.get(view.state, decision.id)!;
  const said = { ballot: { ...blank, ...ballot }, reason: '', replaces: replaces.map(({ id }) => id) };
  return act(view, by, 'ballot-cast', { decision: decision.id, version, ...said }, at);
};

const consent = (view: CommunityView, decision: SignedEvent, ...who: readonly Peer[]) =>
  who.map((by) => cast(view, by, decision, { stance: 'consent' }));

const object = (view: CommunityView, by: Peer, decision: SignedEvent, at = begun + 1): SignedEvent => {
  const { version } = decisions.get(view.state, decision.id)!;
  const said = { version, reason: 'It dries the pond.', harm: 'Frogs' };
  return act(view, by, 'objection-raised', { decision: decision.id, ...said }, at);
};

const close = (view: CommunityView, by: Peer, decision: SignedEvent, at = after): SignedEvent =>
  act(view, by, 'decision-closed', { decision: decision.id }, at);

/** A device signs what it has seen. */
const sign = (view: CommunityView, by: Peer, decision: SignedEvent, round = 0, at = after): SignedEvent => {
  const { version } = decisions.get(view.state, decision.id)!;
  const set = hashOfActs(actsSeen(view.state, decision.id, () => true));
  return act(view, by, 'ballots-counted', { decision: decision.id, round, version, set }, at);
};

const outcome = (view: CommunityView, decision: SignedEvent) => outcomeOf(view.state, decision.id);

/** All that a device can say about a decision, byte for byte. */
const told = (view: CommunityView, decision: SignedEvent): string =>
  JSON.stringify([view.state.hash(), outcome(view, decision)]);

/** The same on a device that got everything in this order. */
const toldInOrder = (view: CommunityView, decision: SignedEvent, order: readonly SignedEvent[]): string => {
  const other = new CommunityView(view.history.community);
  for (const event of order) other.take([event]);
  return told(other, decision);
};

const sameInAnyOrder = (view: CommunityView, decision: SignedEvent): void => {
  const events = eventsOf(view);
  const expected = told(view, decision);
  fc.assert(
    fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (order) => {
      expect(toldInOrder(view, decision, order)).toBe(expected);
    }),
    { numRuns: 12, seed: 8 },
  );
};

describe('a decision that is withdrawn', () => {
  const withdraw = (view: CommunityView, by: Peer, decision: SignedEvent, at = begun + 2): SignedEvent =>
    act(view, by, 'decision-withdrawn', { decision: decision.id, why: 'It rained.' }, at);

  it('ends at once without an outcome, by whoever opened it alone, and is settled as any other', () => {
    const view = garden();
    const decision = openBy(view, ana, draft(view, ana));
    consent(view, decision, ana, bo, chi, dan, eva);
    expect(reason(view, withdraw(view, bo, decision))).toBe('not-their-decision');
    expect(outcome(view, decision).phase).toBe('open');
    expect(reason(view, withdraw(view, ana, decision))).toBeUndefined();
    expect(outcome(view, decision)).toMatchObject({ phase: 'provisional', result: 'withdrawn', winners: [] });
    expect(outcome(view, decision).words.join(' ')).toContain('It rained.');
    expect(reason(view, withdraw(view, ana, decision))).toBe('closed-before');
    expect(reason(view, close(view, bo, decision))).toBe('closed-before');
    for (const by of [bo, chi, dan]) sign(view, by, decision, 0, begun + 3);
    expect(outcome(view, decision)).toMatchObject({ phase: 'settled', result: 'withdrawn' });
    const settledOn = { decision: decision.id, reviewAt: after, circle: null, replaces: null };
    expect(reason(view, act(view, ana, 'agreement-recorded', settledOn, after))).toBe('not-passed');
    sameInAnyOrder(view, decision);
  });

  it('keeps its answers once the deadline has passed, and its outcome once it is settled', () => {
    const view = garden();
    const decision = openBy(view, ana, draft(view, ana));
    consent(view, decision, ana, bo, chi, dan, eva);
    expect(reason(view, withdraw(view, ana, decision, after))).toBe('closed-before');
    const apart = copyOf(view);
    close(view, bo, decision);
    for (const by of [bo, chi, dan]) sign(view, by, decision);
    // Said in time on a device that nobody heard of until all was settled.
    withdraw(apart, ana, decision, deadline);
    meet(view, apart);
    expect(outcome(view, decision)).toMatchObject({ phase: 'settled', result: 'passes' });
    expect(told(apart, decision)).toBe(told(view, decision));
  });
});

describe('a decision by consent', () => {
  it('passes when all have answered and nobody objects, and is settled by more than half', () => {
    const view = garden();
    const decision = openBy(view, ana, draft(view, ana));
    consent(view, decision, ana, bo, chi, dan);
    expect(reason(view, close(view, ana, decision, begun + 2))).toBe('closed-too-early');
    consent(view, decision, eva);
    close(view, ana, decision, begun + 2);
    expect(outcome(view, decision)).toMatchObject({ phase: 'provisional', result: 'passes' });
    sign(view, ana, decision);
    sign(view, bo, decision);
    expect(outcome(view, decision)).toMatchObject({
      phase: 'provisional',
      unsigned: [chi, dan, eva].map(({ person }) => person).sort(),
    });
    sign(view, chi, decision);
    expect(outcome(view, decision)).toMatchObject({ phase: 'settled', result: 'passes' });
    sameInAnyOrder(view, decision);
  });

  it('is stopped by an objection until it is integrated, and the amendment lapses earlier consent', () => {
    const view = garden();
    const proposal = draft(view, ana);
    const decision = openBy(view, ana, proposal);
    consent(view, decision, ana, bo, chi);
    const objection = object(view, dan, decision);
    expect(outcome(view, decision).objections).toEqual([{ id: objection.id, standing: 'open' }]);
    const amended = act(
      view,
      ana,
      'proposal-amended',
      {
        ...{ proposal: proposal.id, from: proposal.id, title: 'A well', text: 'Dig it far from the pond.' },
        ...{ why: 'Frogs', integrates: [objection.id] },
      },
      begun + 2,
    );
    expect(proposalVersions.get(view.state, amended.id)?.number).toBe(2);
    expect(outcome(view, decision)).toMatchObject({
      answered: [],
      lapsed: [ana, bo, chi].map(({ person }) => person).sort(),
      objections: [{ id: objection.id, standing: 'integrated' }],
    });
    consent(view, decision, ana, bo, chi, dan);
    close(view, bo, decision);
    expect(outcome(view, decision)).toMatchObject({ version: amended.id, result: 'passes' });
    sameInAnyOrder(view, decision);
  });

  it('amended while somebody consents apart: that consent was to the earlier version, and shows as lapsed', () => {
    const view = garden();
    const proposal = draft(view, ana);
    const decision = openBy(view, ana, proposal);
    const apart = copyOf(view);
    consent(apart, decision, bo);
    const said = { title: 'A well', text: 'A small one.', why: '', integrates: [] };
    act(view, ana, 'proposal-amended', { proposal: proposal.id, from: proposal.id, ...said }, begun + 1);
    meet(view, apart);
    expect(outcome(view, decision)).toMatchObject({ answered: [], lapsed: [bo.person] });
    expect(told(apart, decision)).toBe(told(view, decision));
  });

  it('lets the circle test an objection, not the proposer and not whoever objects', () => {
    const view = garden();
    const decision = openBy(view, ana, draft(view, ana));
    const objection = object(view, dan, decision);
    const test = (by: Peer, isReasoned: string) =>
      act(
        view,
        by,
        'objection-tested',
        { decision: decision.id, objection: objection.id, isReasoned, why: 'The pond is far away.' },
        begun + 2,
      );
    expect(reason(view, test(ana, 'no'))).toBe('concerns-oneself');
    expect(reason(view, test(dan, 'yes'))).toBe('concerns-oneself');
    test(bo, 'no');
    expect(outcome(view, decision).objections[0]!.standing).toBe('open');
    test(chi, 'no');
    expect(outcome(view, decision).objections[0]!.standing).toBe('without-reason');
    test(chi, 'yes');
    expect(outcome(view, decision).objections[0]!.standing).toBe('open');
    act(view, dan, 'objection-withdrawn', { decision: decision.id, objection: objection.id }, begun + 3);
    expect(outcome(view, decision).objections[0]!.standing).toBe('withdrawn');
  });

  it('hears a concern, and goes on', () => {
    const view = garden();
    const decision = openBy(view, ana, draft(view, ana));
    act(view, dan, 'concern-voiced', { decision: decision.id, text: 'It is a lot of work.' }, begun + 1);
    consent(view, decision, ana, bo, chi);
    close(view, ana, decision);
    expect(outcome(view, decision)).toMatchObject({ result: 'passes', objections: [] });
  });

  it('goes back to draft after more amendments than declared', () => {
    const view = garden();
    const proposal = draft(view, ana);
    const decision = openBy(view, ana, proposal, { mostAmendments: 1 });
    let from = proposal;
    for (const text of ['One', 'Two']) {
      const said = { title: 'A well', text, why: '', integrates: [] };
      from = act(view, ana, 'proposal-amended', { proposal: proposal.id, from: from.id, ...said }, begun + 1);
    }
    expect(outcome(view, decision).phase).toBe('draft');
    expect(reason(view, close(view, ana, decision))).toBe('closed-before');
  });

  it('keeps two amendments made apart: the one that stands is the same for all, the other is told why', () => {
    const view = garden();
    const proposal = draft(view, ana);
    const laptop = peer('Ana', 'laptop');
    addDevice(view, laptop, begun);
    const apart = copyOf(view);
    const amend = (on: CommunityView, by: Peer, text: string) => {
      const said = {
        proposal: proposal.id,
        from: proposal.id,
        title: 'A well',
        text,
        why: '',
        integrates: [],
      };
      return act(on, by, 'proposal-amended', said, begun + 1);
    };
    const both = [amend(view, ana, 'One'), amend(apart, laptop, 'Two')];
    meet(view, apart);
    expect(both.map((event) => reason(view, event)).sort()).toEqual(['amended-meanwhile', undefined]);
    expect(both.map((event) => reason(apart, event))).toEqual(both.map((event) => reason(view, event)));
  });
});

describe('the deadline', () => {
  it('is an instant: on a night when the clock strikes half past two twice, only the instant counts', () => {
    // 25 October 2026 in Berlin: 02:30 is 00:30Z, and 02:30 again is 01:30Z.
    const night = Date.UTC(2026, 9, 25, 1, 30);
    const inBerlin = (at: number) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'short' }).format(at);
    expect([night - 3_600_000, night].map(inBerlin)).toEqual(['02:30', '02:30']);
    const view = garden();
    const decision = openBy(view, ana, null, { deadline: night });
    cast(view, bo, decision, { stance: 'consent' }, night - 3_600_000);
    cast(view, chi, decision, { stance: 'consent' }, night);
    const late = cast(view, dan, decision, { stance: 'consent' }, night + 1);
    expect(reason(view, close(view, ana, decision, night - 1))).toBe('closed-too-early');
    close(view, ana, decision, night);
    expect(outcome(view, decision)).toMatchObject({
      answered: [bo.person, chi.person].sort(),
      late: [late.id],
    });
  });

  it('does not cut off a ballot made apart before it, while the outcome is provisional', () => {
    const view = garden();
    const decision = openBy(view, ana, null, { method: 'majority' });
    cast(view, ana, decision, { stance: 'for' });
    const apart = copyOf(view);
    for (const by of [dan, eva, chi]) cast(apart, by, decision, { stance: 'against' }, deadline);
    cast(view, bo, decision, { stance: 'for' });
    cast(view, bo, decision, { stance: 'abstain' });
    close(view, bo, decision);
    expect(outcome(view, decision).answered.length).toBe(2);
    meet(view, apart);
    expect(outcome(view, decision)).toMatchObject({ phase: 'provisional', result: 'fails', late: [] });
    for (const by of [ana, bo, chi]) sign(view, by, decision);
    expect(outcome(view, decision).phase).toBe('settled');
    sameInAnyOrder(view, decision);
  });

  it('settled is settled: a ballot or objection that surfaces later is kept, shown as late, and asks for review', () => {
    const view = garden();
    const decision = openBy(view, ana, draft(view, ana));
    const apart = copyOf(view);
    const hidden = object(apart, eva, decision, begun + 1);
    consent(view, decision, ana, bo, chi);
    close(view, ana, decision);
    for (const by of [ana, bo, chi]) sign(view, by, decision);
    const before = outcome(view, decision);
    meet(view, apart);
    const now = outcome(view, decision);
    expect([before.phase, now.phase, now.result]).toEqual(['settled', 'settled', 'passes']);
    expect([now.late, now.isReviewAsked, now.objections]).toEqual([[hidden.id], true, []]);
    expect(told(apart, decision)).toBe(told(view, decision));
    sameInAnyOrder(view, decision);
  });

  it('has passed for a device once it signed what it counts', () => {
    const view = garden();
    const decision = openBy(view, ana, null);
    consent(view, decision, ana, bo);
    close(view, ana, decision);
    sign(view, ana, decision);
    const backdated = cast(view, ana, decision, { stance: 'abstain' }, begun + 1);
    expect(outcome(view, decision).late).toEqual([backdated.id]);
  });
});

describe('what devices sign', () => {
  it('is what they have seen, once, after their own deadline', () => {
    const view = garden();
    const decision = openBy(view, ana, null);
    consent(view, decision, ana, bo, chi);
    expect(reason(view, sign(view, ana, decision))).toBe('not-closed');
    close(view, ana, decision);
    expect(reason(view, sign(view, bo, decision, 0, deadline - 1))).toBe('not-closed');
    sign(view, ana, decision);
    expect(reason(view, sign(view, ana, decision))).toBe('counted-already');
    const wrong = { decision: decision.id, round: 0, version: decision.id, set: '00'.repeat(32) };
    expect(reason(view, act(view, bo, 'ballots-counted', wrong, after))).toBe('receipt-wrong');
  });

  it('goes to another round where the sets differ so that none can win, and not before', () => {
    const view = gardenOf([ana, bo, chi, dan]);
    const decision = openBy(view, ana, null);
    consent(view, decision, ana, bo);
    close(view, ana, decision);
    const apart = copyOf(view);
    cast(apart, chi, decision, { stance: 'abstain' }, deadline);
    sign(view, ana, decision);
    sign(view, bo, decision);
    const early = copyOf(view);
    expect(reason(early, sign(early, ana, decision, 1))).toBe('round-still-runs');
    sign(apart, chi, decision);
    sign(apart, dan, decision);
    meet(view, apart);
    expect(outcome(view, decision).phase).toBe('provisional');
    for (const by of [ana, bo, chi]) sign(view, by, decision, 1);
    expect(outcome(view, decision)).toMatchObject({ phase: 'settled', late: [] });
    expect(outcome(view, decision).answered).toContain(chi.person);
    sameInAnyOrder(view, decision);
  });
});

describe('two devices of one person', () => {
  it('that say different things apart count for nothing until that person resolves it', () => {
    const view = garden();
    const laptop = peer('Bo', 'laptop');
    addDevice(view, laptop, begun);
    const decision = openBy(view, ana, null, { method: 'majority' });
    const apart = copyOf(view);
    const yes = cast(view, bo, decision, { stance: 'for' });
    const no = cast(apart, laptop, decision, { stance: 'against' });
    meet(view, apart);
    expect(outcome(view, decision)).toMatchObject({ contested: [bo.person], answered: [] });
    cast(view, laptop, decision, { stance: 'for' }, begun + 2, [yes]);
    expect(outcome(view, decision)).toMatchObject({ contested: [], answered: [bo.person] });
    expect(reason(view, cast(view, chi, decision, { stance: 'for' }, begun + 2, [no]))).toBe(
      'ballot-unknown',
    );
    sameInAnyOrder(view, decision);
  });

  it('one after the other: the last counts', () => {
    const view = garden();
    const decision = openBy(view, ana, null, { method: 'majority', quorum: '0' });
    for (const stance of ['for', 'against']) cast(view, bo, decision, { stance });
    close(view, ana, decision);
    expect(outcome(view, decision).audit[0]!.rows).toContainEqual(['against', '1']);
  });
});

describe('the electorate', () => {
  it('is frozen: a late joiner reads, and takes part only where the opening said so', () => {
    for (const lateJoiners of ['read', 'take-part'] as const) {
      const view = garden();
      const decision = openBy(view, ana, null, { lateJoiners });
      const fay = peer('Fay');
      admit(view, ana, fay, invite(view, ana, {}, begun + 1), begun + 1);
      const ballot = cast(view, fay, decision, { stance: 'consent' }, begun + 2);
      expect(reason(view, ballot)).toBe(lateJoiners === 'read' ? 'not-an-elector' : undefined);
      expect(outcome(view, decision).eligible).toBe(lateJoiners === 'read' ? 5 : 6);
    }
  });

  it('keeps who leaves in the base', () => {
    const view = garden();
    const decision = openBy(view, ana, null, { method: 'majority', base: 'eligible' });
    act(view, eva, 'member-left', {}, begun + 1);
    expect(outcome(view, decision).eligible).toBe(5);
    expect(reason(view, cast(view, eva, decision, { stance: 'for' }, begun + 2))).toBe('not-a-member');
  });

  it('leaves nobody out whom the opening had seen, and holds nobody against it whom it had not', () => {
    const view = garden();
    const all = electorateAsOf(view.state, begun);
    const without = all.filter((person) => person !== eva.person);
    expect(reason(view, openBy(view, ana, null, {}, without))).toBe('electors-left-out');
    expect(reason(view, openBy(view, ana, null, {}, [...all, peer('Gus').person]))).toBe('elector-too-new');
    const fay = peer('Fay');
    const apart = copyOf(view);
    const invitation = invite(apart, bo, {}, begun - 20 * dayMs);
    admit(apart, bo, fay, invitation, begun - 20 * dayMs);
    const decision = openBy(view, ana, null);
    meet(view, apart);
    expect(electorateAsOf(view.state, begun)).toContain(fay.person);
    expect([reason(view, decision), outcome(view, decision).eligible]).toEqual([undefined, 5]);
    sameInAnyOrder(view, decision);
  });
});

describe('ballots over options', () => {
  const terms = { options: ['Well', 'Pump', 'Rain barrel'] };

  it('give winners at quorum by every kind of method, and the same on every device', () => {
    const ballots: Readonly<Record<string, Body>> = {
      schulze: { tiers: [[1], [0, 2]] },
      'instant-runoff': { tiers: [[1], [0]] },
      'ranked-pairs': { tiers: [[1], [2]] },
      stv: { tiers: [[1], [2]] },
      approval: { marks: [0, 1, 0] },
      pav: { marks: [0, 1, 0] },
      score: { marks: [1, 5, null] },
      star: { marks: [1, 5, 2] },
      dot: { marks: [2, 8, 0] },
      quadratic: { marks: [-1, 3, 0] },
    };
    for (const [method, ballot] of Object.entries(ballots)) {
      const view = garden();
      const decision = openBy(view, ana, null, { ...terms, method: method as DecisionTerms['method'] });
      for (const by of [ana, bo]) cast(view, by, decision, ballot);
      const early = copyOf(view);
      close(early, ana, decision);
      expect([method, outcome(early, decision).result]).toEqual([method, 'no-quorum']);
      cast(view, chi, decision, ballot);
      close(view, ana, decision);
      expect([method, outcome(view, decision).winners]).toEqual([method, ['Pump']]);
      expect(toldInOrder(view, decision, eventsOf(view).reverse())).toBe(told(view, decision));
    }
  });

  it('that break the rules are kept and not counted', () => {
    const view = garden();
    const decide = (method: DecisionTerms['method'], ballot: Body) =>
      reason(view, cast(view, bo, openBy(view, ana, null, { ...terms, method }), ballot));
    expect(decide('dot', { marks: [5, 6, 0] })).toBe('ballot-invalid');
    expect(decide('quadratic', { marks: [3, 2, 0] })).toBe('ballot-invalid');
    expect(decide('schulze', { tiers: [[3]] })).toBe('ballot-invalid');
    expect(decide('schulze', { tiers: [[0], [0]] })).toBe('ballot-invalid');
    expect(decide('stv', { tiers: [[0, 1]] })).toBe('ballot-invalid');
    expect(decide('score', { marks: [6, 0, 0] })).toBe('ballot-invalid');
    expect(decide('score', { tiers: [[0]] })).toBe('ballot-invalid');
    expect(decide('schulze', { stance: 'for' })).toBe('ballot-invalid');
  });

  it('are not asked for where the terms cannot come to an end', () => {
    const view = garden();
    const opened = (changes: Partial<DecisionTerms>) => reason(view, openBy(view, ana, null, changes));
    expect(opened({ deadline: begun })).toBe('terms-unsound');
    expect(opened({ method: 'schulze' })).toBe('terms-unsound');
    expect(opened({ ...terms, method: 'schulze', seats: 4 })).toBe('terms-unsound');
    expect(opened({ ...terms, method: 'star', seats: 2 })).toBe('terms-unsound');
    expect(opened({ ...terms, method: 'schulze', statusQuo: 'Lake' })).toBe('terms-unsound');
    expect(opened({ method: 'majority', threshold: '1' })).toBe('terms-unsound');
    expect(opened({ quorum: '101 %' })).toBe('terms-unsound');
    expect(opened({ quorum: 'most' })).toBe('terms-unsound');
  });
});

describe('advice', () => {
  it('is decided by one, after those it concerns and those who know were asked', () => {
    const view = garden();
    const decision = openBy(view, ana, draft(view, ana), { method: 'advice' }, [ana.person]);
    const ask = (who: Peer, as: string) =>
      act(view, ana, 'advice-asked', { decision: decision.id, person: who.person, as }, begun + 1);
    const answer = (by: Peer, to: SignedEvent) =>
      act(view, by, 'advice-given', { decision: decision.id, ask: to.id, text: 'Mind the pond.' }, begun + 2);
    const concerned = ask(bo, 'affected');
    cast(view, ana, decision, { stance: 'for' });
    expect(reason(view, close(view, ana, decision))).toBe('advice-not-asked');
    ask(chi, 'knows');
    expect(reason(view, answer(chi, concerned))).toBe('not-asked');
    answer(bo, concerned);
    expect(reason(view, close(view, ana, decision, begun + 3))).toBe('closed-too-early');
    close(view, ana, decision);
    sign(view, ana, decision);
    expect(outcome(view, decision)).toMatchObject({ phase: 'settled', result: 'passes' });
    expect(
      outcome(view, decision)
        .audit[0]!.rows.map((row) => row[2])
        .sort(),
    ).toEqual(['Mind the pond.', 'none']);
  });
});
