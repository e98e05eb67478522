import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs } from '../../base/time.ts';
import { noHash, type SignedEvent } from '../events/event.ts';
import { signEvent } from '../events/event-codec.ts';
import { compareEvents } from '../events/history.ts';
import { signerFromSeed } from '../events/signature.ts';
import { certifyDevice } from './certificate.ts';
import { CommunityView } from './community-view.ts';
import { proveInvitation } from './event-types/member-admitted.ts';
import { members, notCounted, posts } from './tables.ts';

const key = (byte: number) => signerFromSeed(new Uint8Array(32).fill(byte));

const people = ['Ana', 'Bo', 'Chi'].map((name, i) => {
  const device = key(10 + i);
  return { name, person: key(20 + i).author, device, certificate: certifyDevice(key(20 + i), device) };
});
const [ana, bo, chi] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]];

type Body = SignedEvent['body'];

const act = (view: CommunityView, who: typeof ana, type: string, body: Body, at = 0): SignedEvent => {
  const signer = { author: who.device.author, sign: () => new Uint8Array(64) };
  const result = signEvent(view.history.next(who.device.author, { type, body, at }), signer);
  if (!result.ok) throw new Error(result.code);
  view.take([result.value.event]);
  return result.value.event;
};

const found = () => {
  const founding = signEvent(
    {
      v: 1,
      community: noHash,
      author: ana.device.author,
      seq: 0,
      prevHash: noHash,
      deps: [],
      lamport: 0,
      at: 0,
      type: 'community-founded',
      body: {
        certificate: ana.certificate,
        founderName: ana.name,
        deviceName: 'laptop',
        name: 'Garden',
        purpose: 'Grow food',
        agreements: [],
        methods: { membership: 'consent' },
        joining: 'by-invitation',
        vouchesNeeded: 1,
        hearingDays: 7,
      },
    },
    ana.device,
  );
  if (!founding.ok) throw new Error(founding.code);
  const view = new CommunityView(founding.value.event.id);
  view.take([founding.value.event]);
  const link = key(40);
  const invited = act(view, ana, 'invitation-made', { key: link.author, uses: 2, until: 30 * dayMs });
  for (const who of [bo, chi]) {
    act(view, ana, 'member-admitted', {
      certificate: who.certificate,
      name: who.name,
      deviceName: 'phone',
      invitation: invited.id,
      proof: proveInvitation(invited.id, who.device.author, link),
    });
  }
  return view;
};

const eventsOf = (view: CommunityView) => view.history.order.map(({ event }) => event);
const copyOf = (view: CommunityView) => {
  const copy = new CommunityView(view.history.community);
  copy.take(eventsOf(view));
  return copy;
};
const standing = (view: CommunityView, who: typeof ana) => members.get(view.state, who.person)?.standing;
const start = eventsOf(found());
const begin = () => {
  const view = new CommunityView(start[0]!.id);
  view.take(start);
  return view;
};

/** One of three members does something; what they do depends on the number alone. */
const doSomething = (view: CommunityView, who: typeof ana, number: number, i: number) => {
  const other = people[(people.indexOf(who) + 1 + (number % 2)) % 3]!;
  const ids = eventsOf(view).map(({ id }) => id);
  const open = eventsOf(view).filter(({ type }) => type === 'removal-proposed');
  const at = i * 2 * dayMs;
  const choice = number % 11;
  if (choice < 4) act(view, who, 'post-written', { text: `${i}`, context: '', replyTo: null }, at);
  else if (choice === 4) act(view, who, 'post-undone', { post: ids[number % ids.length]! }, at);
  else if (choice < 7) act(view, who, 'removal-proposed', { person: other.person, reason: 'no' }, at);
  else if (choice < 9 && open.length > 0) {
    act(view, who, 'removal-supported', { removal: open[number % open.length]!.id }, at);
  } else if (choice === 9 && open.length > 0) {
    const removal = open[number % open.length]!;
    const gone = people.find(({ person }) => person === removal.body.person)!;
    const length = view.history.order.filter(({ event }) => event.author === gone.device.author).length;
    act(
      view,
      who,
      'removal-concluded',
      { removal: removal.id, cuts: [{ device: gone.device.author, length }] },
      at,
    );
  } else act(view, who, 'invitation-made', { key: noHash, uses: 1, until: 0 }, at);
};

describe('a community', () => {
  it('comes to one state hash for any order, portion, loss, repetition and partition of what its members did', () => {
    let removed = 0;
    let refused = 0;
    fc.assert(
      fc.property(
        fc.array(fc.record({ who: fc.nat(2), number: fc.nat(999), meet: fc.nat(9) }), {
          minLength: 4,
          maxLength: 14,
        }),
        fc.array(fc.nat(9999), { minLength: 30, maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        (steps, keys, portion) => {
          const views = people.map(begin);
          steps.forEach(({ who, number, meet }, i) => {
            doSomething(views[who]!, people[who]!, number, i);
            if (meet < 3) views[meet]!.take(eventsOf(views[who]!));
          });
          for (const view of views) for (const other of views) view.take(eventsOf(other));
          const hash = views[0]!.state.hash();
          expect(views.map((view) => view.state.hash())).toEqual([hash, hash, hash]);
          const all = eventsOf(views[0]!);
          const delivered = [...all, ...all.slice(0, 5)]
            .map((event, i) => ({ event, key: keys[(i * 7) % 30]! * ((i % 5) + 1) }))
            .sort((a, b) => a.key - b.key || compareEvents(a.event, b.event))
            .map(({ event }) => event);
          const late = new CommunityView(start[0]!.id);
          for (let at = 0; at < delivered.length; at += portion) late.take(delivered.slice(at, at + portion));
          expect(late.state.hash()).toBe(hash);
          if (people.some((who) => standing(late, who) === 'removed')) removed++;
          refused += notCounted.all(late.state).size;
        },
      ),
      { seed: 81, numRuns: 1000 },
    );
    expect(removed).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(100);
  });

  it('does not count what a removed member wrote beyond the cut, wherever it comes from', () => {
    const view = begin();
    const there = begin();
    const kept = act(view, chi, 'post-written', { text: 'before', context: '', replyTo: null });
    const removal = act(view, ana, 'removal-proposed', { person: chi.person, reason: 'harm' }, dayMs);
    act(view, bo, 'removal-supported', { removal: removal.id }, 2 * dayMs);
    const cuts = [{ device: chi.device.author, length: 1 }];
    const early = copyOf(view);
    act(early, ana, 'removal-concluded', { removal: removal.id, cuts }, 7 * dayMs);
    expect(standing(early, chi)).toBe('member');
    there.take(eventsOf(view));
    const hidden = act(there, chi, 'post-written', { text: 'meanwhile', context: '', replyTo: null });
    act(view, ana, 'removal-concluded', { removal: removal.id, cuts }, 8 * dayMs);
    view.take([hidden]);
    expect(standing(view, chi)).toBe('removed');
    expect(posts.get(view.state, kept.id)).toBeDefined();
    expect(posts.get(view.state, hidden.id)).toBeUndefined();
    expect(notCounted.get(view.state, hidden.id)?.reason).toBe('after-the-cut');
  });
});
