import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { departments, galleryFacets, letterOf } from '../../../test/gallery/facets.ts';
import type { KaleidoscopeFacet } from '../facets.ts';
import { drawKaleidoscope } from './draw-kaleidoscope.ts';
import type { Figure, Mark, Path, PathShape, ShapeRole } from './shapes.ts';
import { textWidth } from './text-width.ts';

/** Points along a path, curves in fine steps. */
const points = (path: Path): (readonly [number, number])[] => {
  const found: [number, number][] = [];
  let x = 0;
  let y = 0;
  for (const step of path) {
    if (step.op === 'Z') continue;
    if (step.op === 'C')
      for (let k = 1; k < 60; k++) {
        const t = k / 60;
        const s = 1 - t;
        const mix = (a: number, b: number, c: number, d: number) =>
          s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
        found.push([mix(x, step.x1, step.x2, step.x), mix(y, step.y1, step.y2, step.y)]);
      }
    found.push([step.x, step.y]);
    x = step.x;
    y = step.y;
  }
  return found;
};

/** Area by the shoelace formula over those points. */
const areaOf = (path: Path): number => {
  const outline = points(path);
  let twice = 0;
  for (const [index, [x, y]] of outline.entries()) {
    const [nextX, nextY] = outline[(index + 1) % outline.length];
    twice += x * nextY - nextX * y;
  }
  return Math.abs(twice) / 2;
};

const marksOf = (figure: Figure, kind: Mark['kind']) => figure.marks.filter((mark) => mark.kind === kind);
const pathOf = (mark: Mark, role: ShapeRole): PathShape =>
  mark.shapes.find((shape): shape is PathShape => shape.type === 'path' && shape.role === role)!;

const facets = fc
  .record({ count: fc.integer({ min: 1, max: 24 }), seed: fc.nat(1e6) })
  .map(({ count, seed }) => departments(count, seed));

