import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpOrganisation } from '../../../test/made-up-organisation.ts';
import {
  type Arc,
  chartOf,
  clique,
  eventsFrom,
  message,
  path,
  renumbered,
  star,
  viewOfArcs,
} from '../../../test/small-organisations.ts';
import { randomStream } from '../../base/random.ts';
import { calendarWindows } from '../../base/time.ts';
import { View } from '../network/view.ts';
import { boundary } from './boundary.ts';
import { bridging } from './bridging.ts';
import { communities } from './communities.ts';
import { communityLife } from './community-life.ts';
import { communityStability } from './community-stability.ts';
import { formalLivedOverlap } from './formal-lived-overlap.ts';

/** Cliques of equal size, one arc between each two neighbours. */
const cliques = (count: number, size: number): Arc[] => [
  ...Array.from({ length: count }, (_, c) =>
    clique(size).map(([from, to]): Arc => [c * size + from, c * size + to]),
  ).flat(),
  ...Array.from({ length: count - 1 }, (_, c): Arc => [c * size, (c + 1) * size]),
];

const someArcs = fc.integer({ min: 5, max: 25 }).chain((people) =>
  fc.tuple(
    fc.constant(people),
    fc
      .array(fc.tuple(fc.nat(people - 1), fc.nat(people - 1), fc.integer({ min: 1, max: 5 })), {
        minLength: 1,
        maxLength: 80,
      })
      .map((arcs) => arcs.filter(([from, to]) => from !== to))
      .filter((arcs) => arcs.length > 0),
  ),
);

const givenPartition = (people: number, count: number) =>
  Int32Array.from({ length: people }, (_, p) => p % count);

describe('communities', () => {
  it('are the cliques of a chain of cliques', () => {
    const { value, parts, tables } = communities.compute(viewOfArcs(20, cliques(4, 5)));
    expect(parts).toMatchObject({
      communities: 4,
      'effective-communities': expect.closeTo(4, 10),
      largest: 0.25,
    });
    expect(tables?.sizes).toEqual({ people: [5], communities: [4] });
    // 83 arcs, 80 of them inside: Q = 80/83 − Σ (strength of a community / 166)².
    expect(value).toBeCloseTo(80 / 83 - (2 * 41 ** 2 + 2 * 42 ** 2) / 166 ** 2, 12);
  });

  it('are one for a clique, where nothing is more tied than the rest', () => {
    const { value, parts } = communities.compute(viewOfArcs(8, clique(8)));
    expect(parts?.communities).toBe(1);
    expect(value).toBeCloseTo(0, 12);
  });

  it('leave out people who are tied to nobody', () => {
    const view = viewOfArcs(30, cliques(4, 5), { everybodyIsSeen: true });
    expect(view.nodeCount).toBe(30);
    expect(communities.compute(view).parts?.communities).toBe(4);
  });

  it('do not exist where nobody is tied to anybody', () => {
    const view = viewOfArcs(6, [], { everybodyIsSeen: true });
    for (const measure of [communities, communityStability, boundary, bridging]) {
      expect(measure.compute(view)).toMatchObject({ value: Number.NaN, reason: 'too-few' });
    }
  });

  it('are as clear whichever way people are numbered', () => {
    const arcs = cliques(4, 5);
    const order = randomStream(5).shuffle(Uint32Array.from({ length: 20 }, (_, i) => i));
    const before = communities.compute(viewOfArcs(20, arcs)).value;
    expect(communities.compute(viewOfArcs(20, renumbered(arcs, [...order]))).value).toBeCloseTo(before, 12);
  });
});

describe('the stability of communities', () => {
  it('is near 1 where every trace tells the same, however often each is taken', () => {
    const often = cliques(3, 6).map(([from, to]): Arc => [from, to]);
    const arcs = Array.from({ length: 6 }, () => often).flat();
    const { value, parts } = communityStability.compute(viewOfArcs(18, arcs));
    expect(parts?.['between-runs']).toBe(1);
    expect(value).toBeGreaterThan(0.95);
  });

  it('is low where ties are random', () => {
    const random = randomStream(4);
    const arcs = Array.from({ length: 120 }, (): Arc => [random.below(40), random.below(40)]).filter(
      ([a, b]) => a !== b,
    );
    expect(communityStability.compute(viewOfArcs(40, arcs)).value).toBeLessThan(0.6);
  });
});

