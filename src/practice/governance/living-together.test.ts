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
import { agreements, pacts } from './agreements/agreement-tables.ts';
import { dueForReview } from './agreements/due.ts';
import { nextInTurn, peopleOf, roleHolders, rolesToElect } from './circles/circle-people.ts';
import { rights } from './circles/circle-tables.ts';
import { facilitationOf, usualTurnDays } from './circles/facilitation.ts';
import { rightHolder } from './circles/right-holder.ts';
import { CommunityView } from './community-view.ts';
import { actsSeen, hashOfActs } from './decisions/counting-acts.ts';
import { decisions } from './decisions/decision-tables.ts';
import { type DecisionTerms, usualTerms } from './decisions/decision-terms.ts';
import { packKeys } from './decisions/electorate-keys.ts';
import { matchesAt } from './exchange/matches.ts';
import { electorateAsOf } from './selectors/electorate.ts';
import { communities } from './tables.ts';

const [ana, bo, chi] = ['Ana', 'Bo', 'Chi'].map((name) => peer(name));
const begun = 400 * dayMs;
const later = begun + 10 * dayMs;
const garden = () => gardenOf([ana, bo, chi]);

/** A decision that all three take and sign; by consent, unless the terms say otherwise. */
const decide = (
  view: CommunityView,
  changes: Partial<DecisionTerms> = {},
  ballot: Body = { stance: 'consent' },
): SignedEvent => {
  const terms = { ...usualTerms('Something', begun + 7 * dayMs), ...changes };
  const electorate = packKeys(electorateAsOf(view.state, begun));
  const opened = act(view, ana, 'decision-opened', { proposal: null, electorate, terms }, begun);
  const decision = opened.id;
  const blank = { stance: null, tiers: null, marks: null };
  for (const by of [ana, bo, chi]) {
    const said = { ballot: { ...blank, ...ballot }, reason: '', replaces: [] };
    act(view, by, 'ballot-cast', { decision, version: decision, ...said }, begun + 1);
  }
  act(view, ana, 'decision-closed', { decision }, begun + 2);
  const set = hashOfActs(actsSeen(view.state, decision, () => true));
  for (const by of [ana, bo]) {
    act(view, by, 'ballots-counted', { decision, round: 0, version: decision, set }, begun + 3);
  }
  expect(decisions.get(view.state, decision)!.settled).not.toBeNull();
  return opened;
};

const circle = (view: CommunityView, name: string, parent: SignedEvent | null = null): SignedEvent => {
  const decision = decide(view);
  const said = { name, purpose: 'Water', domain: 'The well', parent: parent?.id ?? null };
  act(view, ana, 'circle-formed', { decision: decision.id, ...said }, begun + 4);
  return decision;
};

const role = (view: CommunityView, of: SignedEvent, link = 'none'): SignedEvent => {
  const decision = decide(view);
  const said = { circle: of.id, name: 'Host', purpose: 'Hold the space', domain: '', termDays: 90, link };
  expect(reason(view, act(view, ana, 'role-defined', { decision: decision.id, ...said }, begun + 5))).toBe(
    undefined,
  );
  return decision;
};

const fill = (view: CommunityView, of: SignedEvent, who: Peer): SignedEvent => {
  const decision = decide(view, { nominee: who.person });
  const said = { decision: decision.id, role: of.id, person: who.person };
  const filled = act(view, bo, 'role-filled', said, later);
  expect(reason(view, filled)).toBeUndefined();
  act(view, who, 'term-answered', { term: filled.id, answer: 'accepted' }, later + 1);
  return decision;
};

const sameInAnyOrder = (view: CommunityView): void => {
  const events = eventsOf(view);
  fc.assert(
    fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (order) => {
      const other = new CommunityView(view.history.community);
      for (const event of order) other.take([event]);
      expect(other.state.hash()).toBe(view.state.hash());
    }),
    { numRuns: 6, seed: 9 },
  );
};

