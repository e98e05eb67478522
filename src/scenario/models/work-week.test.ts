import { describe, expect, it } from 'vitest';
import { randomStream } from '../../base/random.ts';
import type { MatterRole, MatterRoutes } from './matter-routes.ts';
import { workWeek } from './work-week.ts';

/** Half of all matters go on to the desk; nobody else's do. */
const week = (seed: number, rate: number, desk = 2) => {
  const roles: MatterRole[] = [];
  const matters: MatterRoutes = {
    roles,
    longest: 2,
    draw: (random, path) => {
      path[0] = random.below(2);
      path[1] = 2;
      const goesOn = random.uniform() < 0.5;
      roles.splice(0, roles.length, 'raised', ...(goesOn ? (['decided'] as const) : []));
      return roles.length;
    },
  };
  return workWeek({
    ...{ desks: 3, desk, rate, matters, length: 20_000, before: 500 },
    random: randomStream(seed, 'week'),
  });
};

describe('a week at one desk', () => {
  it('is as busy as the load says', () => {
    expect(Math.abs(week(1, 0.8).busy - 0.4)).toBeLessThan(0.02);
  });

  it('brings matters in order, each done after it came and after those ahead', () => {
    const { events, length } = week(2, 0.8);
    expect(events.length).toBeGreaterThan(100);
    events.forEach((event, k) => {
      const next = events[k + 1];
      if (next !== undefined) {
        expect(next.arrived).toBeGreaterThanOrEqual(event.arrived);
        if (event.done !== null && next.done !== null) expect(next.done).toBeGreaterThan(event.done);
      }
      expect(event.arrived).toBeLessThan(length);
      if (event.done !== null) expect(event.done).toBeGreaterThan(event.arrived);
    });
  });

  it('says of each matter what it is on this desk', () => {
    expect(new Set(week(3, 0.8).events.map(({ role }) => role))).toEqual(new Set(['decided']));
    expect(new Set(week(3, 0.8, 0).events.map(({ role }) => role))).toEqual(new Set(['raised']));
  });

  it('follows what the person raises until it is settled, and knows whose desk it lay on', () => {
    const { own, events } = week(4, 0.8, 0);
    expect(own).toHaveLength(events.length);
    const wentOn = own.filter(({ waitedAt }) => waitedAt !== null);
    expect(new Set(wentOn.map(({ waitedAt }) => waitedAt))).toEqual(new Set([2]));
    expect(Math.abs(wentOn.length / own.length - 0.5)).toBeLessThan(0.03);
    const times = own.flatMap(({ raised, settled }) => (settled === null ? [] : [settled - raised]));
    // Desk 0 has ρ = 0.4, desk 2 has ρ = 0.4: 1/(1 − 0.4), and half of them as long again.
    const mean = times.reduce((sum, each) => sum + each, 0) / times.length;
    expect(Math.abs(mean - 1.5 / 0.6)).toBeLessThan(0.1);
  });
});
