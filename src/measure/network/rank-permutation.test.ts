import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpOrganisation } from '../../../test/made-up-organisation.ts';
import { randomStream } from '../../base/random.ts';
import type { Chart } from './events.ts';
import { permuteRanks } from './rank-permutation.ts';

const levelsByUnit = ({ unit, level }: Chart): string[] =>
  [...unit].map((own, p) => `${own} ${level[p]}`).sort();

/** Who sits where does not matter: levels of people and of their managers, unit by unit. */
const linesByUnit = ({ unit, level, manager }: Chart): string[] =>
  [...unit].map((own, p) => `${own} ${level[p]} under ${manager[p] < 0 ? 'none' : level[manager[p]]}`).sort();

describe('permuting ranks', () => {
  it('keeps every unit with its levels, and the tree over the seats', () => {
    fc.assert(
      fc.property(fc.nat(1000), (seed) => {
        const { chart } = madeUpOrganisation(seed);
        const permuted = permuteRanks(chart, randomStream(seed));
        expect(permuted.unit).toEqual(chart.unit);
        expect(levelsByUnit(permuted)).toEqual(levelsByUnit(chart));
        expect(linesByUnit(permuted)).toEqual(linesByUnit(chart));
        expect(permuted.level).not.toEqual(chart.level);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('leaves out those who are not on the chart', () => {
    const { chart } = madeUpOrganisation(1);
    const isCharted = chart.isCharted.slice();
    isCharted[35] = 0;
    const outside = {
      ...chart,
      isCharted,
      level: chart.level.map((level, p) => (p === 35 ? Number.NaN : level)),
    };
    for (let draw = 0; draw < 20; draw++) {
      expect(permuteRanks(outside, randomStream(draw)).level[35]).toBeNaN();
    }
  });
});
