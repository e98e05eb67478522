import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../base/time.ts';
import { type Events, nobody, noThread } from '../../network/events.ts';
import { View } from '../../network/view.ts';
import { defaultEffects, materialOf, riskOf } from './default-model.ts';
import { parseEffects } from './effects.ts';
import { noCovariates } from './event-sequence.ts';
import { collapseBursts, messagesOf } from './messages-of-events.ts';
import { blockCount, buildBlocks } from './strata.ts';

interface Row {
  readonly time: number;
  readonly from: number;
  readonly to: number;
  readonly kind?: number;
  readonly act: number;
}

const eventsOf = (people: number, rows: readonly Row[]): Events => ({
  people,
  kinds: [
    { id: 'mail', isDirected: true, isAnswerable: true, isAnswer: false, lead: 'forward' },
    { id: 'meeting', isDirected: false, isAnswerable: false, isAnswer: false, lead: 'none' },
  ],
  timeMs: Float64Array.from(rows, ({ time }) => time),
  from: Uint32Array.from(rows, ({ from }) => from),
  to: Uint32Array.from(rows, ({ to }) => to),
  kind: Uint8Array.from(rows, ({ kind }) => kind ?? 0),
  weight: new Float64Array(rows.length).fill(1),
  act: Uint32Array.from(rows, ({ act }) => act),
  thread: new Uint32Array(rows.length).fill(noThread),
});

describe('messages of an organisation', () => {
  it('are timed acts of directed kinds, each recipient once, people numbered in their order', () => {
    const { sequence, persons } = messagesOf(
      eventsOf(9, [
        { time: Number.NEGATIVE_INFINITY, from: 8, to: 7, act: 0 },
        { time: 10, from: 4, to: 2, act: 1 },
        { time: 10, from: 4, to: 6, act: 1 },
        { time: 10, from: 4, to: 6, act: 1 },
        { time: 10, from: 4, to: 4, act: 1 },
        { time: 20, from: 1, to: 2, kind: 1, act: 2 },
        { time: 30, from: 3, to: nobody, act: 3 },
        { time: 40, from: 2, to: 4, act: 4 },
      ]),
      5,
    );
    expect([...persons]).toEqual([2, 4, 6]);
    expect([...sequence.time]).toEqual([10, 40]);
    expect([...sequence.sender]).toEqual([1, 0]);
    expect([...sequence.offsets]).toEqual([0, 2, 3]);
    expect([...sequence.receivers]).toEqual([0, 2, 1]);
    expect([...sequence.presence!.from]).toEqual([5, 5, 5]);
    expect([...sequence.presence!.until]).toEqual([45, 45, 15]);
  });

  it('collapse where somebody writes again to the same person without a pause', () => {
    const at = (time: number, to: number, act: number): Row => ({ time, from: 0, to, act });
    const { sequence } = messagesOf(
      eventsOf(3, [at(0, 1, 0), at(50, 1, 1), at(50, 2, 1), at(140, 1, 2), at(300, 1, 3)]),
      0,
    );
    const collapsed = collapseBursts(sequence, 100);
    // At 50 only the second person is new; 140 is no pause since 50; 300 is one.
    expect([...collapsed.time]).toEqual([0, 50, 300]);
    expect([...collapsed.receivers]).toEqual([1, 2, 1]);
    expect([...collapsed.offsets]).toEqual([0, 1, 2, 3]);
  });

  it('never lose anybody between bursts and none: silence of nothing keeps all', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ gap: fc.nat(50), from: fc.nat(4), shift: fc.integer({ min: 1, max: 4 }) }), {
          minLength: 1,
          maxLength: 40,
        }),
        (drawn) => {
          let time = 0;
          const rows = drawn.map(({ gap, from, shift }, act) => {
            time += gap;
            return { time, from, to: (from + shift) % 5, act };
          });
          const { sequence } = messagesOf(eventsOf(5, rows), 0);
          expect(collapseBursts(sequence, 0)).toEqual(sequence);
        },
      ),
      { seed: 74, numRuns: 40 },
    );
  });
});

