import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { interruptedSeries } from '../../src/measure/challenges/interrupted-series.ts';

const r = JSON.parse(
  readFileSync(new URL('./values/interrupted-series.json', import.meta.url), 'utf8'),
) as Record<'before' | 'after' | 'change' | 'error' | 'p', number[]>;

it('level and slope of an interrupted series are as R’s lm and NeweyWest have them', () => {
  const found = interruptedSeries(r.before, r.after)!;
  expect(found.levelChange).toBeCloseTo(r.change[0]!, 12);
  expect(found.slopeChange).toBeCloseTo(r.change[1]!, 12);
  expect(found.levelError).toBeCloseTo(r.error[0]!, 12);
  expect(found.slopeError).toBeCloseTo(r.error[1]!, 12);
  expect(found.levelP).toBeCloseTo(r.p[0]!, 12);
  expect(found.slopeP).toBeCloseTo(r.p[1]!, 12);
});

it('a series with under eight known values on one side is not judged', () => {
  expect(interruptedSeries(r.before, r.after.slice(0, 7))).toBeNull();
  expect(interruptedSeries([...r.before.slice(0, 7), Number.NaN], r.after)).toBeNull();
  expect(interruptedSeries([Number.NaN, ...r.before], r.after)!.levelChange).toBeCloseTo(r.change[0]!, 10);
});
