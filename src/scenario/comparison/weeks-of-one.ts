/** The same person for one working week in each design of a comparison. */
import { randomStream } from '../../base/random.ts';
import { fewestPeople } from '../../measure/network/fewest-people.ts';
import type { Design } from '../designs/design.ts';
import { matterRoutes } from '../models/matter-routes.ts';
import { routingNetwork } from '../models/routing-network.ts';
import { soundSpine } from '../models/spine.ts';
import { type DeskEvent, workWeek } from '../models/work-week.ts';
import { planDesign, type ScenarioSetup, seedOfRun } from './scenario-tasks.ts';

/** For whom a matter waited, as the person who raised it sees them. */
export type WaitedFor = 'above' | 'community' | 'elsewhere';

export interface WeekInDesign {
  readonly design: string;
  readonly events: readonly DeskEvent[];
  readonly own: readonly {
    readonly raised: number;
    readonly settled: number | null;
    readonly waitedFor: WaitedFor | null;
  }[];
  /** Share of the week with something on the desk, [0, 1]. */
  readonly busy: number;
}

export interface WeeksOfOne {
  /** Levels of the base one may be at, from the top, 0: those of five people and more. */
  readonly levels: readonly number[];
  readonly level: number;
  /** Service times in the week: as many matters as one person can deal with in it, on average. */
  readonly length: number;
  readonly weeks: readonly WeekInDesign[];
}

const serviceTimes = 40;
const before = 10 * serviceTimes;

/**
 * Puts the asker in the place of somebody at a level of the base, drawn by the seed, for a week in each design. It is
 * nobody in particular: everybody raises alike, whatever was measured, and levels of fewer than five are left out.
 *
 * @param level from the top; `null`, or none of those that may be chosen: the lowest
 * @returns `null` where no level has five people who are in every design
 * Cost that of eleven simulated weeks a design.
 */
export const weeksOfOne = (setup: ScenarioSetup, level: number | null): WeeksOfOne | null => {
  const seed = seedOfRun(setup, 0);
  const designs = setup.designs.map((planned) => planDesign(planned, seed));
  const numberIn = designs.map(({ origin }) => new Map([...origin].map((one, person) => [one, person])));
  const base = designs[0];
  const { depth, placeOf } = soundSpine(base.above);
  const byLevel = new Map<number, number[]>();
  for (const [person, one] of base.origin.entries()) {
    if (!numberIn.every((number) => number.has(one))) continue;
    const at = depth[placeOf[person]];
    byLevel.set(at, [...(byLevel.get(at) ?? []), one]);
  }
  const levels = [...byLevel]
    .filter(([, people]) => people.length >= fewestPeople)
    .map(([at]) => at)
    .sort((a, b) => a - b);
  const lowest = levels.at(-1);
  if (lowest === undefined) return null;
  const chosen = level !== null && levels.includes(level) ? level : lowest;
  const people = byLevel.get(chosen) ?? [];
  const one = people[randomStream(seed, 'whose week').below(people.length)];
  const weekIn = (design: Design, d: number): WeekInDesign => {
    const person = numberIn[d].get(one) ?? 0;
    const network = routingNetwork(design.above, design.lateral.a, design.lateral.b);
    const { spine } = network;
    const alike = { ...design, issues: new Float64Array(design.people).fill(1) };
    const week = workWeek({
      desks: design.people,
      desk: spine.placeOf[person],
      // As many matters as in the comparison for each person who is there.
      rate: (setup.parameters.rate * design.loadFactor * design.people) / base.people,
      matters: matterRoutes(alike, network, setup.parameters.reach),
      length: serviceTimes,
      before,
      random: randomStream(seed, 'week'),
    });
    const above = new Set<number>();
    for (let at = design.above[person]; at >= 0; at = design.above[at]) above.add(at);
    const waitedFor = (place: number): WaitedFor => {
      const other = spine.personAt[place];
      if (above.has(other)) return 'above';
      return design.community[other] === design.community[person] ? 'community' : 'elsewhere';
    };
    return {
      design: setup.designs[d].name,
      events: week.events,
      own: week.own.map(({ raised, settled, waitedAt }) => ({
        raised,
        settled,
        waitedFor: waitedAt === null ? null : waitedFor(waitedAt),
      })),
      busy: week.busy,
    };
  };
  return { levels, level: chosen, length: serviceTimes, weeks: designs.map(weekIn) };
};