describe('an agreement', () => {
  const record = (view: CommunityView, decision: SignedEvent, changes: Body = {}) => {
    const said = { reviewAt: later + 100, circle: null, replaces: null, ...changes };
    return act(view, bo, 'agreement-recorded', { decision: decision.id, ...said }, later);
  };

  it('is made in the way that was agreed on for agreements, or for everything else', () => {
    for (const [methods, expected] of [
      [{ agreements: 'majority' }, 'method-not-agreed'],
      [{ 'everything-else': 'majority' }, 'method-not-agreed'],
      [{ agreements: 'consent', 'everything-else': 'majority' }, undefined],
      [{ roles: 'majority' }, undefined],
    ] as const) {
      const view = gardenOf([ana, bo, chi], { methods });
      expect(reason(view, record(view, decide(view)))).toBe(expected);
    }
  });

  it('is the outcome of a settled decision, comes back by itself, and is replaced by another', () => {
    const view = garden();
    const first = decide(view);
    record(view, first);
    expect(reason(view, record(view, first))).toBe('recorded-before');
    expect(dueForReview(view.state, later + 99)).toEqual([]);
    expect(dueForReview(view.state, later + 100)).toEqual([first.id]);
    const second = decide(view);
    expect(reason(view, record(view, second, { reviewAt: later }))).toBe('review-in-the-past');
    record(view, second, { replaces: first.id, reviewAt: later + 500 });
    expect(agreements.get(view.state, first.id)?.isReplaced).toBe(true);
    expect(dueForReview(view.state, later + 100)).toEqual([]);
    expect(reason(view, record(view, decide(view), { replaces: first.id }))).toBe('agreement-unknown');
    sameInAnyOrder(view);
  });

  it('cannot be made of a decision that is open, failed or unknown', () => {
    const view = garden();
    const electorate = packKeys(electorateAsOf(view.state, begun));
    const terms = usualTerms('Open', begun + 7 * dayMs);
    const open = act(view, ana, 'decision-opened', { proposal: null, electorate, terms }, begun);
    expect(reason(view, record(view, open))).toBe('not-settled');
    const lost = decide(view, { method: 'majority' }, { stance: 'against' });
    expect(reason(view, record(view, lost))).toBe('not-passed');
    expect(reason(view, record(view, act(view, ana, 'member-left', {}, later)))).toBe('decision-unknown');
  });

  it('between two is theirs: one asks, the other accepts, either ends it', () => {
    const view = garden();
    const said = { with: bo.person, text: 'You water, I weed.', reviewAt: later + 100 };
    const pact = act(view, ana, 'pact-proposed', said, later);
    const answer = (by: Peer, type: string) =>
      reason(view, act(view, by, type, { pact: pact.id }, later + 1));
    expect(answer(chi, 'pact-accepted')).toBe('not-asked');
    expect(answer(bo, 'pact-accepted')).toBeUndefined();
    expect(dueForReview(view.state, later + 100)).toEqual([pact.id]);
    expect(answer(chi, 'pact-ended')).toBe('not-asked');
    expect(answer(ana, 'pact-ended')).toBeUndefined();
    expect(pacts.get(view.state, pact.id)?.standing).toBe('ended');
  });

  it('to try something names a measure and an end', () => {
    const view = garden();
    const tryIt = (until: number) =>
      act(
        view,
        ana,
        'experiment-agreed',
        { decision: decide(view).id, measure: 'reciprocity', hypothesis: 'It rises.', from: later, until },
        later,
      );
    expect(reason(view, tryIt(later))).toBe('ends-before-it-begins');
    expect(reason(view, tryIt(later + dayMs))).toBeUndefined();
  });
});

describe('circles and roles', () => {
  it('are formed by decision; double links belong to the circle around as well', () => {
    const view = garden();
    const around = circle(view, 'Garden');
    const within = circle(view, 'Water', around);
    act(view, ana, 'circle-joined', { circle: around.id }, begun + 5);
    act(view, bo, 'circle-joined', { circle: within.id }, begun + 5);
    const link = role(view, within, 'delegate');
    fill(view, link, bo);
    expect(peopleOf(view.state, around.id, later + 2)).toEqual([ana.person, bo.person].sort());
    expect(peopleOf(view.state, within.id, later + 2)).toEqual([bo.person]);
    act(view, bo, 'circle-left', { circle: within.id }, later + 2);
    expect(peopleOf(view.state, within.id, later + 3)).toEqual([bo.person]);
    const nowhere = { decision: decide(view).id, name: 'Moon', purpose: 'x', domain: '', parent: link.id };
    expect(reason(view, act(view, ana, 'circle-formed', nowhere, later))).toBe('circle-unknown');
    sameInAnyOrder(view);
  });

  it('of an election: only who was elected, who is asked last, and the end of the term opens the next', () => {
    const view = garden();
    const host = role(view, circle(view, 'Garden'));
    expect(rolesToElect(view.state, later, 0)).toEqual([host.id]);
    const chosen = decide(
      view,
      { method: 'schulze', options: [ana.person, bo.person, chi.person] },
      { tiers: [[1], [2], [0]] },
    );
    const put = (who: Peer) =>
      act(view, ana, 'role-filled', { decision: chosen.id, role: host.id, person: who.person }, later);
    expect(reason(view, put(chi))).toBe('not-elected');
    const term = put(bo);
    expect(reason(view, term)).toBeUndefined();
    expect(reason(view, put(bo))).toBe('recorded-before');
    expect(roleHolders(view.state, host.id, later + 1)).toEqual([]);
    const say = (by: Peer, answer: string) =>
      reason(view, act(view, by, 'term-answered', { term: term.id, answer }, later + 1));
    expect(say(chi, 'accepted')).toBe('not-asked');
    expect(say(bo, 'accepted')).toBeUndefined();
    expect(say(bo, 'declined')).toBe('answered-before');
    expect(roleHolders(view.state, host.id, later + 1)).toEqual([bo.person]);
    expect(roleHolders(view.state, host.id, later + 90 * dayMs)).toEqual([]);
    expect(rolesToElect(view.state, later + 80 * dayMs, 5 * dayMs)).toEqual([]);
    expect(rolesToElect(view.state, later + 86 * dayMs, 5 * dayMs)).toEqual([host.id]);
  });

  it('rotate: everybody has had a turn before anybody has a second', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 8 }), (people) => {
        const turns: string[] = [];
        for (let i = 0; i < 3 * people.length; i++) turns.push(nextInTurn([...people].reverse(), turns)!);
        for (let round = 0; round < 3; round++) {
          const these = turns.slice(round * people.length, (round + 1) * people.length);
          expect(new Set(these).size).toBe(people.length);
        }
      }),
      { numRuns: 50, seed: 2 },
    );
    expect(nextInTurn([], [])).toBeNull();
  });
});

