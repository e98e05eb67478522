import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ringCost, ringOrder } from './ring-order.ts';

const matrix = (size: number) =>
  fc
    .array(fc.integer({ min: 0, max: 20 }), { minLength: size * size, maxLength: size * size })
    .map((cells) =>
      Array.from({ length: size }, (_, i) =>
        Array.from({ length: size }, (_, j) => (i === j ? 0 : cells[Math.min(i, j) * size + Math.max(i, j)])),
      ),
    );

const permutations = (items: number[]): number[][] =>
  items.length <= 1
    ? [items]
    : items.flatMap((item, at) =>
        permutations(items.filter((_, index) => index !== at)).map((rest) => [item, ...rest]),
      );

describe('the order on the ring', () => {
  it('is the best of all orders where there are few petals', () => {
    fc.assert(
      fc.property(matrix(7), (weights) => {
        const found = ringCost(ringOrder(weights, 1), weights);
        const best = Math.min(
          ...permutations([1, 2, 3, 4, 5, 6]).map((rest) => ringCost([0, ...rest], weights)),
        );
        expect(found).toBe(best);
      }),
      { seed: 7, numRuns: 15 },
    );
  });

  it('finds a hidden ring of neighbours', () => {
    const size = 20;
    const hidden = Array.from({ length: size }, (_, index) => (index * 7) % size);
    const weights = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    for (let at = 0; at < size; at++) {
      const [a, b] = [hidden[at], hidden[(at + 1) % size]];
      weights[a][b] = 5;
      weights[b][a] = 5;
    }
    expect(ringCost(ringOrder(weights, 1), weights)).toBe(5 * size);
  });

  it('names every petal once, for any start and any petals kept from before', () => {
    fc.assert(
      fc.property(matrix(9), fc.subarray([0, 1, 2, 3, 4, 5, 6, 7, 8]), fc.nat(100), (weights, kept, seed) => {
        const order = ringOrder(weights, seed, kept);
        expect([...order].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
        expect(order.filter((index) => kept.includes(index) && kept.length > 0)).toEqual(kept);
      }),
      { seed: 8, numRuns: 40 },
    );
  });
});
