import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustedMutualInformation } from './adjusted-mutual-information.ts';

const twoPartitions = fc
  .integer({ min: 2, max: 60 })
  .chain((n) =>
    fc.tuple(
      fc.array(fc.nat(6), { minLength: n, maxLength: n }),
      fc.array(fc.nat(6), { minLength: n, maxLength: n }),
    ),
  );

describe('adjusted mutual information', () => {
  it('is 1 for the same groups under any numbers', () => {
    fc.assert(
      fc.property(twoPartitions, ([a]) => {
        expect(
          adjustedMutualInformation(
            a,
            a.map((group) => 9 - group),
          ),
        ).toBe(1);
      }),
      { seed: 1 },
    );
  });

  it('is at most 1, and the same from either side', () => {
    fc.assert(
      fc.property(twoPartitions, ([a, b]) => {
        const ami = adjustedMutualInformation(a, b);
        expect(ami).toBeLessThanOrEqual(1 + 1e-12);
        expect(adjustedMutualInformation(b, a)).toBeCloseTo(ami, 10);
      }),
      { seed: 2 },
    );
  });

  it('averages 0 over all ways to deal out the second partition', () => {
    const a = [0, 0, 0, 1, 1];
    const values: number[] = [];
    const deal = (dealt: number[], left: number[]) => {
      if (left.length === 0) values.push(adjustedMutualInformation(a, dealt));
      for (const [k, group] of left.entries())
        deal(
          [...dealt, group],
          left.filter((_, j) => j !== k),
        );
    };
    deal([], [0, 0, 1, 1, 2]);
    expect(values).toHaveLength(120);
    expect(values.reduce((sum, value) => sum + value, 0) / 120).toBeCloseTo(0, 12);
  });

  it('is 0 beside a partition that says nothing, and undefined without things', () => {
    expect(adjustedMutualInformation([0, 0, 0, 0], [0, 0, 1, 1])).toBeCloseTo(0, 12);
    expect(adjustedMutualInformation([0, 1, 2, 3], [0, 0, 1, 1])).toBeCloseTo(0, 12);
    expect(adjustedMutualInformation([], [])).toBeNaN();
  });
});
