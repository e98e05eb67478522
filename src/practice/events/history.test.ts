import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EventContent, noHash, type SignedEvent } from './event.ts';
import { encodeEvent, signEvent } from './event-codec.ts';
import { compareEvents, EventHistory, pastOf } from './history.ts';
import { SetAside } from './set-aside.ts';
import type { Signer } from './signature.ts';

/** Signatures play no part in the order, so these devices sign with zeros and keep the tests quick. */
const device = (byte: number): Signer => ({
  author: byte.toString(16).padStart(2, '0').repeat(32),
  sign: () => new Uint8Array(64),
});
const [ana, bo, chi] = [device(1), device(2), device(3)];

const signed = (content: EventContent, signer: Signer): SignedEvent => {
  const result = signEvent(content, signer);
  if (!result.ok) throw new Error(result.code);
  return result.value.event;
};

const founding = signed(
  {
    v: 1,
    community: noHash,
    author: ana.author,
    seq: 0,
    prevHash: noHash,
    deps: [],
    lamport: 0,
    at: 5,
    type: 'community-founded',
    body: {},
  },
  ana,
);

const start = (events: Iterable<SignedEvent> = [founding]): EventHistory => {
  const history = new EventHistory(founding.id);
  history.add(events);
  return history;
};

const write = (history: EventHistory, signer: Signer, text = ''): SignedEvent => {
  const event = signed(history.next(signer.author, { at: 7, type: 'post-written', body: { text } }), signer);
  history.add([event]);
  return event;
};

/** Events of three devices that act and meet as `schedule` says: action 0–2 writes, the rest lets two meet. */
const apart = (schedule: readonly number[]): SignedEvent[] => {
  const devices = [ana, bo, chi];
  const histories = devices.map(() => start());
  schedule.forEach((action, i) => {
    if (action < 3) write(histories[action]!, devices[action]!, `${i}`);
    else {
      const [one, other] = [histories[action % 3]!, histories[(action + 1) % 3]!];
      one.add(other.order.map((placed) => placed.event));
    }
  });
  const all = new Map<string, SignedEvent>();
  for (const history of histories) for (const { event } of history.order) all.set(event.id, event);
  return [...all.values()].sort(compareEvents);
};

const ids = (history: EventHistory) => history.order.map(({ event }) => event.id);

describe('a history', () => {
  it('is the same in whatever order, however often and in whatever portions its events come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(8), { minLength: 8, maxLength: 30 }),
        fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
        fc.integer({ min: 1, max: 7 }),
        (schedule, keys, portion) => {
          const events = apart(schedule);
          const delivered = [...events, ...events.filter((_, i) => keys[i % 40]! % 3 === 0)]
            .map((event, i) => ({ event, key: keys[(i * 7) % 40]! * ((i % 5) + 1) }))
            .sort((a, b) => a.key - b.key)
            .map(({ event }) => event);
          const history = new EventHistory(founding.id);
          for (let at = 0; at < delivered.length; at += portion) {
            const before = ids(history);
            const changed = history.add(delivered.slice(at, at + portion));
            expect(ids(history).slice(0, changed)).toEqual(before.slice(0, changed));
          }
          expect(ids(history)).toEqual(events.map((event) => event.id));
          expect(history.waitingCount).toBe(0);
        },
      ),
      { seed: 71, numRuns: 300 },
    );
  });

  it('puts nothing before what its author had seen', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(8), { maxLength: 40 }), (schedule) => {
        const history = start(apart(schedule));
        const places = new Map(ids(history).map((id, i) => [id, i]));
        for (const { event, parents } of history.order) {
          for (const parent of parents) {
            expect(places.get(parent.event.id)!).toBeLessThan(places.get(event.id)!);
          }
        }
      }),
      { seed: 72, numRuns: 100 },
    );
  });

  it('has a next event rest on everything here, and name nothing that another it names rests on', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(8), { maxLength: 30 }), fc.nat(2), (schedule, who) => {
        const signer = [ana, bo, chi][who]!;
        const history = start(apart(schedule));
        const before = ids(history);
        const { deps } = write(history, signer);
        const [last] = history.order.slice(-1);
        expect(pastOf([last!]).map(({ event }) => event.id)).toEqual([...before, last!.event.id]);
        for (const { hash } of deps) {
          const others = deps.filter((dep) => dep.hash !== hash).map((dep) => history.get(dep.hash)!);
          expect(pastOf(others).map(({ event }) => event.id)).not.toContain(hash);
        }
      }),
      { seed: 75, numRuns: 200 },
    );
  });

  it('has a next event rest on everything but what a device wrote twice, whenever that comes to light', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(8), { minLength: 4, maxLength: 24 }),
        fc.nat(30),
        fc.boolean(),
        (schedule, at, isLate) => {
          const events = apart(schedule);
          const chain = events.filter(({ author }) => author === chi.author);
          const seq = chain.length === 0 ? 0 : at % chain.length;
          const twin = chain[seq];
          if (twin === undefined) return;
          const { prevHash, deps, lamport } = twin;
          const content = { ...twin, seq, prevHash, deps, lamport, body: { text: 'another' } };
          const fork = signed(content, chi);
          const history = start(isLate ? events : [...events, fork]);
          // Asked for once before the fork is known, so that what is remembered must be given up.
          write(history, ana);
          if (isLate) history.add([fork]);
          write(history, ana);
          const next = history.next(bo.author, { at: 7, type: 'post-written', body: {} });
          const named = [...next.deps.map(({ hash }) => hash), next.prevHash].flatMap(
            (id) => history.get(id) ?? [],
          );
          const past = new Set(pastOf(named).map(({ event }) => event.id));
          const isForked = ({ author, seq: place }: SignedEvent) => author === chi.author && place >= seq;
          for (const { event } of history.order) {
            if (!isForked(event)) expect(past.has(event.id)).toBe(true);
          }
          expect(next.deps.some((dep) => dep.author === chi.author && dep.length > seq)).toBe(false);
        },
      ),
      { seed: 76, numRuns: 200 },
    );
  });

  it('says what is missing while an event waits, and places it when that comes', () => {
    const history = start();
    const first = write(history, ana);
    const second = write(history, ana);
    const late = start();
    late.add([second]);
    expect(late.missing).toEqual([first.id]);
    expect(late.order).toHaveLength(1);
    late.add([first]);
    expect(late.missing).toEqual([]);
    expect(ids(late)).toEqual(ids(history));
  });

  it('never places an event that lies about its parents, nor what follows it', () => {
    const history = start();
    const post = write(history, ana);
    const honest = history.next(bo.author, { at: 1, type: 'post-written', body: {} });
    for (const lie of [
      { lamport: 9_000_000 },
      { lamport: 1 },
      { seq: 5, prevHash: post.id },
      { deps: [{ author: chi.author, length: 2, hash: post.id }] },
      { deps: [{ author: ana.author, length: 1, hash: post.id }] },
    ]) {
      const liar = start([founding, post]);
      const event = signed({ ...honest, ...lie }, bo);
      const follower = signed(
        { ...honest, seq: 1, prevHash: event.id, deps: [], lamport: event.lamport + 1 },
        bo,
      );
      liar.add([follower, event]);
      expect(liar.order).toHaveLength(2);
      expect(liar.unsoundEvents.map(({ id }) => id).sort()).toEqual([event.id, follower.id].sort());
    }
  });

  it('takes nothing from another community', () => {
    const other = signed({ ...founding, at: 6 }, ana);
    const elsewhere = new EventHistory(other.id);
    elsewhere.add([other]);
    const history = start([founding, other, write(elsewhere, bo)]);
    expect(history.waitingCount).toBe(0);
    expect(history.order).toHaveLength(1);
  });

  it('names in a next event only what is new since the one before', () => {
    const history = start();
    write(history, ana);
    const first = write(history, bo);
    const second = write(history, bo);
    expect(first.deps).toMatchObject([{ author: ana.author, length: 2 }]);
    expect(second.deps).toEqual([]);
    expect(pastOf([history.get(second.id)!])).toHaveLength(4);
    expect(encodeEvent(second).length).toBeLessThan(350);
  });
});