describe('boundaries', () => {
  it('are −1 where all ties stay inside and 1 where all go across', () => {
    const separate = viewOfArcs(
      4,
      [
        [0, 1],
        [2, 3],
      ],
      { givenPartition: Int32Array.from([0, 0, 1, 1]) },
    );
    expect(boundary.compute(separate)).toMatchObject({ value: -1, parts: { inside: 1 } });
    const across = viewOfArcs(
      4,
      [
        [0, 2],
        [1, 3],
      ],
      { givenPartition: Int32Array.from([0, 0, 1, 1]) },
    );
    const { value, byCommunity } = boundary.compute(across);
    expect(value).toBe(1);
    expect([...byCommunity!]).toEqual([1, 1]);
  });

  it('lie in [−1, 1], and count what is inside and across once', () => {
    fc.assert(
      fc.property(someArcs, ([people, arcs]) => {
        const { value, parts } = boundary.compute(
          viewOfArcs(people, arcs, { givenPartition: givenPartition(people, 3) }),
        );
        expect(value).toBeGreaterThanOrEqual(-1);
        expect(value).toBeLessThanOrEqual(1);
        expect(value).toBeCloseTo(1 - 2 * parts!.inside, 12);
      }),
      { seed: 2 },
    );
  });
});

describe('bridging', () => {
  it('is 0 where everybody stays in one community, and 1 − 1/c where all spread evenly', () => {
    const inside = viewOfArcs(
      4,
      [
        [0, 1],
        [2, 3],
      ],
      { givenPartition: Int32Array.from([0, 0, 1, 1]) },
    );
    expect(bridging.compute(inside).value).toBe(0);
    const even = viewOfArcs(4, clique(4), { givenPartition: Int32Array.from([0, 0, 1, 1]) });
    // One tie inside and two across each: 1 − (1/9 + 4/9).
    expect(bridging.compute(even).value).toBeCloseTo(4 / 9, 12);
  });

  it('is left to one in a star, and to nobody in a clique', () => {
    expect(bridging.compute(viewOfArcs(10, star(10))).parts?.['effective-bridges']).toBeCloseTo(1 / 10, 12);
    expect(bridging.compute(viewOfArcs(10, clique(10))).parts?.['effective-bridges']).toBeNaN();
  });

  it('lies in [0, 1) and is the same for any numbering', () => {
    fc.assert(
      fc.property(someArcs, fc.nat(1000), ([people, arcs], seed) => {
        const order = randomStream(seed).shuffle(Uint32Array.from({ length: people }, (_, i) => i));
        const given = givenPartition(people, 3);
        const moved = new Int32Array(people);
        for (const [person, place] of order.entries()) moved[place] = given[person];
        const before = bridging.compute(viewOfArcs(people, arcs, { givenPartition: given }));
        const after = bridging.compute(
          viewOfArcs(people, renumbered(arcs, [...order]), { givenPartition: moved }),
        );
        expect(before.value).toBeGreaterThanOrEqual(-1e-12);
        expect(before.value).toBeLessThan(1);
        expect(after.value).toBeCloseTo(before.value, 10);
        const bridges = before.parts!['effective-bridges'];
        if (Number.isNaN(bridges)) expect(after.parts?.['effective-bridges']).toBeNaN();
        else expect(after.parts?.['effective-bridges']).toBeCloseTo(bridges, 10);
      }),
      { seed: 4 },
    );
  });
});

