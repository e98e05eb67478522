import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { happenedBy, kaplanMeier, survivalQuantile } from './kaplan-meier.ts';

const waits = fc.array(fc.tuple(fc.nat(30), fc.nat(1)), { minLength: 1, maxLength: 60 });
const options = { seed: 20260104, numRuns: 300 };
const curveOf = (rows: readonly (readonly [number, number])[]) =>
  kaplanMeier(
    rows.map((row) => row[0]),
    rows.map((row) => row[1]),
  );

describe('how long people wait', () => {
  it('is the plain share where everybody was watched to the end', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 60 }), fc.nat(30), (durations, time) => {
        const curve = curveOf(durations.map((duration) => [duration, 1]));
        expect(happenedBy(curve, time)).toBeCloseTo(
          durations.filter((duration) => duration <= time).length / durations.length,
          12,
        );
      }),
      options,
    );
  });

  it('never falls below the plain share when some were not watched to the end, whatever their order', () => {
    fc.assert(
      fc.property(waits, fc.nat(30), (rows, time) => {
        const share = happenedBy(curveOf(rows), time);
        expect(happenedBy(curveOf(rows.toReversed()), time)).toEqual(share);
        if (Number.isNaN(share)) return;
        expect(share).toBeGreaterThanOrEqual(
          rows.filter(([duration, happened]) => happened === 1 && duration <= time).length / rows.length -
            1e-12,
        );
        expect(share).toBeLessThanOrEqual(1);
      }),
      options,
    );
  });

  it('has quartiles in order, each where as many have been answered', () => {
    fc.assert(
      fc.property(waits, (rows) => {
        const curve = curveOf(rows);
        const [low, middle, high] = [0.25, 0.5, 0.75].map((p) => survivalQuantile(curve, p));
        if (!Number.isNaN(middle)) expect(low).toBeLessThanOrEqual(middle);
        if (!Number.isNaN(high)) expect(middle).toBeLessThanOrEqual(high);
        if (!Number.isNaN(middle)) expect(happenedBy(curve, middle)).toBeGreaterThanOrEqual(0.5 - 1e-9);
      }),
      options,
    );
  });

  it('has no median where most were never seen to be answered', () => {
    expect(
      survivalQuantile(
        curveOf([
          [1, 1],
          [5, 0],
          [6, 0],
        ]),
        0.5,
      ),
    ).toBeNaN();
  });

  it('says nothing of times nobody was watched for', () => {
    const curve = curveOf([
      [1, 1],
      [5, 0],
    ]);
    expect(happenedBy(curve, 5)).toBe(0.5);
    expect(happenedBy(curve, 6)).toBeNaN();
    expect(happenedBy(kaplanMeier([], []), 1)).toBeNaN();
  });
});