describe('a device that forked', () => {
  /** Ana writes `one` and, from an old copy of her device, `other`. */
  const forked = () => {
    const here = start();
    const there = start();
    return { one: write(here, ana, 'one'), other: write(there, ana, 'other'), here, there };
  };

  it('is found as soon as both histories meet, on every device alike', () => {
    const { one, other } = forked();
    for (const order of [
      [one, other],
      [other, one],
    ]) {
      const history = start();
      history.add([order[0]!]);
      expect(history.forks).toEqual([]);
      history.add([order[1]!]);
      expect(history.forks).toMatchObject([{ author: ana.author, seq: 1 }]);
      expect(new SetAside().of(history, 0)).toEqual(new Set([one.id, other.id]));
    }
  });

  it('keeps what others had built on before they could know, and nothing after', () => {
    const { one, other, here } = forked();
    const seen = write(here, ana, 'seen by Bo');
    const answer = write(here, bo, 'answer');
    const unseen = write(here, ana, 'unseen');
    const history = start([founding, one, other, seen, answer, unseen]);
    expect(new SetAside().of(history, 0)).toEqual(new Set([other.id, unseen.id]));
  });

  it('loses both branches where as many had seen the one as the other', () => {
    const { one, other, here, there } = forked();
    const boSaw = write(here, bo);
    const chiSaw = write(there, chi);
    const history = start([founding, one, other, boSaw, chiSaw]);
    expect(new SetAside().of(history, 0)).toEqual(new Set([one.id, other.id]));
  });

  it('is not built on any further', () => {
    const { one, other } = forked();
    const history = start([founding, one, other]);
    expect(history.next(bo.author, { at: 1, type: 'post-written', body: {} }).deps).toEqual([
      { author: ana.author, length: 1, hash: founding.id },
    ]);
  });

  it('is judged the same event by event as all at once', () => {
    let kept = 0;
    fc.assert(
      fc.property(
        fc.array(fc.record({ device: fc.nat(2), copy: fc.nat(2), meets: fc.nat(5) }), { maxLength: 25 }),
        fc.integer({ min: 1, max: 5 }),
        (steps, portion) => {
          const histories = [start(), start(), start()];
          const all = new Map([[founding.id, founding]]);
          steps.forEach(({ device, copy, meets }, i) => {
            // Each device mostly writes on its own history, now and then on another copy of it.
            const event = write(histories[i % 4 === 0 ? copy : device], [ana, bo, chi][device], `${i}`);
            all.set(event.id, event);
            if (meets < 3) histories[meets].add(histories[device].order.map((placed) => placed.event));
          });
          const [history, setAside] = [new EventHistory(founding.id), new SetAside()];
          const events = [...all.values()];
          let aside: ReadonlySet<string> = new Set();
          for (let at = 0; at < events.length; at += portion) {
            const changed = history.add(events.slice(at, at + portion));
            aside = setAside.of(history, changed);
          }
          expect(aside).toEqual(new SetAside().of(history, 0));
          if (history.forks.some(({ branches }) => branches.some(({ event }) => !aside.has(event.id))))
            kept++;
        },
      ),
      { seed: 74, numRuns: 200 },
    );
    expect(kept).toBeGreaterThan(5);
  });
});
