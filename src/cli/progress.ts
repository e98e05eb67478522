import type { Terminal } from './terminal.ts';

export interface Progress {
  /** Says how far the work is. `total` is `null` while unknown. */
  at(stage: string, done: number, total: number | null, unit: string): void;
  /** Removes the line; what is printed next starts at the margin. */
  clear(): void;
}

const grouped = (value: number) => Math.round(value).toLocaleString('en-GB');

const amount = (value: number, unit: string) =>
  unit === 'bytes' ? `${(value / 1e6).toFixed(1)} MB` : `${grouped(value)} ${unit}`;

const duration = (seconds: number) => {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
};

/** One line of progress: what is being done, how much of how much, the rate and the time left. */
export const progressLine = (
  stage: string,
  done: number,
  total: number | null,
  unit: string,
  elapsedMs: number,
): string => {
  const seconds = elapsedMs / 1000;
  const rate = seconds > 0 ? done / seconds : 0;
  const parts = [stage];
  if (total === null || total <= 0) parts.push(amount(done, unit));
  else parts.push(`${Math.min(100, Math.floor((100 * done) / total))} %`, `of ${amount(total, unit)}`);
  if (rate > 0 && seconds >= 1) {
    parts.push(`${amount(rate, unit)}/s`);
    if (total !== null && done < total) parts.push(`${duration((total - done) / rate)} left`);
  }
  return parts.join(' · ');
};

/**
 * Progress on stderr. On a screen one line is redrawn ten times a second at most; in a file or a pipe a line
 * is written every five seconds, so that logs stay short.
 *
 * @param now milliseconds, monotonic
 */
export const progressOn = (terminal: Terminal, now: () => number): Progress => {
  let stageNow = '';
  let startedAt = 0;
  let writtenAt = Number.NEGATIVE_INFINITY;
  let isLineOpen = false;
  const clear = () => {
    if (isLineOpen) terminal.err('\r\u001b[2K');
    isLineOpen = false;
  };
  return {
    at(stage, done, total, unit) {
      const time = now();
      if (stage !== stageNow) {
        stageNow = stage;
        startedAt = time;
        if (terminal.isScreen) writtenAt = Number.NEGATIVE_INFINITY;
        else writtenAt = time;
      }
      if (time - writtenAt < (terminal.isScreen ? 100 : 5000)) return;
      writtenAt = time;
      const line = progressLine(stage, done, total, unit, time - startedAt);
      if (terminal.isScreen) {
        terminal.err(`\r\u001b[2K${line.slice(0, terminal.columns - 1)}`);
        isLineOpen = true;
      } else terminal.err(`${line}\n`);
    },
    clear,
  };
};
