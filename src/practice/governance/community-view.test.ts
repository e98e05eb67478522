import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  act,
  addDevice,
  type Body,
  eventsOf,
  gardenOf,
  invite,
  lengthOf,
  meet,
  type Peer,
  peer,
  post,
  standing,
} from '../../../test/peers/garden.ts';
import { type CanonicalValue, encodeCanonical } from '../../base/canonical-bytes.ts';
import { dayMs } from '../../base/time.ts';
import { decodeEvent, encodeEvent } from '../events/event-codec.ts';
import { compareEvents } from '../events/history.ts';
import { NeedsWholeRecord } from '../events/remembered-event.ts';
import { CommunityView, type ViewSnapshot } from './community-view.ts';
import { eventTable } from './event-table.ts';
import { notCounted } from './tables.ts';

const people = ['Ana', 'Bo', 'Chi'].map((name) => peer(name));
const laptops = people.map(({ name }) => peer(name, 'laptop'));
/** All three are members, two would have each other go, and the third supports both. */
const start = (() => {
  const view = gardenOf(people);
  const [ana, bo, chi] = people;
  for (const [by, who] of [
    [ana, bo],
    [bo, ana],
  ]) {
    const removal = act(view, by, 'removal-proposed', { person: who.person, device: null, reason: 'no' });
    act(view, chi, 'removal-supported', { removal: removal.id });
  }
  return eventsOf(view);
})();
const begin = () => {
  const view = new CommunityView(start[0].id);
  view.take(start);
  return view;
};

/** One of three members does something; what they do depends on the number alone. */
const doSomething = (view: CommunityView, who: Peer, number: number, i: number) => {
  const next = (people.findIndex(({ person }) => person === who.person) + 1 + (number % 2)) % 3;
  const events = eventsOf(view);
  const open = events.filter(({ type }) => type === 'removal-proposed');
  const at = i * 4 * dayMs;
  const choice = number % 15;
  const removal = open[number % open.length];
  if (choice < 4) post(view, who, `${i}`, at);
  else if (choice === 4) act(view, who, 'post-undone', { post: events[number % events.length].id }, at);
  else if (choice === 5) addDevice(view, who, at);
  else if (choice === 6) {
    const device = number % 2 === 0 ? people[next] : laptops[(next + 2) % 3];
    act(view, who, 'device-retired', { device: device.device.author, length: lengthOf(view, device) }, at);
  } else if (choice < 9) {
    act(view, who, 'removal-proposed', { person: people[next].person, device: null, reason: 'no' }, at);
  } else if (choice === 9) invite(view, who, {}, at);
  else if (removal === undefined) act(view, who, 'member-vouched', { person: people[next].person }, at);
  else if (choice < 12) act(view, who, 'removal-supported', { removal: removal.id }, at);
  else if (choice === 12) act(view, who, 'removal-dismissed', { removal: removal.id }, at);
  else {
    const cuts = [...people, ...laptops]
      .filter(({ person }) => person === removal.body.person)
      .filter((gone) => events.some(({ author }) => author === gone.device.author))
      .map((gone) => ({ device: gone.device.author, length: lengthOf(view, gone) }));
    act(view, who, 'removal-concluded', { removal: removal.id, isDevice: false, cuts }, at);
  }
};

