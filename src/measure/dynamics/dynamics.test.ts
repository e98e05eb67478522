import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Arc,
  chartOf,
  clique,
  eventsFrom,
  kindOf,
  meeting,
  message,
  path,
  pyramid,
  type Row,
  renumbered,
  reply,
  ring,
  star,
  statedTie,
  viewOfArcs,
} from '../../../test/small-organisations.ts';
import { randomStream } from '../../base/random.ts';
import { calendarWindows, dayMs } from '../../base/time.ts';
import { nobody } from '../network/events.ts';
import type { Measure } from '../network/measure.ts';
import { View } from '../network/view.ts';
import { answerTime } from './answer-time.ts';
import { burstiness } from './burstiness.ts';
import { closure } from './closure.ts';
import { flowDirection } from './flow-direction.ts';
import { flowHierarchy } from './flow-hierarchy.ts';
import { persistence } from './persistence.ts';
import { reciprocity } from './reciprocity.ts';
import { upDownAcross } from './up-down-across.ts';

const measures: readonly Measure[] = [
  reciprocity,
  answerTime,
  persistence,
  closure,
  flowDirection,
  flowHierarchy,
  upDownAcross,
  burstiness,
];
const options = { seed: 20260106, numRuns: 100 };
const year = Date.UTC(2024, 0);
const at = (day: number) => year + day * dayMs;
const people = 9;
const arcs = fc
  .array(fc.tuple(fc.nat(people - 1), fc.nat(people - 1), fc.integer({ min: 1, max: 5 })), {
    minLength: 1,
    maxLength: 50,
  })
  .map((rows) => rows.filter(([from, to]) => from !== to).map((row): Arc => row));
const order = fc.shuffledSubarray(
  Array.from({ length: people }, (_, i) => i),
  { minLength: people },
);
const chart = chartOf(people, [...pyramid(3, 2), [7, 0], [8, 3]]);

describe('every measure of relational dynamics', () => {
  it('stays in its range, with a reason where it has no value', () => {
    fc.assert(
      fc.property(arcs, (rows) => {
        const view = viewOfArcs(people, rows, { chart });
        for (const measure of measures) {
          const { value, reason, parts } = measure.compute(view);
          if (Number.isNaN(value)) expect(reason, measure.id).toBeDefined();
          else {
            expect(value, measure.id).toBeGreaterThanOrEqual(measure.range[0] - 1e-9);
            expect(value, measure.id).toBeLessThanOrEqual(measure.range[1] + 1e-9);
          }
          for (const [id, number] of Object.entries(parts ?? {})) {
            const part = measure.parts.find((each) => each.id === id);
            expect(part, `${measure.id} ${id}`).toBeDefined();
            if (Number.isNaN(number)) continue;
            expect(number, `${measure.id} ${id}`).toBeGreaterThanOrEqual(part!.range[0] - 1e-9);
            expect(number, `${measure.id} ${id}`).toBeLessThanOrEqual(part!.range[1] + 1e-9);
          }
        }
      }),
      options,
    );
  });

  it('does not depend on how people are numbered', () => {
    fc.assert(
      fc.property(arcs, order, (rows, numbers) => {
        const one = viewOfArcs(people, rows);
        const other = viewOfArcs(people, renumbered(rows, numbers));
        for (const measure of measures) {
          const { value, parts } = measure.compute(one);
          const again = measure.compute(other);
          if (Number.isNaN(value)) expect(again.value, measure.id).toBeNaN();
          else expect(again.value, measure.id).toBeCloseTo(value, 8);
          for (const [id, number] of Object.entries(parts ?? {})) {
            if (Number.isNaN(number)) expect(again.parts?.[id], `${measure.id} ${id}`).toBeNaN();
            else expect(again.parts?.[id], `${measure.id} ${id}`).toBeCloseTo(number, 8);
          }
        }
      }),
      options,
    );
  });

  it('leaves what needs a direction without a value where there is none', () => {
    const view = viewOfArcs(people, clique(people), { kind: meeting, chart });
    for (const measure of measures.filter(({ needs }) => needs.includes('directed'))) {
      expect(measure.compute(view).value, measure.id).toBeNaN();
    }
    expect(closure.compute(view).value).toBe(1);
  });
});

