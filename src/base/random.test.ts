import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream, seedFrom } from './random.ts';

describe('a random stream', () => {
  it('repeats itself for the same seed and labels', () => {
    const a = randomStream(7, 'null', 3);
    const b = randomStream(7, 'null', 3);
    for (let i = 0; i < 100; i++) expect(a.uint32()).toBe(b.uint32());
  });

  it('differs when one label differs, even between "ab","c" and "a","bc" or 1 and "1"', () => {
    const seeds = [
      seedFrom(1, 'ab', 'c'),
      seedFrom(1, 'a', 'bc'),
      seedFrom(1, 'abc'),
      seedFrom(1, 1),
      seedFrom(1, '1'),
      seedFrom(2, 'abc'),
    ];
    expect(new Set(seeds).size).toBe(seeds.length);
  });

  it('fills [0, 1) evenly: chi-square over 64 cells stays under its 99.9 % point', () => {
    const cells = new Float64Array(64);
    const stream = randomStream(11);
    const draws = 64_000;
    for (let i = 0; i < draws; i++) cells[Math.floor(stream.uniform() * 64)]++;
    const expected = draws / 64;
    let chiSquare = 0;
    for (const seen of cells) chiSquare += (seen - expected) ** 2 / expected;
    expect(chiSquare).toBeLessThan(103.44); // qchisq(.999, 63) in R
  });

  it('draws below a bound and reaches every value of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer(), (bound, seed) => {
        const stream = randomStream(seed);
        const seen = new Set<number>();
        for (let i = 0; i < 400; i++) seen.add(stream.below(bound));
        return Math.min(...seen) === 0 && Math.max(...seen) === bound - 1;
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('shuffles without losing or inventing anything', () => {
    fc.assert(
      fc.property(fc.uint32Array(), fc.integer(), (items, seed) => {
        const shuffled = randomStream(seed).shuffle(items.slice());
        expect([...shuffled].sort()).toEqual([...items].sort());
      }),
      { seed: 2 },
    );
  });
});
