import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kendallTauB } from './kendall.ts';

/** The definition: every pair. */
const everyPair = (x: readonly number[], y: readonly number[]): number => {
  let sum = 0;
  let inX = 0;
  let inY = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const a = Math.sign(x[i] - x[j]);
      const b = Math.sign(y[i] - y[j]);
      sum += a * b;
      inX += a * a;
      inY += b * b;
    }
  }
  return inX === 0 || inY === 0 ? Number.NaN : sum / Math.sqrt(inX * inY);
};

const pairs = fc.array(
  fc.tuple(
    fc.nat(6),
    fc.double({ min: -1, max: 1, noNaN: true }).map((v) => Math.round(v * 5)),
  ),
  {
    maxLength: 40,
  },
);

describe("Kendall's rank correlation", () => {
  it('is what comparing every pair gives, with any number of ties', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const x = rows.map((row) => row[0]);
        const y = rows.map((row) => row[1]);
        const tau = kendallTauB(x, y);
        const expected = everyPair(x, y);
        if (Number.isNaN(expected)) expect(tau).toBeNaN();
        else expect(tau).toBeCloseTo(expected, 12);
      }),
      { seed: 20260103, numRuns: 500 },
    );
  });

  it('is 1 for the same order, −1 for the opposite, undefined where one side never differs', () => {
    expect(kendallTauB([1, 2, 3, 4], [10, 20, 30, 40])).toBe(1);
    expect(kendallTauB([1, 2, 3, 4], [4, 3, 2, 1])).toBe(-1);
    expect(kendallTauB([1, 1, 1], [1, 2, 3])).toBeNaN();
    expect(kendallTauB([1], [1])).toBeNaN();
  });
});