describe('reciprocity', () => {
  it('is 1 in a clique, 0 on a chart and a path', () => {
    expect(reciprocity.compute(viewOfArcs(8, clique(8))).value).toBe(1);
    expect(reciprocity.compute(viewOfArcs(7, pyramid(3, 2))).value).toBe(0);
    expect(reciprocity.compute(viewOfArcs(7, path(7))).value).toBe(0);
  });

  it('is how much comes back, in kind: three letters for one return a half, answers return no question', () => {
    const letters: Row[] = [
      { timeMs: at(0), from: 0, to: 1 },
      { timeMs: at(1), from: 0, to: 1 },
      { timeMs: at(2), from: 0, to: 1 },
      { timeMs: at(3), from: 1, to: 0 },
    ];
    expect(reciprocity.compute(new View(eventsFrom(2, [message], letters), { seed: 1 })).value).toBe(0.5);
    const answered: Row[] = [
      { timeMs: at(0), from: 0, to: 1 },
      { timeMs: at(1), from: 1, to: 0, kind: 1 },
    ];
    expect(reciprocity.compute(new View(eventsFrom(2, [message, reply], answered), { seed: 1 })).value).toBe(
      0,
    );
  });

  it('is that of the whole where one community holds everybody', () => {
    fc.assert(
      fc.property(arcs, (rows) => {
        const view = viewOfArcs(people, rows, { givenPartition: new Int32Array(people) });
        const { value, byCommunity } = reciprocity.compute(view);
        if (!Number.isNaN(value)) expect(byCommunity?.[0]).toBeCloseTo(value, 12);
      }),
      options,
    );
  });
});

describe('answer time', () => {
  it('counts silence as waiting, not as nothing', () => {
    const rows: Row[] = [];
    for (let thread = 0; thread < 10; thread++) {
      rows.push({ timeMs: at(thread), from: thread % 5, to: nobody, thread });
      // Six of ten are answered after 1 to 6 hours.
      if (thread < 6) {
        rows.push({
          timeMs: at(thread) + (thread + 1) * 3_600_000,
          from: 5,
          to: thread % 5,
          kind: 1,
          thread,
        });
      }
    }
    const kinds = [kindOf('post', { isAnswerable: true }), kindOf('answer', { isAnswer: true })];
    const compute = (count: number) =>
      answerTime.compute(new View(eventsFrom(6, kinds, rows.slice(0, count)), { seed: 1 }));
    expect(compute(rows.length).value).toBe(5);
    expect(compute(rows.length).parts?.quarter).toBe(3);
    expect(compute(rows.length).parts?.['three-quarters']).toBeNaN();
  });

  it('has no median, and says so, where most was never answered', () => {
    const rows: Row[] = Array.from({ length: 10 }, (_, k) => ({ timeMs: at(30 * k), from: 0, to: 1 }));
    const outcome = answerTime.compute(new View(eventsFrom(2, [message], rows), { seed: 1 }));
    expect(outcome.reason).toBe('mostly-unanswered');
  });
});

describe('persistence', () => {
  const quarters = calendarWindows(at(0), at(364), 'quarter');
  const organisation = (tiesIn: readonly (readonly Arc[])[]) =>
    new View(
      eventsFrom(
        people,
        [message],
        tiesIn.flatMap((ties, quarter) =>
          ties.map(([from, to]): Row => ({ timeMs: quarters[quarter].from + 1, from, to })),
        ),
      ),
      { seed: 1, windows: quarters },
    );

  it('is the share of pairs seen again, whoever writes', () => {
    const back = path(5).map(([from, to]): Arc => [to, from]);
    const view = organisation([path(5), back, back.slice(0, 1), [[7, 8]]]);
    expect(view.windows().map((window) => persistence.compute(window).value)).toEqual([NaN, 1, 0.25, 0]);
    expect(persistence.compute(view).value).toBeCloseTo((1 + 0.25 + 0) / 3, 12);
  });

  it('loses half in one quarter where half is lost in one quarter', () => {
    const view = organisation([path(9), path(9).slice(0, 4), path(9).slice(0, 2), path(9).slice(0, 1)]);
    expect(persistence.compute(view).value).toBe(0.5);
    expect(persistence.compute(view).parts?.['half-life']).toBeCloseTo(274 / 3, 9);
  });

  it('is what a search through all pairs finds', () => {
    fc.assert(
      fc.property(arcs, arcs, (one, two) => {
        if (one.length === 0 || two.length === 0) return;
        const pairs = (rows: readonly Arc[]) =>
          new Set(rows.map(([from, to]) => `${Math.min(from, to)} ${Math.max(from, to)}`));
        const before = pairs(one);
        const kept = [...before].filter((pair) => pairs(two).has(pair)).length;
        expect(persistence.compute(organisation([one, two]).windows()[1]).value).toBeCloseTo(
          kept / before.size,
          12,
        );
      }),
      options,
    );
  });
});

