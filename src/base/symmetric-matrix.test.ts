import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  eigenOf,
  inverseOf,
  packedAt,
  packedLength,
  reciprocalCondition,
  timesVector,
} from './symmetric-matrix.ts';

/** B·Bᵀ + 1, positive definite whatever B is. */
const positive = fc.integer({ min: 1, max: 7 }).chain((size) =>
  fc
    .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: size * size, maxLength: size * size })
    .map((b) => {
      const packed = new Float64Array(packedLength(size));
      for (let i = 0; i < size; i++) {
        for (let j = 0; j <= i; j++) {
          let sum = i === j ? 1 : 0;
          for (let k = 0; k < size; k++) sum += b[i * size + k] * b[j * size + k];
          packed[packedAt(i, j)] = sum;
        }
      }
      return { size, packed };
    }),
);

describe('small symmetric matrices', () => {
  it('times their inverse are the identity', () => {
    fc.assert(
      fc.property(positive, ({ size, packed }) => {
        const inverse = inverseOf(packed, size)!;
        for (let column = 0; column < size; column++) {
          const unit = new Float64Array(size);
          unit[column] = 1;
          const back = timesVector(packed, timesVector(inverse, unit));
          for (let row = 0; row < size; row++) expect(back[row]).toBeCloseTo(unit[row], 8);
        }
      }),
      { seed: 71, numRuns: 60 },
    );
  });

  it('are made again from their eigenvectors, which are orthonormal', () => {
    fc.assert(
      fc.property(positive, ({ size, packed }) => {
        const { values, vectors } = eigenOf(packed, size);
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) {
            let again = 0;
            let product = 0;
            for (let k = 0; k < size; k++) {
              again += vectors[i * size + k] * values[k] * vectors[j * size + k];
              product += vectors[k * size + i] * vectors[k * size + j];
            }
            expect(again).toBeCloseTo(packed[packedAt(i, j)], 8);
            expect(product).toBeCloseTo(i === j ? 1 : 0, 10);
          }
        }
      }),
      { seed: 72, numRuns: 60 },
    );
  });

  it('have no inverse where one row repeats another, and say so', () => {
    const packed = Float64Array.from([1, 2, 4]);
    expect(inverseOf(packed, 2)).toBeNull();
    expect(reciprocalCondition(packed, 2)).toBeCloseTo(0, 12);
    expect(inverseOf(Float64Array.from([0]), 1)).toBeNull();
  });

  it('are no worse conditioned for being measured in other units', () => {
    const condition = reciprocalCondition(Float64Array.from([1, 0.5, 1]), 2);
    expect(condition).toBeCloseTo(1 / 3, 12);
    expect(reciprocalCondition(Float64Array.from([1e12, 0.5e6, 1]), 2)).toBeCloseTo(condition, 12);
  });
});
