import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { truckFactor } from '../../src/measure/equipotency/truck-factor.ts';
import { happenedBy, kaplanMeier, survivalQuantile } from '../../src/measure/network/kaplan-meier.ts';
import { kendallTauB } from '../../src/measure/network/kendall.ts';

const casesOf = <T>(file: string): readonly T[] =>
  (JSON.parse(readFileSync(new URL(`./values/${file}`, import.meta.url), 'utf8')) as { cases: readonly T[] })
    .cases;

describe('waiting with censoring', () => {
  it('has the quartiles and shares that R’s survfit finds', () => {
    const cases = casesOf<{
      readonly time: readonly number[];
      readonly happened: readonly number[];
      readonly quartiles: readonly (number | null)[];
      readonly at: readonly number[];
      readonly share: readonly number[];
    }>('survival.json');
    expect(cases.some((each) => each.quartiles.includes(null))).toBe(true);
    for (const { time, happened, quartiles, at, share } of cases) {
      const curve = kaplanMeier(time, happened);
      for (const [k, p] of [0.25, 0.5, 0.75].entries()) {
        const expected = quartiles[k];
        if (expected === null) expect(survivalQuantile(curve, p)).toBeNaN();
        else expect(survivalQuantile(curve, p)).toBeCloseTo(expected, 12);
      }
      for (const [k, moment] of at.entries()) expect(happenedBy(curve, moment)).toBeCloseTo(share[k], 12);
    }
  });
});

describe('rank correlation with ties', () => {
  it('is what R’s cor finds', () => {
    for (const { x, y, tau } of casesOf<{ x: number[]; y: number[]; tau: number }>('kendall.json')) {
      expect(kendallTauB(x, y)).toBeCloseTo(tau, 12);
    }
  });
});

describe('the truck factor', () => {
  it('is what a plain transcription of the paper finds on random authorships', () => {
    const cases = casesOf<{
      readonly files: readonly (readonly (readonly [number, number, number, number])[])[];
      readonly truck_factor: number;
    }>('truck-factor.json');
    for (const { files, truck_factor: expected } of cases) {
      const rows = files.flat();
      const offsets = new Uint32Array(files.length + 1);
      for (const [file, authors] of files.entries()) offsets[file + 1] = offsets[file] + authors.length;
      const found = truckFactor({
        fileCount: files.length,
        offsets,
        author: Uint32Array.from(rows, (row) => row[0]),
        isFirstAuthor: Uint8Array.from(rows, (row) => row[1]),
        deliveries: Uint32Array.from(rows, (row) => row[2]),
        acceptances: Uint32Array.from(rows, (row) => row[3]),
      });
      expect(found.people).toBe(expected);
    }
  });
});
