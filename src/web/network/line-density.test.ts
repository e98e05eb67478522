import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addLineDensity, wholeLine } from './line-density.ts';

const frame = { left: 0, top: 0, scale: 1 };
const densityOf = (width: number, height: number, ends: readonly number[], at = frame): Uint32Array => {
  const density = new Uint32Array(width * height);
  addLineDensity(density, width, height, Float32Array.from(ends), at);
  return density;
};
const coordinate = fc.double({ min: -30, max: 70, noNaN: true }).map(Math.fround);
const line = fc.tuple(coordinate, coordinate, coordinate, coordinate);

describe('the density of lines', () => {
  it('counts a level line wholly in every pixel it passes', () => {
    const density = densityOf(5, 3, [1, -1.5, 4, -1.5]);
    expect([...density.subarray(5, 10)]).toEqual([0, wholeLine, wholeLine, wholeLine, 0]);
    expect([...density.subarray(0, 5), ...density.subarray(10)]).toEqual(Array(10).fill(0));
  });

  it('shares a line between two pixels equally where it runs along their border', () => {
    const density = densityOf(3, 4, [0, -2, 3, -2]);
    expect([...density.subarray(3, 9)]).toEqual(Array(6).fill(wholeLine / 2));
  });

  it('gives one whole line to each step along the longer side, wherever the line runs', () => {
    fc.assert(
      fc.property(
        fc.tuple(
          ...Array.from({ length: 4 }, () => fc.double({ min: 2, max: 38, noNaN: true }).map(Math.fround)),
        ),
        ([x0 = 0, y0 = 0, x1 = 0, y1 = 0]) => {
          const density = densityOf(40, 40, [x0, -y0, x1, -y1]);
          const isFlat = Math.abs(x1 - x0) >= Math.abs(y1 - y0);
          const [low, high] = [
            Math.min(isFlat ? x0 : y0, isFlat ? x1 : y1),
            Math.max(isFlat ? x0 : y0, isFlat ? x1 : y1),
          ];
          const steps = Array.from({ length: 40 }, (_, u) => u + 0.5).filter(
            (u) => u >= low && u < high,
          ).length;
          expect(density.reduce((sum, weight) => sum + weight, 0)).toBe(steps * wholeLine);
        },
      ),
      { seed: 11, numRuns: 300 },
    );
  });

  it('shows the same through a small window as in the middle of a large one', () => {
    fc.assert(
      fc.property(line, (ends) => {
        const [small, margin] = [40, 60];
        const large = small + 2 * margin;
        const whole = densityOf(large, large, ends, { left: margin, top: margin, scale: 1 });
        const part = densityOf(small, small, ends);
        for (let y = 0; y < small; y++) {
          for (let x = 0; x < small; x++) {
            const seen = part[y * small + x] ?? Number.NaN;
            const there = whole[(y + margin) * large + x + margin] ?? Number.NaN;
            // Rounding may put the last of 256 parts into either of two pixels.
            expect(Math.abs(seen - there)).toBeLessThanOrEqual(1);
          }
        }
      }),
      { seed: 12, numRuns: 200 },
    );
  });

  it('does not ask which end comes first', () => {
    fc.assert(
      fc.property(line, ([x0, y0, x1, y1]) => {
        expect(densityOf(40, 40, [x0, y0, x1, y1])).toEqual(densityOf(40, 40, [x1, y1, x0, y0]));
      }),
      { seed: 13, numRuns: 200 },
    );
  });
});