describe('facilitation', () => {
  const people = [ana, bo, chi].map(({ person }) => person).sort();
  const who = (view: CommunityView, at: number, of: SignedEvent | null = null) =>
    facilitationOf(view.state, of?.id ?? null, at);
  const peerOf = (person: string) => [ana, bo, chi].find((each) => each.person === person)!;

  it('goes round by itself: in as many turns as there are people, everybody has it once', () => {
    const view = garden();
    const { foundedAt } = communities.get(view.state, 'community')!;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), (turn) => {
        const at = foundedAt + turn * usualTurnDays * dayMs + 1;
        const three = [0, 1, 2].map((k) => who(view, at + k * usualTurnDays * dayMs)!.person);
        expect([...three].sort()).toEqual(people);
        expect(who(view, at)!.next).toBe(three[1]);
        expect(who(view, at)!.until! - who(view, at)!.since).toBe(usualTurnDays * dayMs);
      }),
      { numRuns: 100, seed: 4 },
    );
  });

  it('is handed on by who has it and by nobody else, and goes round from there', () => {
    const view = garden();
    const now = who(view, later)!.person;
    const [next, last] = people.filter((person) => person !== now) as [string, string];
    const hand = (by: string, to: string) =>
      reason(view, act(view, peerOf(by), 'facilitation-handed-on', { circle: null, to }, later));
    expect(hand(next, last)).toBe('not-facilitating');
    expect(hand(now, 'ab'.repeat(32))).toBe('not-a-member');
    expect(hand(now, last)).toBeUndefined();
    expect(who(view, later)!.person).toBe(last);
    const after = people[(people.indexOf(last) + 1) % 3];
    expect(who(view, later + usualTurnDays * dayMs)!.person).toBe(after);
    // Whoever goes leaves it to whom it would have come to.
    act(view, peerOf(last), 'member-left', {}, later + 1);
    expect([now, next]).toContain(who(view, later + 2)!.person);
    sameInAnyOrder(view);
  });

  it('has turns as long as was decided, for a circle of its own', () => {
    const view = garden();
    const water = circle(view, 'Water');
    expect(who(view, later, water)).toBeNull();
    act(view, bo, 'circle-joined', { circle: water.id }, later);
    act(view, chi, 'circle-joined', { circle: water.id }, later);
    const agree = (by: SignedEvent, turnDays: number) =>
      reason(view, act(view, ana, 'turns-agreed', { decision: by.id, circle: water.id, turnDays }, later));
    const decision = decide(view);
    expect(agree(decision, 7)).toBeUndefined();
    expect(agree(decision, 1)).toBe('recorded-before');
    const first = who(view, later, water)!;
    expect(first.until! - first.since).toBe(7 * dayMs);
    expect(who(view, later + 7 * dayMs, water)!.person).toBe(first.next);
    expect(agree(decide(view), 0)).toBeUndefined();
    expect(who(view, later + 900 * dayMs, water)).toMatchObject({ person: first.person, until: null });
    const unknown = { decision: decide(view).id, circle: decision.id, turnDays: 3 };
    expect(reason(view, act(view, ana, 'turns-agreed', unknown, later))).toBe('circle-unknown');
  });
});

