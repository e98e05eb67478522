import { describe, expect, it } from 'vitest';
import { encodeCanonical } from '../../src/base/canonical-bytes.ts';
import { type EventContent, maxEventBytes, type SignedEvent } from '../../src/practice/events/event.ts';
import { readEvents, signEvent } from '../../src/practice/events/event-codec.ts';
import { checkOneByOne } from '../../src/practice/events/signature.ts';
import type { CommunityView } from '../../src/practice/governance/community-view.ts';
import { recentActs } from '../../src/practice/governance/selectors/activity.ts';
import { contextsOf, conversationOf } from '../../src/practice/governance/selectors/conversation.ts';
import {
  act,
  addDevice,
  admit,
  type Body,
  copyOf,
  found,
  gardenOf,
  invite,
  lengthOf,
  meet,
  type Peer,
  peer,
  post,
  reason,
  standing,
} from './garden.ts';

const [ana, bo, chi, dan, eva, fay] = ['Ana', 'Bo', 'Chi', 'Dan', 'Eva', 'Fay'].map((name) => peer(name));
const yearMs = 365 * 86_400_000;

/** A device writes and signs, without taking it in itself. */
const signed = (view: CommunityView, who: Peer, body: Body, changes: Partial<EventContent> = {}) => {
  const next = view.history.next(who.device.author, { type: 'post-written', body, at: 0 });
  const result = signEvent({ ...next, ...changes }, who.device);
  if (!result.ok) throw new Error(result.code);
  return result.value;
};

const words = (text: string): Body => ({ text, context: 'garden', replyTo: null });

/** What comes over a path is verified first; says what was made of each. */
const deliver = (view: CommunityView, all: readonly Uint8Array[]): string[] => {
  const read = readEvents(all, checkOneByOne);
  view.take(read.flatMap((result) => (result.ok ? [result.value] : [])));
  return read.map((result) => (result.ok ? 'taken' : result.code));
};

const heard = (view: CommunityView): (string | null)[] =>
  contextsOf(view.state).flatMap((context) => conversationOf(view.state, context).map(({ text }) => text));

const sameOn = (...views: readonly CommunityView[]): boolean =>
  new Set(views.map((view) => view.state.hash())).size === 1;

describe('what a hostile peer sends', () => {
  it('forged, altered, oversized and malformed, is refused one by one, and what is sound beside it counts', () => {
    const view = gardenOf([ana, bo]);
    const sound = signed(view, bo, words('Good morning'));
    const altered = sound.bytes.slice();
    altered[altered.length - 80]! ^= 1;
    const forged = sound.bytes.slice();
    forged.set(chi.device.sign(sound.bytes.subarray(0, -66)), forged.length - 64);
    const verdicts = deliver(view, [
      altered,
      forged,
      new Uint8Array(maxEventBytes + 1),
      encodeCanonical(['hello', 1]),
      new Uint8Array(0),
      sound.bytes,
    ]);
    expect(verdicts).toEqual([
      expect.stringMatching(/^event-(forged|malformed)$/),
      'event-forged',
      'event-too-long',
      'event-malformed',
      'event-malformed',
      'taken',
    ]);
    expect(heard(view)).toEqual(['Good morning']);
  });

  it('again and again changes nothing, nor does what belongs to another community', () => {
    const view = gardenOf([ana, bo]);
    const one = signed(view, bo, words('Once'));
    const elsewhere = found(bo, { name: 'Elsewhere' });
    const foreign = signed(elsewhere, bo, words('Elsewhere'));
    deliver(view, [one.bytes]);
    const hash = view.state.hash();
    deliver(view, [one.bytes, foreign.bytes, one.bytes]);
    expect(view.state.hash()).toBe(hash);
    expect(heard(view)).toEqual(['Once']);
  });

  it('in the name of somebody who was never let in is on record without effect', () => {
    const view = gardenOf([ana, bo]);
    const stranger = signed(view, dan, words('Let me speak'));
    deliver(view, [stranger.bytes]);
    expect(reason(view, stranger.event)).toBe('not-a-member');
    expect(heard(view)).toEqual([]);
  });
});

describe('an event of a newer Equipo', () => {
  it('is kept, built on and shown as such, and what follows it counts', () => {
    const view = gardenOf([ana, bo]);
    const newer = signed(view, bo, { dance: 'tango' }, { v: 2, type: 'dance-danced' });
    deliver(view, [newer.bytes]);
    expect(reason(view, newer.event)).toBe('from-newer-equipo');
    const answer = post(view, ana, 'What was that?');
    expect(answer.deps.map(({ hash }) => hash)).toContain(newer.event.id);
    expect(heard(view)).toEqual(['What was that?']);
    expect(recentActs(view, 2)[1]).toMatchObject({
      name: 'Bo',
      notCounted: expect.stringContaining('newer'),
    });
  });
});