describe('formal and lived', () => {
  it('agree fully where communities are the units, and not beyond chance where they lie across', () => {
    const arcs = cliques(4, 5);
    const unitsAs = (unitOf: (person: number) => number) => ({
      ...chartOf(20, path(20)),
      unit: Int32Array.from({ length: 20 }, (_, p) => unitOf(p)),
    });
    const same = formalLivedOverlap.compute(
      viewOfArcs(20, arcs, { chart: unitsAs((p) => Math.floor(p / 5)) }),
    );
    expect(same.value).toBe(1);
    expect(same.tables?.alluvial).toEqual({
      unit: [0, 1, 2, 3],
      community: [0, 1, 2, 3],
      people: [5, 5, 5, 5],
    });
    const across = formalLivedOverlap.compute(viewOfArcs(20, arcs, { chart: unitsAs((p) => p % 5) }));
    expect(across.value).toBeLessThan(0);
  });

  it('say why they cannot be compared', () => {
    const arcs = cliques(4, 5);
    const chart = chartOf(20, path(20));
    const units = (unit: number) => ({ ...chart, unit: new Int32Array(20).fill(unit) });
    expect(formalLivedOverlap.compute(viewOfArcs(20, arcs)).reason).toBe('no-chart');
    expect(formalLivedOverlap.compute(viewOfArcs(20, arcs, { chart: units(-1) })).reason).toBe('no-chart');
    expect(formalLivedOverlap.compute(viewOfArcs(20, arcs, { chart: units(0) })).reason).toBe('one-unit');
  });
});

describe('the life of communities', () => {
  const rowsOf = (arcs: readonly Arc[], month: number) =>
    arcs.map(([from, to], k) => ({ timeMs: Date.UTC(2024, month, 3) + k, from, to }));
  const overMonths = (people: number, months: readonly (readonly Arc[])[]) => {
    const events = eventsFrom(people, [message], months.flatMap(rowsOf));
    const windows = calendarWindows(Date.UTC(2024, 0, 3), Date.UTC(2024, months.length - 1, 3), 'month');
    return new View(events, { seed: 1, windows });
  };

  it('goes on while the same people work together', () => {
    const { value, parts, tables } = communityLife.compute(
      overMonths(20, [cliques(4, 5), cliques(4, 5), cliques(4, 5)]),
    );
    expect(value).toBe(1);
    expect(parts).toMatchObject({ continue: 8, split: 0, dissolve: 0, form: 0, jaccard: 1 });
    expect(tables?.events.window).toEqual(['2024-02', '2024-03']);
  });

  it('tells when two merge, and when one dissolves', () => {
    const merged = communityLife.compute(overMonths(20, [cliques(2, 10), clique(20)]));
    expect(merged.parts).toMatchObject({ merge: 1, dissolve: 0, form: 0 });
    expect(merged.value).toBe(1);
    const others = cliques(2, 5).map(([a, b]): Arc => [a + 10, b + 10]);
    const gone = communityLife.compute(overMonths(20, [cliques(2, 5), others]));
    expect(gone.value).toBe(0);
    expect(gone.parts).toMatchObject({ dissolve: 2, form: 2 });
  });

  it('needs two windows, and communities of five', () => {
    expect(communityLife.compute(overMonths(20, [cliques(4, 5)])).reason).toBe('no-two-windows');
    expect(communityLife.compute(overMonths(20, [cliques(4, 3), cliques(4, 3)])).reason).toBe('too-few');
  });
});

describe('every measure of communities', () => {
  it('gives the same twice, and names every part it says it has', () => {
    const { events, chart } = madeUpOrganisation(1);
    for (const measure of [
      communities,
      communityStability,
      formalLivedOverlap,
      boundary,
      bridging,
      communityLife,
    ]) {
      const windows = calendarWindows(Date.UTC(2023, 0), Date.UTC(2024, 1), 'quarter');
      const compute = () => measure.compute(new View(events, { seed: 4, chart, windows }));
      const outcome = compute();
      expect(compute()).toEqual(outcome);
      expect(outcome.value).not.toBeNaN();
      expect(Object.keys(outcome.parts ?? {}).sort()).toEqual(measure.parts.map(({ id }) => id).sort());
    }
  });
});
