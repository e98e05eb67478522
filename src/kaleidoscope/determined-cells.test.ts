import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { determinedCells } from './determined-cells.ts';

describe('cells that sums give away', () => {
  it('are those alone in a sum, and those left when others are taken out', () => {
    expect(determinedCells(3, [[0], [0, 1], [1, 2, 0]])).toEqual([0, 1, 2]);
    expect(
      determinedCells(3, [
        [0, 1],
        [1, 2],
      ]),
    ).toEqual([]);
    // x + y, y + z and z + x together give all three away, though no sum holds one alone.
    expect(
      determinedCells(3, [
        [0, 1],
        [1, 2],
        [2, 0],
      ]),
    ).toEqual([0, 1, 2]);
    expect(determinedCells(2, [])).toEqual([]);
  });

  it('are found exactly: every other cell has a second solution', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }).chain((unknowns) =>
          fc.record({
            unknowns: fc.constant(unknowns),
            sums: fc.array(fc.subarray([...Array(unknowns).keys()], { minLength: 1 }), { maxLength: 5 }),
          }),
        ),
        ({ unknowns, sums }) => {
          const given = determinedCells(unknowns, sums);
          // Differences of two solutions: integer vectors on which every sum is 0. For 0/1 sums of six cells,
          // entries up to 3 suffice to span them all.
          const canMove = new Set<number>();
          const vector = new Array<number>(unknowns).fill(-3);
          for (;;) {
            if (sums.every((sum) => sum.reduce((total, index) => total + vector[index], 0) === 0))
              for (const [index, entry] of vector.entries()) if (entry !== 0) canMove.add(index);
            let at = 0;
            while (at < unknowns && vector[at] === 3) vector[at++] = -3;
            if (at === unknowns) break;
            vector[at]++;
          }
          expect(given).toEqual([...Array(unknowns).keys()].filter((index) => !canMove.has(index)));
        },
      ),
      { seed: 5, numRuns: 60 },
    );
  });
});
