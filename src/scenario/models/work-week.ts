/** One person's days in a design: what reaches their desk, what they decide, and where what they raise waits. */
import type { RandomStream } from '../../base/random.ts';
import type { MatterRole, MatterRoutes } from './matter-routes.ts';
import { simulateQueue } from './simulate-queue.ts';

/** Something that reached the desk, in service times from the start of the week. */
export interface DeskEvent {
  readonly arrived: number;
  /** `null` where it still lies there at the end. */
  readonly done: number | null;
  /** How many matters were on the desk before it. */
  readonly ahead: number;
  readonly role: MatterRole;
}

/** A matter the person raised in the week. */
export interface OwnMatter {
  readonly raised: number;
  /** When the last desk was done with it; `null` where it is still under way at the end. */
  readonly settled: number | null;
  /** Desk of somebody else on which it lay longest; `null` where it met none. */
  readonly waitedAt: number | null;
}

export interface WorkWeek {
  readonly length: number;
  readonly events: readonly DeskEvent[];
  readonly own: readonly OwnMatter[];
  /** Share of the week with at least one matter on the desk, [0, 1]. */
  readonly busy: number;
}

export interface WorkWeekOptions {
  readonly desks: number;
  /** The person's desk. */
  readonly desk: number;
  /** Matters of all people together per service time. */
  readonly rate: number;
  readonly matters: MatterRoutes;
  /** Service times in a week. */
  readonly length: number;
  /** Service times before it begins, so that it begins on an ordinary day. */
  readonly before: number;
  readonly random: RandomStream;
}

interface Followed {
  readonly raised: number;
  settled: number | null;
  waitedAt: number | null;
  longest: number;
  /** When it came to the desk it lies on. */
  since: number;
}

/**
 * Follows one desk through a week of the same simulation that the comparison rests on.
 *
 * @returns what came to the desk in [0, length), in the order it came; what was raised there in that time
 * Cost that of the simulation. Checked by its busy share against ρ.
 */
export const workWeek = (options: WorkWeekOptions): WorkWeek => {
  const { desk, before, length, rate, desks, matters, random } = options;
  type Open = { arrived: number; done: number | null; ahead: number; role: MatterRole };
  const events: Open[] = [];
  /** What lies on the desk, `null` for what came outside the week. */
  const open: (Open | null)[] = [];
  const rolesOf = new Map<number, readonly MatterRole[]>();
  const own: Followed[] = [];
  const followed = new Map<number, Followed>();
  const stageOf = new Map<number, number>();
  let busy = 0;
  let busySince = 0;
  const end = before + length;
  const within = (time: number) => Math.min(length, Math.max(0, time - before));
  const isInWeek = (time: number) => time >= before && time < end;
  simulateQueue({
    desks,
    rate,
    random,
    route: matters.draw,
    longestRoute: matters.longest,
    warmUp: 0,
    batchSize: Math.ceil(rate * end * 1.5) + 100,
    batchCount: 1,
    watcher: {
      arrived: (time, at, matter, stage) => {
        if (stage === 0) {
          rolesOf.set(matter, [...matters.roles]);
          followed.delete(matter);
          if (at === desk && isInWeek(time)) {
            const mine = { raised: time - before, settled: null, waitedAt: null, longest: 0, since: time };
            own.push(mine);
            followed.set(matter, mine);
          }
        }
        stageOf.set(matter, stage);
        const mine = followed.get(matter);
        if (mine !== undefined) mine.since = time;
        if (at !== desk) return;
        const role = rolesOf.get(matter)?.[stage] ?? 'passed-on';
        const event = isInWeek(time)
          ? { arrived: time - before, done: null, ahead: open.length, role }
          : null;
        if (event !== null) events.push(event);
        if (open.length === 0) busySince = time;
        open.push(event);
      },
      left: (time, at, matter) => {
        const mine = followed.get(matter);
        if (mine !== undefined) {
          const lay = Math.min(time, end) - mine.since;
          if (at !== desk && lay > mine.longest) {
            mine.longest = lay;
            mine.waitedAt = at;
          }
          const isLast = stageOf.get(matter) === (rolesOf.get(matter)?.length ?? 0) - 1;
          if (isLast && time < end) mine.settled = time - before;
        }
        if (at !== desk) return;
        const event = open.shift() ?? null;
        if (event !== null && time < end) event.done = time - before;
        if (open.length === 0) busy += within(time) - within(busySince);
      },
    },
  });
  if (open.length > 0) busy += length - within(busySince);
  return {
    length,
    events,
    own: own.map(({ raised, settled, waitedAt }) => ({ raised, settled, waitedAt })),
    busy: busy / length,
  };
};
