import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spread } from './label-layout.ts';

describe('spreading labels', () => {
  const wishes = fc
    .array(fc.double({ min: 0, max: 500, noNaN: true }), { maxLength: 30 })
    .map((values) => values.sort((a, b) => a - b));

  it('keeps them apart, in order, and on the page', () => {
    fc.assert(
      fc.property(wishes, (given) => {
        const placed = spread(given, 15, 0, 500);
        for (let index = 1; index < placed.length; index++)
          expect(placed[index] - placed[index - 1]).toBeGreaterThanOrEqual(15 - 1e-9);
        for (const y of placed) {
          expect(y).toBeGreaterThanOrEqual(-1e-9);
          expect(y).toBeLessThanOrEqual(500 + 1e-9);
        }
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('leaves labels where they wish to be when they do not touch', () => {
    expect(spread([10, 40, 90], 15, 0, 100)).toEqual([10, 40, 90]);
  });

  it('moves two that touch equally far', () => {
    expect(spread([50, 50], 10, 0, 100)).toEqual([45, 55]);
  });
});