describe('a device that says one thing to Ana and another to Chi', () => {
  it('is found out when they meet, shown to all with both, and heard no more', () => {
    const start = gardenOf([ana, bo, chi]);
    const [one, other] = [words('Yes'), words('No')].map((body) => signed(start, bo, body));
    const [toAna, toChi] = [copyOf(start), copyOf(start)];
    deliver(toAna, [one.bytes]);
    deliver(toChi, [other.bytes]);
    meet(toAna, toChi);
    expect(sameOn(toAna, toChi)).toBe(true);
    for (const view of [toAna, toChi]) {
      const [fork] = view.history.forks;
      expect(fork.author).toBe(bo.device.author);
      expect(fork.branches.map(({ event }) => event.id).sort()).toEqual(
        [one.event.id, other.event.id].sort(),
      );
      expect([reason(view, one.event), reason(view, other.event)]).toEqual([
        'device-forked',
        'device-forked',
      ]);
    }
    const more = post(toAna, bo, 'Believe me');
    expect(reason(toAna, more)).toBe('device-forked');
  });
});

describe('a device brought back from an old backup', () => {
  it('takes nothing of others with it, and its person goes on with another', () => {
    const view = gardenOf([ana, bo]);
    const backup = copyOf(view);
    const before = post(view, bo, 'Before the crash');
    const answer = post(view, ana, 'Seen');
    const after = post(backup, bo, 'After the crash');
    meet(view, backup);
    expect(reason(view, before)).toBeUndefined();
    expect(reason(view, answer)).toBeUndefined();
    expect(reason(view, after)).toBe('device-forked');
    const laptop = peer('Bo', 'laptop');
    addDevice(view, laptop);
    const retired = act(view, laptop, 'device-retired', { device: bo.device.author, length: 1 });
    expect(reason(view, retired)).toBeUndefined();
    expect(reason(view, post(view, laptop, 'Here again'))).toBeUndefined();
    meet(view, backup);
    expect(sameOn(view, backup)).toBe(true);
  });
});

describe('half of a community out of touch for a month', () => {
  it('comes back to one record in which nobody’s words are lost', () => {
    const here = gardenOf([ana, bo, chi, dan]);
    const there = copyOf(here);
    const month = 30 * 86_400_000;
    for (let i = 0; i < 100; i++) {
      post(here, i % 2 === 0 ? ana : bo, `here ${i}`, (i * month) / 100);
      post(there, i % 2 === 0 ? chi : dan, `there ${i}`, (i * month) / 100);
    }
    admit(here, ana, eva, invite(here, ana, {}, 4 * month), 4 * month);
    admit(there, chi, fay, invite(there, chi, {}, 4 * month), 4 * month);
    meet(here, there);
    expect(sameOn(here, there)).toBe(true);
    expect(heard(here)).toHaveLength(200);
    expect([eva, fay].map((who) => standing(here, who))).toEqual(['member', 'member']);
    expect(here.history.waitingCount).toBe(0);
  });
});

describe('a clock wrong by years', () => {
  it('moves nothing in the order, which follows what each had seen', () => {
    const view = gardenOf([ana, bo, chi]);
    const said: SignedEvent[] = [
      post(view, bo, 'from 2090', 120 * yearMs),
      post(view, chi, 'from 1970', 0),
      post(view, ana, 'from now', 56 * yearMs),
    ];
    expect(heard(view)).toEqual(['from 2090', 'from 1970', 'from now']);
    expect(said.map((event) => reason(view, event))).toEqual([undefined, undefined, undefined]);
  });
});

describe('a flood from one member', () => {
  it('is one chain like any other: others are heard, and a removal ends it wherever it stands', () => {
    const view = gardenOf([ana, bo, chi]);
    const apart = copyOf(view);
    const flood: SignedEvent[] = [];
    for (let i = 0; i < 3000; i++) flood.push(post(apart, bo, 'noise'));
    post(view, chi, 'Can anybody hear me?');
    const removal = act(
      view,
      ana,
      'removal-proposed',
      { person: bo.person, device: null, reason: 'noise' },
      0,
    );
    act(view, chi, 'removal-supported', { removal: removal.id }, 0);
    const cuts = [{ device: bo.device.author, length: lengthOf(view, bo) }];
    act(view, ana, 'removal-concluded', { removal: removal.id, isDevice: false, cuts }, yearMs);
    view.take(flood);
    expect(heard(view)).toEqual(['Can anybody hear me?']);
    expect(new Set(flood.map((event) => reason(view, event)))).toEqual(new Set(['after-the-cut']));
    const late = copyOf(view);
    expect(sameOn(late, view)).toBe(true);
  });
});