describe('who could be turned to', () => {
  const sequence = {
    people: 6,
    time: Float64Array.from([10, 20, 30, 40]),
    sender: Uint32Array.from([0, 1, 0, 2]),
    offsets: Uint32Array.from([0, 1, 2, 3, 4]),
    receivers: Uint32Array.from([1, 0, 2, 0]),
    presence: {
      from: Float64Array.from([0, 0, 25, 0, 35, 0]),
      until: Float64Array.from([50, 50, 50, 20, 50, 30]),
    },
  };
  const spec = {
    sequence,
    effects: parseEffects('inertia', 100),
    covariates: noCovariates,
    model: 'choice',
    seed: 1,
  } as const;
  const candidates = (controls: number | null) =>
    buildBlocks({ ...spec, controls }, 0, blockCount).flatMap((block) =>
      Array.from(block.cases, (_, s) =>
        [...block.candidate.subarray(block.offsets[s], block.offsets[s + 1])].sort((a, b) => a - b),
      ),
    );

  it('is whoever is present, both ends included', () => {
    expect(candidates(null)).toEqual([
      [1, 3, 5],
      [0, 3, 5],
      [1, 2, 5],
      [0, 1, 4],
    ]);
  });

  it('is the same drawn in full as controls', () => {
    expect(candidates(5)).toEqual(candidates(null));
  });

  it('are pairs of those present in the tie model', () => {
    const pairs = buildBlocks({ ...spec, model: 'tie', controls: null }, 0, blockCount).flatMap((block) =>
      Array.from(block.cases, (_, s) => block.offsets[s + 1] - block.offsets[s]),
    );
    expect(pairs).toEqual([4 * 3, 4 * 3, 4 * 3, 4 * 3]);
  });
});

describe('the default model', () => {
  const rows = Array.from({ length: 400 }, (_, k) => {
    const circle = k % 2;
    const from = circle * 5 + (k % 5);
    const to = circle * 5 + ((k + 1 + (k % 3)) % 5);
    return {
      time: Date.UTC(2024, 0, 1) + k * dayMs,
      from,
      to: to === from ? circle * 5 + ((to + 1) % 5) : to,
      act: k,
    };
  });
  const quarter = (month: number) => ({
    id: `${month}`,
    from: Date.UTC(2024, month),
    until: Date.UTC(2024, month + 3),
  });

  it('takes the community of the window before, never that of the window itself', () => {
    const view = new View(eventsOf(10, rows), { seed: 1, windows: [quarter(0), quarter(3), quarter(6)] });
    const material = materialOf(view);
    const { since, values } = material.covariates.person.community!;
    expect(since).toEqual([Number.NEGATIVE_INFINITY, Date.UTC(2024, 3), Date.UTC(2024, 6)]);
    expect(values[0].every(Number.isNaN)).toBe(true);
    // Two circles that never write across are two communities.
    expect(new Set(values[1]).size).toBe(2);
    expect(values[1][0]).toBe(values[1][4]);
    expect(values[1][0]).not.toBe(values[1][9]);
    expect(defaultEffects(material, 30).map(({ name }) => name)).toContain('sameCommunity');
  });

  it('takes rank, line and unit from a chart, and has everybody at risk where that is bearable', () => {
    const chart = {
      manager: Int32Array.from([-1, 0, 0, 1, 1, 2, 2, 0, 0, 0]),
      isCharted: new Uint8Array(10).fill(1),
      unit: Int32Array.from([-1, 0, 1, 0, 0, 1, 1, 0, 1, 0]),
      unitCount: 2,
      level: Float64Array.from([3, 2, 2, 1, 1, 1, 1, 2, 2, 2]),
    };
    const material = materialOf(new View(eventsOf(10, rows), { seed: 1, chart }));
    const { rank, boss, unit, community } = material.covariates.person;
    expect([...rank!.values[0]]).toEqual([...chart.level]);
    expect(boss!.values[0][3]).toBe(1);
    expect(boss!.values[0][0]).toBeNaN();
    expect(unit!.values[0][0]).toBeNaN();
    expect(community).toBeUndefined();
    expect(defaultEffects(material, 30).map(({ name }) => name)).toEqual(
      'inertia,reciprocity,otp,indegreeReceiver,sameUnit,rankUp,rankDown,reportsTo,manages'.split(','),
    );
    expect(riskOf(material, 'choice', 4000)).toBeNull();
    expect(riskOf(material, 'choice', 3999)).toBe(50);
    expect(riskOf(material, 'tie', 4000, 7)).toBe(7);
  });
});
