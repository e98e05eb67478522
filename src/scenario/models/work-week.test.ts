import { describe, expect, it } from 'vitest';
import { randomStream } from '../../base/random.ts';
import { workWeek } from './work-week.ts';

/** Half of all matters pass the desk. */
const week = (seed: number, rate: number) =>
  workWeek({
    desks: 3,
    desk: 2,
    rate,
    longestRoute: 2,
    length: 20_000,
    before: 500,
    random: randomStream(seed, 'week'),
    route: (random, path) => {
      path[0] = random.below(2);
      path[1] = 2;
      return random.uniform() < 0.5 ? 2 : 1;
    },
  });

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
});
