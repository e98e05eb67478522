import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { adjustedMutualInformation } from '../../src/measure/network/adjusted-mutual-information.ts';

const { cases } = JSON.parse(
  readFileSync(new URL('./values/adjusted-mutual-information.json', import.meta.url), 'utf8'),
) as { cases: { a: number[]; b: number[]; ami: number }[] };

describe('adjusted mutual information', () => {
  it('is what scikit-learn finds for partitions of any size', () => {
    // Both sum thousands of terms of exp(lnΓ …): agreement to 1e-9 of a number near 1.
    for (const { a, b, ami } of cases) expect(adjustedMutualInformation(a, b)).toBeCloseTo(ami, 9);
  });
});
