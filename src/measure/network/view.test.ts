import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Kind } from '../../base/kind.ts';
import { calendarWindows, untimed } from '../../base/time.ts';
import { totalWeight } from './csr.ts';
import { type Events, nobody, noThread } from './events.ts';
import { eventsWithin, View } from './view.ts';

const kinds: readonly Kind[] = [
  { id: 'message', isDirected: true, isAnswerable: true, isAnswer: false, lead: 'forward' },
  { id: 'reply', isDirected: true, isAnswerable: true, isAnswer: true, lead: 'reversed' },
  { id: 'meeting', isDirected: false, isAnswerable: false, isAnswer: false, lead: 'none' },
];
const [message, reply, meeting] = [0, 1, 2];

type Row = readonly [timeMs: number, from: number, to: number, kind: number, weight: number];

const eventsOf = (rows: readonly Row[], people = 6): Events => {
  const sorted = rows.toSorted((a, b) => a[0] - b[0]);
  return {
    people,
    kinds,
    timeMs: Float64Array.from(sorted, (row) => row[0]),
    from: Uint32Array.from(sorted, (row) => row[1]),
    to: Uint32Array.from(sorted, (row) => row[2]),
    kind: Uint8Array.from(sorted, (row) => row[3]),
    weight: Float64Array.from(sorted, (row) => row[4]),
    act: Uint32Array.from(sorted, (_, i) => i),
    thread: new Uint32Array(sorted.length).fill(noThread),
  };
};

const anyRows = fc.array(
  fc.tuple(
    fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.constant(untimed)),
    fc.nat(5),
    fc.oneof(fc.nat(5), fc.constant(nobody)),
    fc.nat(2),
    fc.constantFrom(0.25, 0.5, 1),
  ),
  { maxLength: 50 },
);

const weightBetween = (view: View, arcs: 'arcs' | 'leadArcs', from: number, to: number): number => {
  const { out } = view[arcs]();
  const [a, b] = [view.nodeOf[from], view.nodeOf[to]];
  for (let k = out.offsets[a]; k < out.offsets[a + 1]; k++) {
    if (out.targets[k] === b) return out.weights === null ? 1 : out.weights[k];
  }
  return 0;
};

describe('a view of one window', () => {
  it('has as nodes the people with an act or an arc, and knows who acted', () => {
    const view = new View(
      eventsOf([
        [1, 4, nobody, message, 1],
        [2, 2, 0, message, 1],
      ]),
      { seed: 1 },
    );
    expect([...view.persons]).toEqual([0, 2, 4]);
    expect(view.senderCount).toBe(2);
    expect(view.nodeOf[1]).toBe(-1);
  });

  it('drops turning to oneself from every arc and counts it', () => {
    const view = new View(eventsOf([[1, 3, 3, message, 1]]), { seed: 1 });
    expect(view.selfLoopCount).toBe(1);
    expect(view.arcs().total).toBe(0);
    expect(view.nodeCount).toBe(1);
  });

  it('turns a reply round for lead: who had asked turned to who answers', () => {
    const view = new View(eventsOf([[1, 0, 1, reply, 1]]), { seed: 1 });
    expect(weightBetween(view, 'arcs', 0, 1)).toBe(1);
    expect(weightBetween(view, 'leadArcs', 0, 1)).toBe(0);
    expect(weightBetween(view, 'leadArcs', 1, 0)).toBe(1);
  });

  it('counts a meeting once in the ties, half each way in the arcs, and not at all in lead', () => {
    const view = new View(eventsOf([[1, 0, 1, meeting, 1]]), { seed: 1 });
    expect(weightBetween(view, 'arcs', 0, 1)).toBe(0.5);
    expect(weightBetween(view, 'arcs', 1, 0)).toBe(0.5);
    expect(totalWeight(view.ties()) / 2).toBe(1);
    expect(view.leadArcs().total).toBe(0);
    expect(view.directedArcs().total).toBe(0);
    expect(view.directedKinds()).toEqual([]);
  });

  it('keeps all strength: the arcs weigh what the rows between two people weigh', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const between = rows.filter(([, from, to]) => to !== nobody && from !== to);
        const view = new View(eventsOf(rows), { seed: 1 });
        expect(view.arcs().total).toBeCloseTo(
          between.reduce((sum, row) => sum + row[4], 0),
          10,
        );
        expect(view.arcs('count').total).toBe(
          between.reduce((sum, row) => sum + (row[3] === meeting ? 2 : 1), 0),
        );
      }),
      { seed: 3 },
    );
  });

  it('shares its timed rows out among its calendar windows without loss', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const monthMs = 31 * 86_400_000;
        const spread = rows.map((row): Row => [row[0] * monthMs * 0.01, row[1], row[2], row[3], row[4]]);
        const events = eventsOf(spread);
        const timed = spread.filter((row) => row[0] !== untimed);
        const windows = calendarWindows(0, 1000 * monthMs * 0.01, 'quarter');
        const view = new View(events, { seed: 1, windows });
        const inWindows = view.windows().reduce((sum, window) => sum + window.events.from.length, 0);
        expect(inWindows).toBe(timed.length);
        expect(eventsWithin(events, view.window).from.length).toBe(spread.length);
      }),
      { seed: 4, numRuns: 50 },
    );
  });

  it('holds people outside a given partition together in one community past the others', () => {
    const view = new View(
      eventsOf([
        [1, 0, 1, message, 1],
        [2, 2, 3, message, 1],
      ]),
      { seed: 1, givenPartition: Int32Array.of(0, 0, 1, -1, -1, -1) },
    );
    expect([...view.partition().membership]).toEqual([0, 0, 1, 2]);
    expect(view.partition().communityCount).toBe(3);
  });
});
