import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Events, nobody, noThread } from './events.ts';
import { indexPairs } from './pair-index.ts';

const eventsOf = (people: number, rows: readonly (readonly [number, number])[]): Events => ({
  people,
  kinds: [{ id: 'message', isDirected: true, isAnswerable: true, isAnswer: false, lead: 'forward' }],
  timeMs: Float64Array.from(rows, (_, k) => k),
  from: Uint32Array.from(rows, ([from]) => from),
  to: Uint32Array.from(rows, ([, to]) => to),
  kind: new Uint8Array(rows.length),
  weight: new Float64Array(rows.length).fill(1),
  act: Uint32Array.from(rows, (_, k) => k),
  thread: new Uint32Array(rows.length).fill(noThread),
});

const someRows = fc.integer({ min: 1, max: 90 }).chain((people) =>
  fc.tuple(
    fc.constant(people),
    fc.array(
      fc.tuple(
        fc.nat(people - 1),
        fc.oneof({ weight: 9, arbitrary: fc.nat(people - 1) }, fc.constant(nobody)),
      ),
      {
        maxLength: 4000,
        size: 'max',
      },
    ),
  ),
);

describe('pairs of people', () => {
  it('give every row back its two people, and each pair one number', () => {
    fc.assert(
      fc.property(someRows, ([people, rows]) => {
        const { pairOf, from, to } = indexPairs(eventsOf(people, rows));
        const seen = new Set<string>();
        for (const [k, [a, b]] of rows.entries()) {
          if (b === nobody || a === b) expect(pairOf[k]).toBe(nobody);
          else {
            expect([from[pairOf[k]], to[pairOf[k]]]).toEqual([a, b]);
            seen.add(`${a} ${b}`);
          }
        }
        expect(from.length).toBe(seen.size);
      }),
      { seed: 7, numRuns: 25 },
    );
  });
});
