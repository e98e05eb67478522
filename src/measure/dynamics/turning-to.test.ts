import { describe, expect, it } from 'vitest';
import { randomStream } from '../../base/random.ts';
import { type Events, noThread } from '../network/events.ts';
import { View } from '../network/view.ts';
import { turningTo } from './turning-to.ts';

const people = 40;

/** A letter every six hours; a third answer one of the last twenty. */
const letters = (count: number, timeOf = (e: number) => Date.UTC(2024, 0, 1) + e * 21_600_000): Events => {
  const random = randomStream(21, 'turning-to');
  const from: number[] = [];
  const to: number[] = [];
  for (let e = 0; e < count; e++) {
    const back = e - 1 - random.below(20);
    const isAnswer = back >= 0 && random.uniform() < 0.33;
    from.push(isAnswer ? to[back] : random.below(people));
    to.push(isAnswer ? from[back] : (from[e] + 1 + random.below(people - 1)) % people);
  }
  return {
    people,
    kinds: [{ id: 'mail', isDirected: true, isAnswerable: true, isAnswer: false, lead: 'forward' }],
    timeMs: Float64Array.from({ length: count }, (_, e) => timeOf(e)),
    from: Uint32Array.from(from),
    to: Uint32Array.from(to),
    kind: new Uint8Array(count),
    weight: new Float64Array(count).fill(1),
    act: Uint32Array.from({ length: count }, (_, e) => e),
    thread: new Uint32Array(count).fill(noThread),
  };
};

const outcomeOf = (events: Events) => turningTo.compute(new View(events, { seed: 1 }));

describe('turning to', () => {
  it('finds answering back, with an interval of its own that says whether it stands', () => {
    const { value, ownIntervals, parts, partReasons } = outcomeOf(letters(900));
    expect(value).toBeGreaterThan(1.5);
    const { low, high, method, sensitivity } = ownIntervals!.value;
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
    expect(method).toBe('clustered by 40 senders, bias-reduced, log scale');
    expect(sensitivity).toMatch(/^(stable|moves)$/);
    expect(parts!.concordance).toBeGreaterThan(parts!['by-popularity']);
    expect(partReasons!['rank-up']).toBe('no-chart');
    expect(parts!['rank-up']).toBeNaN();
  });

  it('says nothing, and why, of too few letters, of letters of one moment, of none', () => {
    expect(outcomeOf(letters(100))).toEqual({ value: Number.NaN, reason: 'model-few' });
    expect(outcomeOf(letters(900, () => 5))).toEqual({ value: Number.NaN, reason: 'no-messages' });
    expect(outcomeOf(letters(0))).toEqual({ value: Number.NaN, reason: 'no-messages' });
  });

  it('says nothing of one loud sender', () => {
    const events = letters(900);
    const from = events.from.map((each, e) => (e % 3 === 0 ? 0 : each));
    const to = events.to.map((each, e) => (each === from[e] ? (each + 1) % people : each));
    expect(outcomeOf({ ...events, from, to })).toEqual({ value: Number.NaN, reason: 'model-one-sender' });
  });
});