describe('flow', () => {
  it('is layered on a chart, and has no direction in a ring', () => {
    expect(flowDirection.compute(viewOfArcs(15, pyramid(4, 2))).value).toBeCloseTo(0, 12);
    expect(flowDirection.compute(viewOfArcs(15, pyramid(4, 2))).parts?.levels).toBeCloseTo(3, 9);
    expect(flowDirection.compute(viewOfArcs(15, ring(15))).value).toBe(1);
    expect(flowHierarchy.compute(viewOfArcs(15, ring(15))).value).toBe(0);
  });

  it('reads a chart as a chart, from the one turned to', () => {
    const { value, parts } = flowHierarchy.compute(viewOfArcs(40, pyramid(4, 3)));
    expect(value).toBe(1);
    expect(parts).toMatchObject({ connectedness: 1, hierarchy: 1, efficiency: 1, 'least-upper-bound': 1 });
    expect(flowHierarchy.compute(viewOfArcs(9, star(9))).parts?.['reaching-centrality']).toBe(1);
  });

  it('does not take a question and its answer for a way there and back', () => {
    const rows: Row[] = path(6).flatMap(([from, to]): Row[] => [
      { timeMs: at(0), from, to, kind: 0 },
      { timeMs: at(1), from: to, to: from, kind: 1 },
    ]);
    const view = new View(eventsFrom(6, [message, reply], rows), { seed: 1 });
    expect(flowHierarchy.compute(view).value).toBe(1);
    expect(flowDirection.compute(view).value).toBeCloseTo(0, 12);
  });
});

describe('up, down and across', () => {
  it('is all up where everybody writes to those above, all down the other way round', () => {
    const chartOfFifteen = chartOf(15, pyramid(4, 2));
    const up = upDownAcross.compute(viewOfArcs(15, pyramid(4, 2), { chart: chartOfFifteen }));
    expect(up.value).toBe(0);
    expect(up.parts?.up).toBe(1);
    const turned = pyramid(4, 2).map(([from, to]): Arc => [to, from]);
    expect(upDownAcross.compute(viewOfArcs(15, turned, { chart: chartOfFifteen })).parts?.down).toBe(1);
  });

  it('is what random mixing gives where everybody writes to everybody', () => {
    const { parts } = upDownAcross.compute(viewOfArcs(people, clique(people), { chart }));
    for (const id of ['up-ratio', 'down-ratio', 'across-ratio']) expect(parts?.[id]).toBeCloseTo(1, 12);
  });

  it('expects what a sum over all pairs expects', () => {
    const isAbove = (above: number, person: number): boolean =>
      chart.manager[person] >= 0 &&
      (chart.manager[person] === above || isAbove(above, chart.manager[person]));
    fc.assert(
      fc.property(arcs, (rows) => {
        const { value, parts } = upDownAcross.compute(viewOfArcs(people, rows, { chart }));
        if (Number.isNaN(value)) return;
        const gives = new Float64Array(people);
        const receives = new Float64Array(people);
        let total = 0;
        let up = 0;
        for (const [from, to, weight = 1] of rows) {
          gives[from] += weight;
          receives[to] += weight;
          total += weight;
          if (isAbove(to, from)) up += weight;
        }
        let pairs = 0;
        let pairsUp = 0;
        for (let i = 0; i < people; i++) {
          for (let j = 0; j < people; j++) {
            if (i === j) continue;
            pairs += gives[i] * receives[j];
            if (isAbove(j, i)) pairsUp += gives[i] * receives[j];
          }
        }
        expect(parts?.up).toBeCloseTo(up / total, 12);
        if (pairsUp === 0) expect(parts?.['up-ratio']).toBeNaN();
        else expect(parts?.['up-ratio']).toBeCloseTo(up / total / (pairsUp / pairs), 9);
      }),
      options,
    );
  });
});

describe('burstiness', () => {
  /** Six people who act at the times given, in days. */
  const organisation = (daysOf: (person: number) => readonly number[]) => {
    const rows = Array.from({ length: 6 }, (_, from) =>
      daysOf(from).map((day): Row => ({ timeMs: at(day), from, to: nobody })),
    ).flat();
    return burstiness.compute(new View(eventsFrom(6, [statedTie], rows), { seed: 1 }));
  };
  const days = (count: number) => Array.from({ length: count }, (_, k) => k);

  it('is −1 for the regular as a clock, 1 for all at once and then silence', () => {
    expect(organisation(() => days(20)).value).toBeCloseTo(-1, 12);
    expect(organisation(() => [...days(20).map(() => 0), 300]).value).toBeCloseTo(1, 9);
  });

  it('is near 0 at random, however few acts there are', () => {
    const random = randomStream(3, 'poisson');
    for (const count of [12, 40, 400]) {
      const values = Array.from({ length: 60 }, () => {
        let day = 0;
        return organisation(() =>
          days(count).map(() => {
            day -= Math.log(1 - random.uniform());
            return day;
          }),
        ).value;
      });
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(Math.abs(mean)).toBeLessThan(0.06);
    }
  });

  it('is not said of people with few acts', () => {
    expect(organisation(() => days(8)).reason).toBe('too-few');
  });
});
