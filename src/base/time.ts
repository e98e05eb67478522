/** Time is milliseconds since 1970-01-01T00:00Z, handed in; windows are half-open [from, until) in UTC. */

export const dayMs = 86_400_000;

/** The time of a stated tie that carries none: before every window, inside the whole span only. */
export const untimed = Number.NEGATIVE_INFINITY;

export interface Window {
  /** `whole`, or the calendar name: `2024`, `2024-Q3`, `2024-07`. */
  readonly id: string;
  readonly from: number;
  readonly until: number;
}

export type WindowScheme = 'month' | 'quarter' | 'year';

export const wholeSpan: Window = {
  id: 'whole',
  from: Number.NEGATIVE_INFINITY,
  until: Number.POSITIVE_INFINITY,
};

/** The calendar window of a scheme that holds `timeMs` (a finite time). */
export const calendarWindow = (timeMs: number, scheme: WindowScheme): Window => {
  const date = new Date(timeMs);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  if (scheme === 'year') return { id: `${year}`, from: Date.UTC(year, 0), until: Date.UTC(year + 1, 0) };
  if (scheme === 'quarter') {
    const quarter = Math.floor(month / 3);
    return {
      id: `${year}-Q${quarter + 1}`,
      from: Date.UTC(year, quarter * 3),
      until: Date.UTC(year, quarter * 3 + 3),
    };
  }
  return {
    id: `${year}-${String(month + 1).padStart(2, '0')}`,
    from: Date.UTC(year, month),
    until: Date.UTC(year, month + 1),
  };
};

/** Consecutive calendar windows that cover [firstMs, lastMs], both finite. */
export const calendarWindows = (firstMs: number, lastMs: number, scheme: WindowScheme): Window[] => {
  const windows: Window[] = [];
  for (let at = firstMs; at <= lastMs; ) {
    const window = calendarWindow(at, scheme);
    windows.push(window);
    at = window.until;
  }
  return windows;
};