describe('a decision right', () => {
  const hand = (view: CommunityView, by: Peer, right: SignedEvent, changes: Body) => {
    const said = { right: right.id, toKind: 'community', to: '', until: null, takenBackBy: 'giver' };
    return act(view, by, 'right-handed-on', { ...said, decision: null, ...changes }, later);
  };
  const holder = (view: CommunityView, right: SignedEvent, at = later) =>
    rightHolder(rights.get(view.state, right.id)!, at);

  it('goes step by step from a person to all, with every step on record, and comes back as agreed', () => {
    const view = garden();
    const right = act(view, ana, 'right-declared', { name: 'Who waters' }, later);
    expect(reason(view, hand(view, bo, right, {}))).toBe('not-its-holder');
    hand(view, ana, right, { toKind: 'person', to: bo.person, takenBackBy: 'nobody' });
    hand(view, bo, right, { takenBackBy: 'decision' });
    expect(holder(view, right).holderKind).toBe('community');
    expect(rights.get(view.state, right.id)!.steps.map(({ by }) => by)).toEqual([
      ...[ana, ana, bo].map(({ person }) => person),
    ]);
    const back = (by: Peer, step: number, decision: SignedEvent | null = null) => {
      const said = { right: right.id, step, decision: decision?.id ?? null };
      return reason(view, act(view, by, 'right-taken-back', said, later));
    };
    expect(back(ana, 1)).toBe('not-its-giver');
    expect(back(bo, 2)).toBe('not-its-giver');
    expect(back(bo, 2, decide(view))).toBeUndefined();
    expect(holder(view, right).holder).toBe(bo.person);
    expect(back(bo, 2)).toBe('right-unknown');
    sameInAnyOrder(view);
  });

  it('never goes round in a circle', () => {
    const view = garden();
    const right = act(view, ana, 'right-declared', { name: 'Who waters' }, later);
    hand(view, ana, right, { toKind: 'person', to: bo.person });
    hand(view, bo, right, { toKind: 'person', to: chi.person });
    for (const who of [ana, bo, chi]) {
      const round = hand(view, chi, right, { toKind: 'person', to: who.person });
      expect(reason(view, round)).toBe('delegation-circular');
    }
  });

  it('handed on until a day is back on that day, and can be handed on anew', () => {
    const view = garden();
    const right = act(view, ana, 'right-declared', { name: 'Who waters' }, later - 100);
    const step = { right: right.id, toKind: 'person', takenBackBy: 'giver', decision: null };
    act(view, ana, 'right-handed-on', { ...step, to: bo.person, until: later - 1 }, later - 50);
    expect(holder(view, right, later - 2).holder).toBe(bo.person);
    expect(holder(view, right).holder).toBe(ana.person);
    expect(reason(view, hand(view, ana, right, { toKind: 'person', to: chi.person }))).toBeUndefined();
    expect(holder(view, right).holder).toBe(chi.person);
  });

  it('handed on twice apart by its holder goes one way, the same for all', () => {
    const view = garden();
    const right = act(view, ana, 'right-declared', { name: 'Who waters' }, later);
    const apart = copyOf(view);
    hand(view, ana, right, { toKind: 'person', to: bo.person });
    meet(view, apart);
    hand(apart, bo, right, { toKind: 'person', to: chi.person });
    hand(view, bo, right, {});
    meet(view, apart);
    expect(apart.state.hash()).toBe(view.state.hash());
  });
});

describe('offers, needs and thanks', () => {
  it('find each other by what they share, never with oneself and never once closed', () => {
    const view = garden();
    const make = (by: Peer, kind: string, ...tags: readonly string[]) =>
      act(view, by, 'offer-made', { kind, title: 'x', text: '', tags, until: later + dayMs }, later);
    const offer = make(ana, 'offer', 'Tools', 'spade');
    const close = make(bo, 'need', 'tools ', 'Spade');
    const loose = make(chi, 'need', 'tools');
    make(ana, 'need', 'tools');
    make(chi, 'need', 'bread');
    const found = matchesAt(view.state, later);
    expect(found.map(({ need, shared }) => [need, shared.length])).toEqual([
      [close.id, 2],
      [loose.id, 1],
    ]);
    expect(reason(view, act(view, bo, 'offer-closed', { offer: offer.id }, later))).toBe('not-their-offer');
    act(view, ana, 'offer-closed', { offer: offer.id }, later);
    expect(matchesAt(view.state, later)).toEqual([]);
  });

  it('thank another for one act', () => {
    const view = garden();
    const thank = (by: Peer, who: Peer) =>
      reason(
        view,
        act(view, by, 'act-recognised', { person: who.person, act: 'ab'.repeat(32), text: 'Thanks' }),
      );
    expect(thank(ana, bo)).toBeUndefined();
    expect(thank(ana, ana)).toBe('concerns-oneself');
    expect(thank(ana, peer('Zoe'))).toBe('not-a-member');
  });
});
