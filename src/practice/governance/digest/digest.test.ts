import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { act, addDevice, copyOf, gardenOf, type Peer, peer, post } from '../../../../test/peers/garden.ts';
import { dayMs } from '../../../base/time.ts';
import type { CommunityView } from '../community-view.ts';
import { actsSeen, hashOfActs } from '../decisions/counting-acts.ts';
import { usualTerms } from '../decisions/decision-terms.ts';
import { packKeys } from '../decisions/electorate-keys.ts';
import { electorateAsOf } from '../selectors/electorate.ts';
import { needsMe } from '../selectors/needs-me.ts';
import { type ChangeKind, type Digest, digestOf, isDigestEmpty } from './digest.ts';
import { markAt, markNow } from './seen-mark.ts';

const [ana, bo, chi] = ['Ana', 'Bo', 'Chi'].map((name) => peer(name)) as [Peer, Peer, Peer];
const begun = 400 * dayMs;

const opened = (view: CommunityView, title: string, days: number, by = ana, at = begun): string => {
  const terms = usualTerms(title, at + days * dayMs);
  const electorate = packKeys(electorateAsOf(view.state, at));
  return act(view, by, 'decision-opened', { proposal: null, electorate, terms }, at).id;
};

const answer = (view: CommunityView, decision: string, ...people: readonly Peer[]): void => {
  const ballot = { stance: 'consent', tiers: null, marks: null };
  for (const by of people) {
    act(view, by, 'ballot-cast', { decision, version: decision, ballot, reason: '', replaces: [] }, begun);
  }
};

const counts = ({ changes }: Digest): Partial<Record<ChangeKind, number>> =>
  Object.fromEntries(changes.map(({ kind, count }) => [kind, count]));

const titles = ({ changes }: Digest, kind: ChangeKind): readonly string[] =>
  changes.find((each) => each.kind === kind)?.newest.map(({ title }) => title) ?? [];

