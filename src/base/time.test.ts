import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarWindow, calendarWindows, type WindowScheme } from './time.ts';

const schemes: readonly WindowScheme[] = ['month', 'quarter', 'year'];
const anyTime = fc.integer({ min: Date.UTC(1970, 0), max: Date.UTC(2101, 0) });

describe('calendar windows', () => {
  it('hold the time they were asked for, half-open', () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom(...schemes), (time, scheme) => {
        const window = calendarWindow(time, scheme);
        return window.from <= time && time < window.until;
      }),
      { seed: 1 },
    );
  });

  it('follow one another without gap or overlap', () => {
    fc.assert(
      fc.property(
        anyTime,
        fc.integer({ min: 0, max: 1e11 }),
        fc.constantFrom(...schemes),
        (from, span, scheme) => {
          const windows = calendarWindows(from, from + span, scheme);
          expect(windows[0].from).toBeLessThanOrEqual(from);
          expect(windows.at(-1)!.until).toBeGreaterThan(from + span);
          for (let i = 1; i < windows.length; i++) expect(windows[i].from).toBe(windows[i - 1].until);
        },
      ),
      { seed: 2, numRuns: 50 },
    );
  });

  it('are named as people write them', () => {
    const august = Date.UTC(2024, 7, 31, 23, 59);
    expect(calendarWindow(august, 'month').id).toBe('2024-08');
    expect(calendarWindow(august, 'quarter').id).toBe('2024-Q3');
    expect(calendarWindow(august, 'year').id).toBe('2024');
  });
});
