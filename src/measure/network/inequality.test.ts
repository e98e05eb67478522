import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveNumber, evenness, gini, lorenz } from './inequality.ts';

const amounts = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true })), {
  minLength: 1,
  maxLength: 60,
});
const some = amounts.filter((values) => values.some((value) => value > 0));
const options = { seed: 20260102, numRuns: 300 };

describe('the effective number of holders', () => {
  it('is n where all hold the same, 1 where one holds all, and undefined where nobody holds anything', () => {
    expect(effectiveNumber([3, 3, 3, 3])).toBeCloseTo(4, 12);
    expect(effectiveNumber([0, 7, 0])).toBe(1);
    expect(effectiveNumber([0, 0])).toBeNaN();
    expect(effectiveNumber([])).toBeNaN();
  });

  it('lies between 1 and the number who hold something, whatever the unit and the order', () => {
    fc.assert(
      fc.property(some, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (values, unit) => {
        const effective = effectiveNumber(values);
        expect(effective).toBeGreaterThanOrEqual(1 - 1e-9);
        expect(effective).toBeLessThanOrEqual(values.filter((value) => value > 0).length + 1e-9);
        expect(effectiveNumber(values.map((value) => value * unit).reverse())).toBeCloseTo(effective, 8);
      }),
      options,
    );
  });

  it('doubles when everybody is doubled', () => {
    fc.assert(
      fc.property(some, (values) => {
        expect(effectiveNumber([...values, ...values]) / effectiveNumber(values)).toBeCloseTo(2, 9);
      }),
      options,
    );
  });

  it('is stretched from one holder to all into 0 to 1', () => {
    expect(evenness(1, 10)).toBe(0);
    expect(evenness(10, 10)).toBe(1);
    expect(evenness(1, 1)).toBeNaN();
    expect(evenness(Number.NaN, 10)).toBeNaN();
  });
});

describe('the Gini coefficient', () => {
  it('is half the mean absolute difference between two holders over the mean', () => {
    fc.assert(
      fc.property(some, (values) => {
        let differences = 0;
        let total = 0;
        for (const a of values) {
          total += a;
          for (const b of values) differences += Math.abs(a - b);
        }
        expect(gini(values)).toBeCloseTo(differences / (2 * values.length * total), 9);
      }),
      options,
    );
  });

  it('is undefined where nobody holds anything', () => {
    expect(gini([0, 0, 0])).toBeNaN();
  });
});

describe('the Lorenz curve', () => {
  it('rises from 0 to 1, ever steeper, and never above an equal share', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 20 }), (values, steps) => {
        const curve = lorenz(values, steps);
        expect(curve[0]).toBe(0);
        expect(curve[steps]).toBeCloseTo(1, 12);
        for (let k = 1; k <= steps; k++) {
          expect(curve[k]).toBeGreaterThanOrEqual(curve[k - 1]);
          expect(curve[k]).toBeLessThanOrEqual(k / steps + 1e-9);
          if (k > 1)
            expect(curve[k] - curve[k - 1]).toBeGreaterThanOrEqual(curve[k - 1] - curve[k - 2] - 1e-9);
        }
      }),
      options,
    );
  });

  it('encloses half the Gini coefficient below an equal share', () => {
    fc.assert(
      fc.property(some, (values) => {
        const curve = lorenz(values, values.length);
        let area = 0;
        for (let k = 1; k <= values.length; k++) area += (curve[k] + curve[k - 1]) / 2 / values.length;
        expect(1 - 2 * area).toBeCloseTo(gini(values), 9);
      }),
      options,
    );
  });
});
