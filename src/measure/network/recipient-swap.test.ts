import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpOrganisation } from '../../../test/made-up-organisation.ts';
import { randomStream } from '../../base/random.ts';
import { type Events, nobody, noThread } from './events.ts';
import { planSwaps, swapRecipients } from './recipient-swap.ts';
import { View } from './view.ts';

const organisation = fc.tuple(
  fc.nat(1000),
  fc.integer({ min: 6, max: 40 }),
  fc.integer({ min: 1, max: 120 }),
);

/** Weight out of and into each person, kind by kind; both ends alike where a kind has no direction. */
const strengthsByKind = (events: Events): string[] => {
  const sums = new Map<string, number>();
  const add = (key: string, weight: number) => sums.set(key, (sums.get(key) ?? 0) + weight);
  for (let row = 0; row < events.from.length; row++) {
    if (events.to[row] === nobody || events.to[row] === events.from[row]) continue;
    const isDirected = events.kinds[events.kind[row]].isDirected;
    add(`${isDirected ? 'out' : 'of'} ${events.from[row]} ${events.kind[row]} ${events.weight[row]}`, 1);
    add(`${isDirected ? 'in' : 'of'} ${events.to[row]} ${events.kind[row]} ${events.weight[row]}`, 1);
  }
  return [...sums].map(([key, count]) => `${key}: ${count}`).sort();
};

const selfLoops = (events: Events): number =>
  events.from.reduce((count, from, row) => count + (events.to[row] === from ? 1 : 0), 0);

const doublesInActs = (events: Events): number => {
  const seen = new Set<string>();
  for (let row = 0; row < events.to.length; row++) {
    if (events.to[row] !== nobody) seen.add(`${events.act[row]} ${events.to[row]}`);
  }
  return events.to.filter((to) => to !== nobody).length - seen.size;
};

const message = {
  id: 'message',
  isDirected: true,
  isAnswerable: true,
  isAnswer: false,
  lead: 'forward',
} as const;
const contact = { ...message, id: 'contact', isDirected: false, lead: 'none' } as const;

const plain = (
  people: number,
  pairs: readonly (readonly [number, number])[],
  kind: Events['kinds'][0],
): Events => ({
  people,
  kinds: [kind],
  timeMs: Float64Array.from(pairs, (_, k) => k),
  from: Uint32Array.from(pairs, ([from]) => from),
  to: Uint32Array.from(pairs, ([, to]) => to),
  kind: new Uint8Array(pairs.length),
  weight: new Float64Array(pairs.length).fill(1),
  act: Uint32Array.from(pairs, (_, k) => k),
  thread: new Uint32Array(pairs.length).fill(noThread),
});

describe('swapping recipients', () => {
  it('keeps what each person gives and receives, of each kind and weight', () => {
    fc.assert(
      fc.property(organisation, ([seed, people, threads]) => {
        const { events } = madeUpOrganisation(seed, { people, threads, units: 3 });
        const swapped = swapRecipients(planSwaps(events), randomStream(seed, 'draw'));
        expect(strengthsByKind(swapped)).toEqual(strengthsByKind(events));
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('puts nobody beside themselves, and nobody twice into one act', () => {
    fc.assert(
      fc.property(organisation, ([seed, people, threads]) => {
        const { events } = madeUpOrganisation(seed, { people, threads, units: 3 });
        const swapped = swapRecipients(planSwaps(events), randomStream(seed, 'draw'));
        expect(selfLoops(swapped)).toBe(0);
        expect(doublesInActs(swapped)).toBe(0);
      }),
      { seed: 2, numRuns: 60 },
    );
  });

  it('leaves times, kinds, weights, acts, threads and acts without recipient where they were', () => {
    const { events } = madeUpOrganisation(5);
    const swapped = swapRecipients(planSwaps(events), randomStream(5));
    for (const column of ['timeMs', 'kind', 'weight', 'act', 'thread'] as const) {
      expect(swapped[column]).toBe(events[column]);
    }
    for (let row = 0; row < events.to.length; row++) {
      if (events.to[row] === nobody)
        expect([swapped.from[row], swapped.to[row]]).toEqual([events.from[row], nobody]);
    }
    const acts = (of: Events) => new View(of, { seed: 1 }).senderCount;
    expect(acts(swapped)).toBe(acts(events));
  });

  it('keeps interactions of somebody with themselves, as they are counted and never tied', () => {
    const events = plain(
      4,
      [
        [0, 0],
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 0],
        [2, 2],
      ],
      message,
    );
    const swapped = swapRecipients(planSwaps(events), randomStream(1));
    expect([swapped.to[0], swapped.to[5]]).toEqual([0, 2]);
    expect(selfLoops(swapped)).toBe(2);
  });

  it('draws every allowed arrangement equally often', () => {
    // Four people send one each and receive one each: the 9 derangements of four, as labelled slots.
    const events = plain(
      4,
      [
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 0],
      ],
      message,
    );
    const plan = planSwaps(events);
    const counts = new Map<string, number>();
    const draws = 18_000;
    for (let draw = 0; draw < draws; draw++) {
      const key = swapRecipients(plan, randomStream(4, draw)).to.join(' ');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(9);
    // χ² with 8 degrees of freedom; 26.1 is its 99.9 % quantile (R: qchisq(.999, 8)).
    let chiSquare = 0;
    for (const count of counts.values()) chiSquare += (count - draws / 9) ** 2 / (draws / 9);
    expect(chiSquare).toBeLessThan(26.1);
  });

  it('mixes both ends of what has no direction, whichever a source writes first', () => {
    // The lower number always first, as contact data often are: 0 would never be second, 5 never first.
    const pairs = Array.from({ length: 60 }, (_, k) => [k % 3, 3 + (k % 2)] as const);
    const swapped = swapRecipients(planSwaps(plain(6, pairs, contact)), randomStream(9));
    const together = new Set(Array.from(swapped.from, (a, row) => [a, swapped.to[row]].sort().join(' ')));
    expect(together).toContain('0 1');
    expect(together).toContain('3 4');
  });

  it('leaves alone what cannot be swapped', () => {
    const events = plain(
      2,
      [
        [0, 1],
        [1, 0],
      ],
      message,
    );
    const swapped = swapRecipients(planSwaps(events), randomStream(1));
    expect([...swapped.to]).toEqual([1, 0]);
  });

  it('is the same for the same stream', () => {
    const { events } = madeUpOrganisation(8);
    const plan = planSwaps(events);
    expect(swapRecipients(plan, randomStream(3)).to).toEqual(swapRecipients(plan, randomStream(3)).to);
    expect(swapRecipients(plan, randomStream(3)).to).not.toEqual(swapRecipients(plan, randomStream(4)).to);
  });
});