describe('a digest', () => {
  it('is empty once all has been seen, and then holds what others did and nothing of one’s own', () => {
    const view = gardenOf([ana, bo, chi]);
    post(view, ana, 'Before');
    const mark = markNow(view, begun);
    expect(isDigestEmpty(digestOf(view, chi.person, begun, mark))).toBe(true);
    post(view, bo, 'Who waters?\nOn Friday, I mean.');
    post(view, chi, 'I do');
    const taken = post(view, ana, 'Nonsense');
    act(view, ana, 'post-undone', { post: taken.id });
    act(view, ana, 'proposal-drafted', { title: 'A well', text: 'Dig it.' }, begun);
    opened(view, 'Buy seed', 7);
    const told = digestOf(view, chi.person, begun, mark);
    expect(counts(told)).toEqual({ decisions: 1, proposals: 1, posts: 1 });
    expect(titles(told, 'posts')).toEqual(['Who waters?']);
    expect(titles(told, 'decisions')).toEqual(['Buy seed']);
    expect(told).toMatchObject({ name: 'Garden', since: begun });
    const needsAlone = digestOf(view, chi.person, begun, mark, 'needs');
    expect(needsAlone).toEqual({ ...told, changes: [], missed: [] });
    expect(needsAlone.needs.week.map(({ title }) => title)).toEqual(['Buy seed']);
  });

  it('tells of all that came in since, and once, whatever time it claims and in whatever order it came', () => {
    const write = fc.record({ who: fc.constantFrom(ana, bo, chi), at: fc.nat(2 ** 40) });
    fc.assert(
      fc.property(fc.array(write, { maxLength: 12 }), fc.nat(12), (writes, seen) => {
        const [here, away] = [gardenOf([ana, bo, chi]), gardenOf([ana, bo, chi])];
        const acts = writes.map(({ who, at }, i) => post(away, who, `Post ${i}`, at));
        const split = Math.min(seen, acts.length);
        here.take(acts.slice(0, split));
        const mark = markNow(here, 0);
        here.take([...acts.slice(split)].reverse());
        const told = digestOf(here, chi.person, begun, mark);
        const expected = writes.slice(split).filter(({ who }) => who !== chi).length;
        expect(counts(told).posts ?? 0).toBe(expected);
        expect(titles(told, 'posts').length).toBe(Math.min(5, expected));
        expect(isDigestEmpty(digestOf(copyOf(here), chi.person, begun, markNow(here, 0)))).toBe(true);
      }),
      { seed: 3, numRuns: 30 },
    );
  });

  it('names what ended, and what was missed by whoever had a say and did not use it', () => {
    const view = gardenOf([ana, bo, chi]);
    const [well, seed] = [opened(view, 'A well', 7), opened(view, 'Seed', 7)];
    answer(view, well, ana, bo, chi);
    answer(view, seed, ana, bo);
    const mark = markNow(view, begun + dayMs);
    const end = begun + 7 * dayMs;
    act(view, ana, 'decision-closed', { decision: well }, end);
    act(view, ana, 'decision-closed', { decision: seed }, end);
    const told = digestOf(view, chi.person, end, mark);
    expect(new Set(titles(told, 'outcomes'))).toEqual(new Set(['A well', 'Seed']));
    expect(told.missed).toMatchObject([{ id: seed, title: 'Seed', own: 'waits', deadline: end }]);
    expect(digestOf(view, bo.person, end, mark).missed).toEqual([]);
    const dan = peer('Dan');
    expect(digestOf(view, dan.person, end, mark).missed).toEqual([]);
    const later = markNow(view, end);
    expect(digestOf(view, chi.person, end, later)).toMatchObject({ changes: [], missed: [] });
  });

  it('tells of a newcomer and of an agreement once, and by a date of what claims to be later', () => {
    const mark = markNow(gardenOf([ana, bo]), begun);
    const three = gardenOf([ana, bo, chi]);
    expect(titles(digestOf(three, bo.person, begun, mark), 'members')).toEqual(['Chi']);
    addDevice(three, peer('Chi', 'laptop'));
    expect(counts(digestOf(three, bo.person, begun, markNow(three, begun))).members).toBeUndefined();

    const decision = opened(three, 'Water daily', 7);
    answer(three, decision, ana, bo, chi);
    act(three, ana, 'decision-closed', { decision }, begun);
    const closed = markNow(three, begun);
    post(three, ana, 'Late', begun + 2 * dayMs);
    const told = digestOf(three, bo.person, begun, markAt(three, begun + dayMs));
    expect(counts(told)).toEqual({ outcomes: 1, posts: 1 });
    expect(counts(digestOf(three, bo.person, begun, closed))).toEqual({ posts: 1 });
    const set = hashOfActs(actsSeen(three.state, decision, () => true));
    for (const by of [ana, bo]) {
      act(three, by, 'ballots-counted', { decision, round: 0, version: decision, set }, begun);
    }
    const body = { decision, reviewAt: begun + 90 * dayMs, circle: null, replaces: null };
    act(three, ana, 'agreement-recorded', body, begun);
    expect(titles(digestOf(three, bo.person, begun, closed), 'agreements')).toEqual(['Water daily']);
    expect(counts(digestOf(three, bo.person, begun, markNow(three, begun)))).toEqual({});
    expect(counts(digestOf(three, bo.person, begun, markAt(three, begun + 3 * dayMs)))).toEqual({
      outcomes: 1,
    });
  });

  it('puts what waits into three groups by when it ends, each once', () => {
    const view = gardenOf([ana, bo, chi]);
    const mark = markNow(view, begun);
    for (const days of [1, 2, 7, 8]) opened(view, `In ${days}`, days);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 * 24 }), (hours) => {
        const now = begun + hours * 3_600_000;
        const { day, week, later } = digestOf(view, chi.person, now, mark).needs;
        const left = (each: { readonly until: number | null }) => (each.until! - now) / dayMs;
        expect([...day, ...week, ...later]).toEqual(needsMe(view.state, chi.person, now));
        expect(day.every((each) => left(each) <= 1)).toBe(true);
        expect(week.every((each) => left(each) > 1 && left(each) <= 7)).toBe(true);
        expect(later.every((each) => left(each) > 7)).toBe(true);
      }),
      { seed: 5, numRuns: 40 },
    );
  });

  it('names five of many and cuts long titles between characters', () => {
    const view = gardenOf([ana, bo]);
    const mark = markNow(view, begun);
    for (let i = 0; i < 9; i++) post(view, ana, `${'🌱'.repeat(100)}${i}`);
    const [posts] = digestOf(view, bo.person, begun, mark).changes;
    expect(posts).toMatchObject({ kind: 'posts', count: 9 });
    expect(posts?.newest.length).toBe(5);
    expect([...(posts?.newest[0]?.title ?? '')].join('')).toBe(`${'🌱'.repeat(79)}…`);
  });
});
