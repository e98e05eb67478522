/** One person's days in a design: what reaches their desk, and what waits. */
import type { RandomStream } from '../../base/random.ts';
import { type DrawRoute, simulateQueue } from './simulate-queue.ts';

/** Something that reached the desk, in service times from the start of the week. */
export interface DeskEvent {
  readonly arrived: number;
  /** `null` where it still waits at the end. */
  readonly done: number | null;
  /** How many matters were on the desk before it. */
  readonly ahead: number;
}

export interface WorkWeek {
  readonly length: number;
  readonly events: readonly DeskEvent[];
  /** Share of the week with at least one matter on the desk, [0, 1]. */
  readonly busy: number;
}

export interface WorkWeekOptions {
  readonly desks: number;
  /** The person's desk. */
  readonly desk: number;
  readonly rate: number;
  readonly route: DrawRoute;
  readonly longestRoute: number;
  /** Service times in a week. */
  readonly length: number;
  /** Service times before it begins, so that it begins on an ordinary day. */
  readonly before: number;
  readonly random: RandomStream;
}

/**
 * Follows one desk through a week of the same simulation that the comparison rests on.
 *
 * @returns what came to the desk in [0, length), in the order it came
 * Cost that of the simulation. Checked by its busy share against ρ.
 */
export const workWeek = (options: WorkWeekOptions): WorkWeek => {
  const { desk, before, length, rate, desks } = options;
  type Open = { arrived: number; done: number | null; ahead: number };
  const events: Open[] = [];
  /** What lies on the desk, `null` for what came outside the week. */
  const open: (Open | null)[] = [];
  let busy = 0;
  let busySince = 0;
  const within = (time: number) => Math.min(length, Math.max(0, time - before));
  simulateQueue({
    ...options,
    desks,
    warmUp: 0,
    batchSize: Math.ceil(rate * (before + length) * 1.5) + 100,
    batchCount: 1,
    watcher: {
      arrived: (time, at) => {
        if (at !== desk) return;
        const event =
          time >= before && time < before + length
            ? { arrived: time - before, done: null, ahead: open.length }
            : null;
        if (event !== null) events.push(event);
        if (open.length === 0) busySince = time;
        open.push(event);
      },
      left: (time, at) => {
        if (at !== desk) return;
        const event = open.shift() ?? null;
        if (event !== null && time < before + length) event.done = time - before;
        if (open.length === 0) busy += within(time) - within(busySince);
      },
    },
  });
  if (open.length > 0) busy += length - within(busySince);
  return { length, events, busy: busy / length };
};
