/**
 * When a person wants to be told, on their own wall clock. Hours are hours of that clock: where it is set forward or
 * back at night, an hour that is skipped is told right after, and one that comes twice is told once.
 */

export const howOften = ['daily', 'weekly', 'never'] as const;

export interface WhenToTell {
  readonly often: (typeof howOften)[number];
  /** From 0 to 23. */
  readonly hour: number;
  /** For a weekly digest: 1 is Monday, 7 Sunday. */
  readonly weekday: number;
  /** Hours in which nothing is told: from the first until the last begins; over midnight where that is earlier. */
  readonly quiet: { readonly from: number; readonly until: number } | null;
  /** Nothing is told before then. */
  readonly snoozedUntil: number | null;
}

interface WallClock {
  /** `2026-03-29` */
  readonly day: string;
  readonly hour: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What a wall clock shows in a time zone of the IANA list. */
const wallClock = (at: number, zone: string): WallClock => {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone: zone, calendar: 'gregory', hourCycle: 'h23' },
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' },
    });
  clocks.set(zone, clock);
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const day = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
  return { day, hour: Number(parts.get('hour')) };
};

const dayMs = 86_400_000;

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * dayMs).toISOString().slice(0, 10);

/** Whether nothing may be told now: quiet hours, or put off. */
export const isQuiet = ({ quiet, snoozedUntil }: WhenToTell, now: number, zone: string): boolean => {
  if (snoozedUntil !== null && now < snoozedUntil) return true;
  if (quiet === null) return false;
  const { hour } = wallClock(now, zone);
  const { from, until } = quiet;
  return from <= until ? hour >= from && hour < until : hour >= from || hour < until;
};

/** The day of the last digest that has come due by a time; `null` where there are none. */
const lastDue = ({ often, hour, weekday }: WhenToTell, at: number, zone: string): string | null => {
  if (often === 'never') return null;
  const clock = wallClock(at, zone);
  const day = clock.hour >= hour ? clock.day : daysBefore(clock.day, 1);
  if (often === 'daily') return day;
  const today = new Date(`${day}T00:00:00Z`).getUTCDay();
  return daysBefore(day, (today + 7 - (weekday % 7)) % 7);
};

/** Whether a digest has come due since the last was told. */
export const isDigestDue = (when: WhenToTell, last: number, now: number, zone: string): boolean => {
  const [before, due] = [lastDue(when, last, zone), lastDue(when, now, zone)];
  return before !== null && due !== null && due > before;
};

/** What ends within so many hours; what has ended needs no reminder. */
export const remindersOf = <Due extends { readonly until: number | null }>(
  needs: readonly Due[],
  hours: number,
  now: number,
): readonly Due[] =>
  needs.filter(({ until }) => until !== null && until >= now && until - now <= hours * 3_600_000);