describe('the kaleidoscope', () => {
  it('fills exactly the share of a petal that its lead says', () => {
    fc.assert(
      fc.property(facets, (facet) => {
        for (const mark of marksOf(drawKaleidoscope(facet), 'petal')) {
          const petal = facet.petals.find(({ letter }) => letter === mark.id)!;
          if (petal.isLeadWithheld) continue;
          const ratio = areaOf(pathOf(mark, 'lead').path) / areaOf(pathOf(mark, 'petal').path);
          expect(ratio).toBeCloseTo(petal.leadShare, 9);
        }
      }),
      { seed: 41, numRuns: 12 },
    );
  });

  it('gives petals the same area for each person, or marks them', () => {
    fc.assert(
      fc.property(facets, (facet) => {
        const figure = drawKaleidoscope(facet);
        const perPerson = marksOf(figure, 'petal')
          .filter((mark) => pathOf(mark, 'mark') === undefined)
          .map((mark) => {
            const petal = facet.petals.find(({ letter }) => letter === mark.id)!;
            return areaOf(pathOf(mark, 'petal').path) / petal.people;
          });
        for (const area of perPerson) expect(area / perPerson[0]).toBeCloseTo(1, 6);
        const marked = marksOf(figure, 'petal').filter((mark) => pathOf(mark, 'mark') !== undefined);
        for (const mark of marked) expect(figure.notes.join(' ')).toContain(mark.id);
      }),
      { seed: 42, numRuns: 12 },
    );
  });

  it('keeps every petal in a wedge of its own', () => {
    for (const facet of Object.values(galleryFacets)) {
      const figure = drawKaleidoscope(facet);
      const petals = [...marksOf(figure, 'petal'), ...marksOf(figure, 'small')];
      if (petals.length < 2) continue;
      // The bases lie on one circle; its centre is that of the ring.
      const bases = petals.map((mark) => points(pathOf(mark, 'petal').path).at(-1)!);
      const cx = figure.width / 2;
      const cy = centreHeight(bases, cx);
      const wedges = petals
        .map((mark) => {
          const angles = points(pathOf(mark, 'petal').path).map(([x, y]) => Math.atan2(x - cx, cy - y));
          const middle = angles.at(-1)!;
          const offsets = angles.map((angle) =>
            Math.atan2(Math.sin(angle - middle), Math.cos(angle - middle)),
          );
          return { middle, from: Math.min(...offsets), until: Math.max(...offsets) };
        })
        .sort((a, b) => a.middle - b.middle);
      for (const [index, wedge] of wedges.entries()) {
        const next = wedges[(index + 1) % wedges.length];
        const room = (next.middle - wedge.middle + 4 * Math.PI) % (2 * Math.PI);
        expect(wedge.until - next.from).toBeLessThanOrEqual(room + 1e-6);
      }
    }
  });

  it('makes ribbon ends as wide as what each side supplied, on one scale', () => {
    const facet = galleryFacets['departments-42'];
    const figure = drawKaleidoscope(facet);
    const ratios: number[] = [];
    for (const mark of marksOf(figure, 'ribbon')) {
      const ribbon = facet.ribbons.find(
        ({ a, b }) => `${facet.petals[a].letter}–${facet.petals[b].letter}` === mark.id,
      )!;
      const { path } = pathOf(mark, 'ribbon');
      const first = path[0];
      const second = path[1];
      if (first.op !== 'M' || second.op !== 'C') throw new Error('a ribbon starts with an arc');
      // The first arc stands at a; a supplied what b turned to it for.
      const width = Math.hypot(second.x - first.x, second.y - first.y);
      if (width < 4) ratios.push(width / ribbon.weightBToA);
    }
    expect(ratios.length).toBeGreaterThan(20);
    for (const ratio of ratios) expect(ratio / ratios[0]).toBeCloseTo(1, 3);
  });

  it('draws nothing outside its page and no label over another, at any size', () => {
    for (const [name, facet] of Object.entries(galleryFacets))
      for (const options of [
        {},
        { width: 1600, height: 1000 },
        { width: 720, height: 760 },
        { width: 380, height: 400, labels: 'letters', hasTitle: false, hasKey: false } as const,
      ]) {
        const figure = drawKaleidoscope(facet, options);
        const boxes: { left: number; right: number; top: number; bottom: number; text: string }[] = [];
        for (const shape of figure.marks.flatMap((mark) => mark.shapes)) {
          if (shape.type === 'path') {
            const along = points(shape.path);
            const xs = along.map(([x]) => x);
            const ys = along.map(([, y]) => y);
            const [left, right] = [Math.min(...xs), Math.max(...xs)];
            const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
            if (left < 0 || right > figure.width || top < 0 || bottom > figure.height)
              throw new Error(`${name}: a ${shape.role} leaves the page`);
            continue;
          }
          const width = textWidth(shape.strong + shape.text, shape.size);
          const left = shape.x - (shape.anchor === 'start' ? 0 : shape.anchor === 'end' ? width : width / 2);
          const box = {
            left,
            right: left + width,
            top: shape.y - shape.size * 0.72,
            bottom: shape.y + shape.size * 0.05,
            text: shape.strong + shape.text,
          };
          expect(box.left, `${name}: ${box.text}`).toBeGreaterThanOrEqual(0);
          expect(box.right, `${name}: ${box.text}`).toBeLessThanOrEqual(figure.width);
          if (shape.role === 'label') boxes.push(box);
        }
        for (const [index, box] of boxes.entries())
          for (const other of boxes.slice(index + 1)) {
            const isApart =
              box.right <= other.left ||
              other.right <= box.left ||
              box.bottom <= other.top ||
              other.bottom <= box.top;
            if (!isApart) throw new Error(`${name} at ${figure.width}: ${box.text} over ${other.text}`);
          }
      }
  });

  it('says every petal and ribbon in words', () => {
    for (const facet of Object.values(galleryFacets)) {
      const figure = drawKaleidoscope(facet);
      for (const mark of figure.marks) {
        if (mark.kind === 'title') continue;
        expect(mark.label).not.toBe('');
        expect(mark.label).not.toMatch(/NaN|undefined|\{\w+\}/);
      }
      expect(
        marksOf(figure, 'petal')
          .map((mark) => mark.id)
          .sort(),
      ).toEqual(facet.petals.map(({ letter }) => letter).sort());
    }
  });

  it('hatches a petal whose lead is withheld or cannot be measured, and never fills it', () => {
    const facet = galleryFacets['communities-7-withheld'];
    for (const given of [facet, { ...facet, isLeadMeasurable: false }])
      for (const mark of marksOf(drawKaleidoscope(given), 'petal')) {
        const petal = given.petals.find(({ letter }) => letter === mark.id)!;
        const isHidden = petal.isLeadWithheld || !given.isLeadMeasurable;
        expect(pathOf(mark, 'hatch') !== undefined).toBe(isHidden);
        expect(pathOf(mark, 'lead') === undefined).toBe(isHidden);
      }
  });

  it('keeps matched communities near their place in the next window', () => {
    const before = departments(14, 21);
    const figure = drawKaleidoscope(before);
    const after: KaleidoscopeFacet = {
      ...before,
      petals: [
        ...before.petals
          .slice(0, 12)
          .map((petal, index) => ({ ...petal, people: petal.people + (index % 3) })),
        { ...before.petals[13], letter: letterOf(20) },
      ],
      ribbons: before.ribbons.filter(({ a, b }) => a < 12 && b < 12),
    };
    const next = drawKaleidoscope(after, { previous: figure.places });
    const kept = next.places.filter(({ letter }) => letter !== letterOf(20));
    expect(kept.length).toBe(12);
    for (const place of kept) {
      const was = figure.places.find(({ letter }) => letter === place.letter)!;
      const shift = Math.atan2(Math.sin(place.angle - was.angle), Math.cos(place.angle - was.angle));
      expect(Math.abs(shift)).toBeLessThan(0.6);
    }
  });

  it('is the same every time', () => {
    const facet = departments(30, 2);
    expect(drawKaleidoscope(facet)).toEqual(drawKaleidoscope(facet));
  });
});

/** Height of the ring's centre, whose x is known, from three points of the ring at least. */
const centreHeight = (bases: readonly (readonly [number, number])[], cx: number): number => {
  // (x − cx)² + (y − cy)² equal for two bases of different height gives cy.
  for (const [x1, y1] of bases)
    for (const [x2, y2] of bases)
      if (Math.abs(y1 - y2) > 5)
        return ((x2 - cx) ** 2 - (x1 - cx) ** 2 + y2 * y2 - y1 * y1) / (2 * (y2 - y1));
  return bases[0][1];
};
