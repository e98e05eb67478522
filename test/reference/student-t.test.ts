import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { logGamma, studentProbability, studentQuantile } from '../../src/base/student-t.ts';

const r = JSON.parse(readFileSync(new URL('./values/student-t.json', import.meta.url), 'utf8')) as Record<
  'probability' | 'freedom' | 'quantile' | 't' | 'tFreedom' | 'p' | 'x' | 'logGamma',
  number[]
>;

/** R's own functions are accurate to about 1e-14; bisection stops where doubles do. */
const closeTo = (ours: number, theirs: number) =>
  expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(1e-11 * Math.max(1, Math.abs(theirs)));

describe('Student’s t', () => {
  it('has the quantiles R finds', () => {
    for (const [k, theirs] of r.quantile.entries())
      closeTo(studentQuantile(r.probability[k], r.freedom[k]), theirs);
  });

  it('has the probabilities R finds', () => {
    for (const [k, theirs] of r.p.entries()) closeTo(studentProbability(r.t[k], r.tFreedom[k]), theirs);
  });

  it('stands on the logarithm of gamma that R finds', () => {
    for (const [k, theirs] of r.logGamma.entries()) closeTo(logGamma(r.x[k]), theirs);
  });

  it('has no quantile outside of probability', () => {
    expect(studentQuantile(1.1, 5)).toBeNaN();
    expect(studentQuantile(1, 5)).toBe(Number.POSITIVE_INFINITY);
    expect(studentQuantile(0, 5)).toBe(Number.NEGATIVE_INFINITY);
  });
});
