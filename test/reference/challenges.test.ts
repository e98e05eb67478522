import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { benjaminiHochberg } from '../../src/measure/challenges/benjamini-hochberg.ts';

it('probabilities are adjusted for many challenges as R’s p.adjust does', () => {
  const { cases } = JSON.parse(readFileSync(new URL('./values/p-adjust.json', import.meta.url), 'utf8')) as {
    readonly cases: readonly { readonly p: readonly number[]; readonly adjusted: readonly number[] }[];
  };
  for (const { p, adjusted } of cases) {
    for (const [k, ours] of benjaminiHochberg(p).entries()) expect(ours).toBeCloseTo(adjusted[k], 12);
  }
});