describe('a community', () => {
  it('comes to one state hash for any order, portion, loss, repetition and partition of what its members did', () => {
    let removed = 0;
    let forked = 0;
    let suspended = 0;
    fc.assert(
      fc.property(
        fc.array(fc.record({ who: fc.nat(2), number: fc.nat(9999), meets: fc.nat(9) }), {
          minLength: 4,
          maxLength: 14,
        }),
        fc.array(fc.nat(9999), { minLength: 30, maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        (steps, keys, portion) => {
          const views = people.map(begin);
          steps.forEach(({ who, number, meets }, i) => {
            const device = number % 7 === 0 ? laptops[who] : people[who];
            // Now and then a device brought back from somebody else's older copy of it.
            doSomething(views[number % 31 === 0 ? (who + 1) % 3 : who], device, number, i);
            if (meets < 3) views[meets].take(eventsOf(views[who]));
          });
          meet(...views);
          const hash = views[0].state.hash();
          expect(views.map((view) => view.state.hash())).toEqual([hash, hash, hash]);
          const all = eventsOf(views[0]);
          const delivered = [...all, ...all.slice(0, 5)]
            .map((event, i) => ({ event, key: keys[(i * 7) % 30] * ((i % 5) + 1) }))
            .sort((a, b) => a.key - b.key || compareEvents(a.event, b.event))
            .map(({ event }) => event);
          const late = new CommunityView(start[0].id);
          for (let at = 0; at < delivered.length; at += portion) late.take(delivered.slice(at, at + portion));
          expect(late.state.hash()).toBe(hash);
          if (people.some((who) => standing(late, who) === 'removed')) removed++;
          const reasons = [...notCounted.all(late.state).values()].map(({ reason }) => reason);
          if (reasons.includes('device-forked')) forked++;
          if (reasons.includes('removal-suspended')) suspended++;
        },
      ),
      { seed: 81, numRuns: 1000 },
    );
    expect(Math.min(removed, forked, suspended)).toBeGreaterThan(4);
  });

  it('is itself again from a snapshot and what stands beyond it, or says that it needs the whole record', () => {
    let whole = 0;
    let restored = 0;
    fc.assert(
      fc.property(
        fc.array(fc.record({ who: fc.nat(2), number: fc.nat(9999) }), { minLength: 6, maxLength: 14 }),
        fc.nat(14),
        fc.nat(20),
        (steps, until, keptApart) => {
          const views = people.map(begin);
          const here = begin();
          steps.forEach(({ who, number }, i) => {
            doSomething(views[who], people[who], number, i);
            if (i <= until) here.take(eventsOf(views[who]));
          });
          meet(...views);
          const all = new Map(eventsOf(views[0]).map((event) => [event.id, event]));
          const hash = here.state.hash();
          const snapshot: ViewSnapshot = JSON.parse(JSON.stringify(here.toSnapshot(keptApart)));
          expect(here.state.hash()).toBe(hash);
          const again = CommunityView.restore(snapshot);
          again.take(snapshot.history.beyond.map(({ id }) => all.get(id)!));
          expect(again.state.hash()).toBe(hash);
          expect(eventsOf(again).map(({ id }) => id)).toEqual(eventsOf(here).map(({ id }) => id));
          const device = people[0].device.author;
          const next = { type: 'post-written', body: {}, at: 0 };
          expect(again.history.next(device, next)).toEqual(here.history.next(device, next));
          try {
            again.take(all.values());
          } catch (error) {
            expect(error).toBeInstanceOf(NeedsWholeRecord);
            whole++;
            return;
          }
          if (snapshot.history.ids.length > 0) restored++;
          expect(again.state.hash()).toBe(views[0].state.hash());
        },
      ),
      { seed: 83, numRuns: 150 },
    );
    expect(Math.min(whole, restored)).toBeGreaterThan(10);
  });

  it('takes in any body of any type without a fault, on record as it came', () => {
    const id = fc.constantFrom(...start.map((event) => event.id), ...people.map((who) => who.person));
    const part: fc.Arbitrary<CanonicalValue> = fc.oneof(
      id,
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.maxSafeInteger(),
      fc.constantFrom(null, true, 0, 1, 'open', '00'.repeat(16), 'ff'.repeat(32)),
      fc.uint8Array({ minLength: 64, maxLength: 64 }),
      fc.constant(new Uint8Array(80)),
    );
    const value = fc.oneof(part, fc.array(part, { maxLength: 3 }), fc.dictionary(id, part, { maxKeys: 2 }));
    const names =
      'certificate name deviceName person device invitation proof key uses until text context replyTo post removal cuts epoch sealed reason length';
    const body = fc
      .tuple(fc.subarray(names.split(' ')), fc.array(value, { minLength: 20, maxLength: 20 }))
      .map(([chosen, values]) => Object.fromEntries(chosen.map((name, i) => [name, values[i]])) as Body);
    /** As its type wants it, with parts of all kinds. */
    const shaped = fc
      .constantFrom(...start.slice(1).map((event) => event.body))
      .chain((sound) =>
        fc
          .tuple(fc.constantFrom(...Object.keys(sound)), value)
          .map(([name, other]) => ({ ...sound, [name]: other }) as Body),
      );
    fc.assert(
      fc.property(
        fc.constantFrom(...eventTable.keys(), 'dance-danced'),
        fc.oneof(body, shaped),
        (type, content) => {
          const view = begin();
          const event = act(view, people[0], type, content);
          expect(eventsOf(view).at(-1)).toEqual(event);
          const bytes = encodeEvent(event);
          const read = decodeEvent(bytes);
          expect(read.ok && encodeCanonical(read.value.body)).toEqual(encodeCanonical(content));
          expect(view.state.hash()).toMatch(/^[0-9a-f]{64}$/);
        },
      ),
      { seed: 82, numRuns: 300 },
    );
  });
});
