import { describe, expect, it } from 'vitest';
import { act, gardenOf, type Peer, peer } from '../../../../test/peers/garden.ts';
import { dayMs } from '../../../base/time.ts';
import type { CommunityView } from '../community-view.ts';
import { actsSeen, hashOfActs } from '../decisions/counting-acts.ts';
import { usualTerms } from '../decisions/decision-terms.ts';
import { packKeys } from '../decisions/electorate-keys.ts';
import { agreementsOf, pactsOf } from './agreements-shown.ts';
import { circlesOf } from './circles-shown.ts';
import { electorateAsOf } from './electorate.ts';
import { needsMe } from './needs-me.ts';
import { offersOf, recognitionsOf } from './offers-shown.ts';
import { rightsOf } from './rights-shown.ts';

const [ana, bo, chi] = ['Ana', 'Bo', 'Chi'].map((name) => peer(name)) as [Peer, Peer, Peer];
const begun = 400 * dayMs;

/** Agreed on by all three, and settled. */
const settled = (view: CommunityView, title: string, nominee: string | null = null): string => {
  const terms = { ...usualTerms(title, begun + 7 * dayMs), nominee };
  const electorate = packKeys(electorateAsOf(view.state, begun));
  const decision = act(view, ana, 'decision-opened', { proposal: null, electorate, terms }, begun).id;
  const ballot = { stance: 'consent', tiers: null, marks: null };
  for (const by of [ana, bo, chi]) {
    act(view, by, 'ballot-cast', { decision, version: decision, ballot, reason: '', replaces: [] }, begun);
  }
  act(view, ana, 'decision-closed', { decision }, begun);
  const set = hashOfActs(actsSeen(view.state, decision, () => true));
  for (const by of [ana, bo]) {
    act(view, by, 'ballots-counted', { decision, round: 0, version: decision, set }, begun);
  }
  return decision;
};

const formed = (view: CommunityView, name: string, parent: string | null): string => {
  const decision = settled(view, name);
  act(view, ana, 'circle-formed', { decision, name, purpose: 'Water', domain: '', parent }, begun);
  return decision;
};

describe('what a community has made', () => {
  it('is agreements, those that stand before those replaced', () => {
    const view = gardenOf([ana, bo, chi]);
    const record = (title: string, days: number, replaces: string | null = null) => {
      const decision = settled(view, title);
      const reviewAt = begun + days * dayMs;
      act(view, ana, 'agreement-recorded', { decision, reviewAt, circle: null, replaces }, begun);
      return decision;
    };
    const first = record('Water daily', 30);
    record('Weed weekly', 90);
    record('Water twice', 60, first);
    const later = begun + 70 * dayMs;
    expect(agreementsOf(view.state, later).map(({ title, isDue }) => [title, isDue])).toEqual([
      ['Water twice', true],
      ['Weed weekly', false],
      ['Water daily', false],
    ]);
    expect(needsMe(view.state, chi.person, later).map(({ need, title }) => [need, title])).toEqual([
      ['review', 'Water twice'],
    ]);
  });

  it('is circles within circles, with roles, who holds them and whose turn it is', () => {
    const view = gardenOf([ana, bo, chi]);
    const outer = formed(view, 'Garden', null);
    const inner = formed(view, 'Beds', outer);
    formed(view, 'Apples', null);
    const role = settled(view, 'Host');
    const said = { circle: inner, name: 'Host', purpose: 'Hold the space', domain: '', termDays: 90 };
    act(view, ana, 'role-defined', { decision: role, ...said, link: 'lead' }, begun);
    act(view, bo, 'circle-joined', { circle: inner }, begun);
    act(view, chi, 'circle-joined', { circle: inner }, begun);
    expect(needsMe(view.state, bo.person, begun + 1).map(({ need }) => need)).toEqual(['elect']);
    const election = settled(view, 'Host: Bo', bo.person);
    const term = act(view, ana, 'role-filled', { decision: election, role, person: bo.person }, begun).id;
    expect(needsMe(view.state, bo.person, begun + 1).map(({ need }) => need)).toEqual(['answer-term']);
    act(view, bo, 'term-answered', { term, answer: 'accepted' }, begun);
    const shown = circlesOf(view.state, bo.person, begun + 1);
    expect(shown.map(({ name, depth, isJoined }) => [name, depth, isJoined])).toEqual([
      ['Apples', 0, false],
      ['Garden', 0, false],
      ['Beds', 1, true],
    ]);
    expect(shown[1]!.people).toMatchObject([{ name: 'Bo' }]);
    expect(shown[2]!.roles).toMatchObject([
      {
        holders: [{ name: 'Bo' }],
        isToElect: false,
        nextInTurn: { name: 'Chi' },
        terms: [{ id: term, decision: election }],
      },
    ]);
  });

  it('is rights on their way, with the step each may take', () => {
    const view = gardenOf([ana, bo, chi]);
    const right = act(view, ana, 'right-declared', { name: 'Spend up to 100' }, begun).id;
    const until = begun + dayMs;
    const hand = { right, toKind: 'person', to: bo.person, until, takenBackBy: 'giver', decision: null };
    act(view, ana, 'right-handed-on', hand, begun);
    const [given] = rightsOf(view.state, ana.person, begun + 1);
    expect(given).toMatchObject({ holder: { name: 'Bo' }, mayHandOn: false, mayTakeBack: [1] });
    expect(rightsOf(view.state, bo.person, begun + 1)).toMatchObject([{ mayHandOn: true, mayTakeBack: [] }]);
    const [back] = rightsOf(view.state, ana.person, until);
    expect(back).toMatchObject({ holder: { name: 'Ana' }, mayHandOn: true, mayTakeBack: [] });
    expect(back!.steps.map(({ isStanding }) => isStanding)).toEqual([true, false]);
  });

  it('is offers beside needs, pacts that are one’s own, and thanks one by one', () => {
    const view = gardenOf([ana, bo, chi]);
    const make = (by: Peer, kind: string, title: string, days: number) =>
      act(
        view,
        by,
        'offer-made',
        { kind, title, text: '', tags: ['Tools'], until: begun + days * dayMs },
        begun,
      ).id;
    const drill = make(ana, 'offer', 'A drill', 9);
    const need = make(bo, 'need', 'Something to drill with', 2);
    make(ana, 'need', 'A saw', 9);
    const shown = offersOf(view.state, begun + 1);
    expect(shown.find(({ id }) => id === drill)?.matches).toMatchObject([{ id: need, shared: ['tools'] }]);
    expect(needsMe(view.state, bo.person, begun + 1)).toMatchObject([
      { need: 'see-match', about: need, title: 'A drill' },
    ]);
    expect(offersOf(view.state, begun + 3 * dayMs).map(({ isOpen }) => isOpen)).toEqual([true, true, false]);
    act(view, ana, 'pact-proposed', { with: bo.person, text: 'I weed.', reviewAt: begun + dayMs }, begun);
    expect(pactsOf(view.state, bo.person, begun).length).toBe(1);
    expect(pactsOf(view.state, chi.person, begun)).toEqual([]);
    act(view, chi, 'act-recognised', { person: ana.person, act: drill, text: 'Thank you!' }, begun);
    expect(recognitionsOf(view.state)).toMatchObject([{ by: { name: 'Chi' }, person: { name: 'Ana' } }]);
  });
});
