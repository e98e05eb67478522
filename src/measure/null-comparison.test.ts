import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareWithNull } from './null-comparison.ts';

describe('a value beside its null model', () => {
  it('has mean, deviation, z, percentile and p', () => {
    expect(compareWithNull(7, [1, 2, 3, 4], 'recipient-swap')).toEqual({
      model: 'recipient-swap',
      draws: 4,
      mean: 2.5,
      sd: expect.closeTo(Math.sqrt(5 / 3), 12),
      z: expect.closeTo(4.5 / Math.sqrt(5 / 3), 12),
      percentile: 1,
      p: 1 / 5,
    });
  });

  it('counts draws that are equal as half below, whatever their rounding', () => {
    const { percentile, z, sd } = compareWithNull(0.3, [0.1 + 0.2, 0.3, 0.3], 'time-shuffle');
    expect([percentile, z, sd]).toEqual([0.5, null, 0]);
    expect(compareWithNull(2, [1, 2, 2, 3], 'time-shuffle').percentile).toBe(0.5);
  });

  it('leaves out draws in which the value is undefined, and says of how many it speaks', () => {
    const compared = compareWithNull(1, [Number.NaN, 2, 4, Number.NaN], 'rank-permutation');
    expect(compared).toMatchObject({ draws: 2, mean: 3, p: 1 / 3 });
    expect(compareWithNull(1, [Number.NaN], 'rank-permutation')).toMatchObject({
      draws: 0,
      mean: null,
      p: null,
    });
  });

  it('keeps percentile and p within their bounds, p never 0', () => {
    const numbers = fc.float({ noNaN: true, noDefaultInfinity: true, min: -100, max: 100 });
    fc.assert(
      fc.property(numbers, fc.array(numbers, { minLength: 1, maxLength: 50 }), (value, draws) => {
        const { percentile, p } = compareWithNull(value, draws, 'recipient-swap');
        expect(percentile).toBeGreaterThanOrEqual(0);
        expect(percentile).toBeLessThanOrEqual(1);
        expect(p).toBeGreaterThanOrEqual(1 / (draws.length + 1));
        expect(p).toBeLessThanOrEqual(1);
      }),
      { seed: 1 },
    );
  });

  it('gives p below .05 about one time in twenty where the value is a draw like the others', () => {
    // Ranks are all that matter: the value takes each place among 199 draws in turn.
    const draws = Array.from({ length: 200 }, (_, k) => (k + 0.5) / 200);
    const small = draws.filter(
      (value, k) => compareWithNull(value, draws.toSpliced(k, 1), 'recipient-swap').p! <= 0.05,
    );
    expect(small.length).toBe(10);
  });
});
