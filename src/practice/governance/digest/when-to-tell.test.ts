import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDigestDue, isQuiet, remindersOf, type WhenToTell } from './when-to-tell.ts';

const hourMs = 3_600_000;
const usual: WhenToTell = { often: 'daily', hour: 8, weekday: 1, quiet: null, snoozedUntil: null };

/** Nights on which clocks are set, and where: by an hour, by half an hour, and at midnight. */
const nights = [
  ['Europe/Berlin', Date.UTC(2026, 2, 29)],
  ['Europe/Berlin', Date.UTC(2026, 9, 25)],
  ['America/St_Johns', Date.UTC(2026, 2, 8)],
  ['America/St_Johns', Date.UTC(2026, 10, 1)],
  ['Australia/Lord_Howe', Date.UTC(2026, 3, 4)],
  ['Australia/Lord_Howe', Date.UTC(2026, 9, 3)],
  ['America/Havana', Date.UTC(2026, 2, 8)],
  ['America/Havana', Date.UTC(2026, 10, 1)],
  ['UTC', Date.UTC(2026, 11, 31)],
] as const;

const swedish = new Map(
  nights.map(([timeZone]) => [
    timeZone,
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }),
  ]),
);

/** `2026-03-29 08`, as the Swedes write it. */
const wall = (at: number, zone: (typeof nights)[number][0]): string =>
  swedish.get(zone)!.format(at).slice(0, 13);

/** Every quarter of an hour from three days before until four after. */
const quartersAround = (night: number): readonly number[] =>
  Array.from({ length: 7 * 24 * 4 }, (_, i) => night - 3 * 24 * hourMs + i * (hourMs / 4));

const toldAround = (when: WhenToTell, night: number, zone: string): readonly number[] => {
  const told: number[] = [];
  const [began, ...quarters] = quartersAround(night);
  let last = began!;
  for (const at of quarters) {
    if (!isDigestDue(when, last, at, zone)) continue;
    told.push(at);
    last = at;
  }
  return told;
};

describe('a digest each day', () => {
  it('is told once a day at its hour, also where that hour comes twice, and right after it where it is skipped', () => {
    fc.assert(
      fc.property(fc.constantFrom(...nights), fc.integer({ min: 0, max: 23 }), ([zone, night], hour) => {
        const told = toldAround({ ...usual, hour }, night, zone).map((at) => wall(at, zone));
        const days = told.map((each) => each.slice(0, 10));
        const [began, ...seen] = quartersAround(night).map((at) => wall(at, zone));
        const isPast = (each: string) => Number(each.slice(11)) >= hour;
        const due = new Set(seen.filter(isPast).map((each) => each.slice(0, 10)));
        if (isPast(began!)) due.delete(began!.slice(0, 10));
        expect(days).toEqual([...due]);
        const late = told.filter((each) => Number(each.slice(11)) !== hour);
        expect(late.length).toBeLessThanOrEqual(1);
        for (const each of late) expect(Number(each.slice(11))).toBe((hour + 1) % 24);
      }),
      { seed: 7, numRuns: 120 },
    );
  });

  it('waits for the next one after it was switched on, and is told late where the machine was off', () => {
    const eight = Date.UTC(2026, 5, 3, 8);
    expect(isDigestDue(usual, eight + hourMs, eight + 2 * hourMs, 'UTC')).toBe(false);
    expect(isDigestDue(usual, eight + hourMs, eight + 24 * hourMs, 'UTC')).toBe(true);
    expect(isDigestDue(usual, eight, eight + 24 * hourMs - 1, 'UTC')).toBe(false);
    expect(isDigestDue(usual, eight, eight + 100 * hourMs, 'UTC')).toBe(true);
    expect(isDigestDue({ ...usual, often: 'never' }, eight, eight + 100 * hourMs, 'UTC')).toBe(false);
  });

  it('comes each week on its day', () => {
    for (const [weekday, first] of [
      [1, '2026-06-01 08'],
      [5, '2026-06-05 08'],
      [7, '2026-06-07 08'],
    ] as const) {
      const when: WhenToTell = { ...usual, often: 'weekly', weekday };
      const told = [Date.UTC(2026, 5, 4), Date.UTC(2026, 5, 11)].flatMap((night) =>
        toldAround(when, night, 'UTC').map((at) => wall(at, 'UTC')),
      );
      expect(told.length).toBe(2);
      expect(told[0]).toBe(first);
      expect(Date.parse(told[1]!.slice(0, 10)) - Date.parse(told[0]!.slice(0, 10))).toBe(168 * hourMs);
    }
  });
});

describe('quiet hours', () => {
  const asks = (from: number, until: number, at: number, zone = 'Europe/Berlin') =>
    isQuiet({ ...usual, quiet: { from, until } }, at, zone);

  it('are those of the wall clock: an hour that comes twice is quiet twice, one that is skipped never', () => {
    const [back, forth] = [Date.UTC(2026, 9, 25), Date.UTC(2026, 2, 29)];
    const hours = (night: number) => [-1, 0, 1, 2].map((hour) => asks(2, 3, night + hour * hourMs + 1));
    expect(hours(back)).toEqual([false, true, true, false]);
    expect(hours(forth)).toEqual([false, false, false, false]);
  });

  it('go over midnight where they end before they begin, and are as long as they say on any other night', () => {
    const hour = fc.integer({ min: 0, max: 23 });
    fc.assert(
      fc.property(hour, hour, fc.integer({ min: 0, max: 300 }), (from, until, day) => {
        const start = Date.UTC(2026, 0, 1 + day);
        const quiet = Array.from({ length: 24 }, (_, i) => asks(from, until, start + i * hourMs, 'UTC'));
        expect(quiet.filter(Boolean).length).toBe((until - from + 24) % 24);
        if (from !== until) expect([quiet[from], quiet[until]]).toEqual([true, false]);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('are over as soon as what was put off is due, and not before', () => {
    const when = { ...usual, snoozedUntil: 1_000 };
    expect([999, 1_000].map((at) => isQuiet(when, at, 'UTC'))).toEqual([true, false]);
  });
});

it('reminds of what ends soon, neither of what has ended nor of what never does', () => {
  const needs = [null, 9, 10, 10 + 2 * hourMs, 11 + 2 * hourMs].map((until) => ({ until }));
  expect(remindersOf(needs, 2, 10)).toEqual([{ until: 10 }, { until: 10 + 2 * hourMs }]);
  expect(remindersOf(needs, 0, 11)).toEqual([]);
});
