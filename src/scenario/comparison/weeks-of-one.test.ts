import { describe, expect, it } from 'vitest';
import type { Change } from '../designs/changes.ts';
import type { ScenarioSetup } from './scenario-tasks.ts';
import { weeksOfOne } from './weeks-of-one.ts';

const base = { kind: 'template', template: 'pyramid', people: 31 } as const;

const setupOf = (rate: number, ...changes: readonly (readonly Change[])[]): ScenarioSetup => ({
  designs: [[], ...changes].map((each, d) => ({ name: `Design ${d}`, base, changes: each })),
  parameters: {
    ...{ reach: 1, rule: 'deepest-ancestor', rate, parts: 10, interdependence: 2, horizon: 10 },
    ...{ passing: 0.5, threshold: 0.18 },
  },
  variations: [],
  seed: 1,
  runs: 1,
});

describe('a week of one', () => {
  it('is the same week each time, in each design, at a level of at least five', () => {
    const setup = setupOf(1, [{ change: 'delegate', matters: 'all', to: { by: 'those-concerned' } }]);
    const found = weeksOfOne(setup, 2)!;
    expect(found.level).toBe(2);
    expect(found.levels).not.toContain(0);
    expect(found.weeks.map(({ design }) => design)).toEqual(['Design 0', 'Design 1']);
    expect(weeksOfOne(setup, 2)).toEqual(found);
    // What is no level is the lowest one.
    expect(weeksOfOne(setup, 0)!.level).toBe(found.levels.at(-1));
  });

  it('has nobody decide above where those concerned do', () => {
    const setup = setupOf(3, [{ change: 'delegate', matters: 'all', to: { by: 'those-concerned' } }]);
    const { weeks, levels } = weeksOfOne(setup, 1) ?? { weeks: [], levels: [] };
    expect(levels.length).toBeGreaterThan(0);
    expect(weeks[1]!.events.every(({ role }) => role !== 'decided')).toBe(true);
    expect(weeks[0]!.events.length).toBeGreaterThan(0);
  });

  it('is busier in every design with more to do', () => {
    const busyAt = (rate: number) => weeksOfOne(setupOf(rate), 2)!.weeks[0]!.busy;
    expect(busyAt(6)).toBeGreaterThan(busyAt(0.5));
  });

  it('says nothing where no level has five people', () => {
    const setup = setupOf(1, [{ change: 'lose-random', percent: 83 }]);
    expect(weeksOfOne(setup, 2)).toBeNull();
  });
});
