import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KaleidoscopeFacet } from '../facets.ts';
import { betweenFigures } from './between-figures.ts';
import { drawKaleidoscope } from './draw-kaleidoscope.ts';
import type { Figure, Mark, Path } from './shapes.ts';

const facetOfPeople = (people: readonly number[], share = 0.5): KaleidoscopeFacet => ({
  title: 'Made up',
  subtitle: '',
  layer: 'lived',
  windowId: 'whole',
  people: people.reduce((sum, count) => sum + count, 0),
  petals: people.map((count, index) => ({
    letter: String.fromCharCode(65 + index),
    name: '',
    people: count,
    leadShare: share,
    leadInterval: null,
    isLeadWithheld: false,
    reciprocity: share,
    insideShare: share,
  })),
  small: null,
  ribbons: [],
  isLeadMeasurable: true,
  isDirected: true,
});

const turned = (figure: Figure, letter: string): number =>
  figure.places.find((place) => place.letter === letter)!.angle;

const petalOf = (figure: Figure, letter: string): Mark =>
  figure.marks.find((mark) => mark.kind === 'petal' && mark.id === letter)!;

const outlineOf = (mark: Mark): Path => {
  const shape = mark.shapes.find(({ role }) => role === 'petal')!;
  if (shape.type !== 'path') throw new Error('outlineOf: expected a path');
  return shape.path;
};

const pointsOf = (path: Path) => path.flatMap((step) => (step.op === 'Z' ? [] : [{ x: step.x, y: step.y }]));

const anyPeople = fc.array(fc.integer({ min: 5, max: 90 }), { minLength: 2, maxLength: 9 });

describe('a figure between two', () => {
  it('is the first at its start and the second at its end', () => {
    fc.assert(
      fc.property(anyPeople, anyPeople, (before, after) => {
        const from = drawKaleidoscope(facetOfPeople(before));
        const to = drawKaleidoscope(facetOfPeople(after), { previous: from.places });
        expect(betweenFigures(from, to, 0)).toBe(from);
        expect(betweenFigures(from, to, 1)).toBe(to);
      }),
      { seed: 3, numRuns: 20 },
    );
  });

  it('comes as near to either as one likes', () => {
    fc.assert(
      fc.property(anyPeople, anyPeople, (before, after) => {
        const from = drawKaleidoscope(facetOfPeople(before));
        const to = drawKaleidoscope(facetOfPeople(after), { previous: from.places });
        for (const { letter } of to.places.filter((place) =>
          from.places.some((p) => p.letter === place.letter),
        ))
          for (const [t, end] of [
            [1e-9, from],
            [1 - 1e-9, to],
          ] as const) {
            const points = pointsOf(outlineOf(petalOf(betweenFigures(from, to, t), letter)));
            for (const [index, point] of pointsOf(outlineOf(petalOf(end, letter))).entries())
              expect(Math.hypot(points[index]!.x - point.x, points[index]!.y - point.y)).toBeLessThan(1e-4);
          }
      }),
      { seed: 4, numRuns: 20 },
    );
  });

  it('turns a petal that only moves without bending it, the shorter way round', () => {
    fc.assert(
      fc.property(
        anyPeople,
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (people, turn, t) => {
          const from = drawKaleidoscope(facetOfPeople(people));
          const to = drawKaleidoscope(facetOfPeople(people), {
            previous: from.places.map(({ letter, angle }) => ({ letter, angle: angle + turn })),
          });
          const way = betweenFigures(from, to, t);
          for (const { letter } of from.places) {
            const lengths = [from, way].map((figure) => {
              const [first, ...others] = pointsOf(outlineOf(petalOf(figure, letter)));
              return others.map((point) => Math.hypot(point.x - first!.x, point.y - first!.y));
            });
            for (const [index, length] of lengths[0]!.entries())
              expect(lengths[1]![index]).toBeCloseTo(length, 6);
            const moved = turned(way, letter) - turned(from, letter) - turn * t;
            expect(Math.abs(Math.sin(moved / 2))).toBeLessThan(1e-6);
          }
        },
      ),
      { seed: 5, numRuns: 40 },
    );
  });

  it('fades what is in one of them only', () => {
    const from = drawKaleidoscope(facetOfPeople([20, 12, 9]));
    const to = drawKaleidoscope(facetOfPeople([20, 12]), { previous: from.places });
    expect(petalOf(betweenFigures(from, to, 0.25), 'C').presence).toBeCloseTo(0.75);
    expect(petalOf(betweenFigures(to, from, 0.25), 'C').presence).toBeCloseTo(0.25);
    expect(petalOf(betweenFigures(from, to, 0.25), 'A').presence).toBe(1);
  });

  it('changes direction on its way without a jump', () => {
    const a = drawKaleidoscope(facetOfPeople([20, 12, 9]));
    const b = drawKaleidoscope(facetOfPeople([9, 30, 9]), { previous: a.places });
    const c = drawKaleidoscope(facetOfPeople([40, 12, 9], 0.9), { previous: b.places });
    const halfway = betweenFigures(a, b, 0.5);
    const onwards = betweenFigures(halfway, c, 1e-9);
    const [before, after] = [halfway, onwards].map((figure) => pointsOf(outlineOf(petalOf(figure, 'B'))));
    for (const [index, point] of before!.entries())
      expect(Math.hypot(after![index]!.x - point.x, after![index]!.y - point.y)).toBeLessThan(1e-4);
  });
});
