/** The model everybody gets who asks for none: what it takes from an organisation, and how much of it. */
import { randomStream } from '../../../base/random.ts';
import { dayMs } from '../../../base/time.ts';
import type { Chart } from '../../network/events.ts';
import { permuteRanks } from '../../network/rank-permutation.ts';
import type { View } from '../../network/view.ts';
import { type Effect, parseEffects } from './effects.ts';
import { type Covariates, constantCovariate, type PersonCovariate } from './event-sequence.ts';
import { type Messages, messagesOf } from './messages-of-events.ts';
import type { RankDraws } from './rank-permutation.ts';

export const defaultHalfLifeMs = 30 * dayMs;
/** Somebody is present from so long before their first to so long after their last message. */
const presenceMarginMs = 30 * dayMs;
/** Silence after which a repeated message is no burst any more. */
export const quietMs = 3_600_000;

const mostPeopleAtFullRisk = 500;
const defaultControls = 50;

export interface Material extends Messages {
  readonly covariates: Covariates;
}

/** Everybody where that is bearable, else so many controls for each case. */
export const riskOf = (
  { sequence }: Messages,
  model: 'choice' | 'tie',
  mostRows: number,
  controls = defaultControls,
): number | null => {
  const { people, time } = sequence;
  const candidates = model === 'choice' ? people : people * people;
  return people <= mostPeopleAtFullRisk && time.length * candidates <= mostRows ? null : controls;
};

const ofChart = (chart: Chart, persons: Uint32Array): Covariates['person'] => {
  const numberOf = new Map(Array.from(persons, (person, k) => [person, k]));
  const column = (of: (person: number) => number) => constantCovariate(Float64Array.from(persons, of));
  return {
    rank: column((person) => chart.level[person]),
    boss: column((person) => numberOf.get(chart.manager[person]) ?? Number.NaN),
    ...(chart.unitCount > 1
      ? { unit: column((person) => (chart.unit[person] < 0 ? Number.NaN : chart.unit[person])) }
      : {}),
  };
};

/** Charts on which people change seats within their unit. */
export const drawnRanks = (chart: Chart, persons: Uint32Array, seed: number, count: number): RankDraws => ({
  count,
  draw: (draw) => ({
    person: ofChart(permuteRanks(chart, randomStream(seed, 'ranks', draw)), persons),
    tie: {},
  }),
});

/**
 * The community of each person in the calendar window before: those of the window itself are made of the very messages
 * that are to be understood.
 */
const communityBefore = (view: View, persons: Uint32Array): PersonCovariate | null => {
  const windows = view.windows();
  if (windows.length < 2) return null;
  const since = [Number.NEGATIVE_INFINITY];
  const values = [new Float64Array(persons.length).fill(Number.NaN)];
  for (const [k, window] of windows.entries()) {
    if (k === 0) continue;
    const before = windows[k - 1];
    const { membership } = before.foundPartition();
    since.push(window.window.from);
    values.push(
      Float64Array.from(persons, (person) => {
        const node = before.nodeOf[person];
        return node < 0 ? Number.NaN : membership[node];
      }),
    );
  }
  return { since, values };
};

/** Messages of a view, and what is known of the people in them. */
export const materialOf = (view: View): Material => {
  const messages = messagesOf(view.events, presenceMarginMs);
  const { persons } = messages;
  const person: Record<string, PersonCovariate> =
    view.chart === null ? {} : { ...ofChart(view.chart, persons) };
  if (person.unit === undefined) {
    const community = communityBefore(view, persons);
    if (community !== null) person.community = community;
  }
  return { ...messages, covariates: { person, tie: {} } };
};

/** Habit, answering back, shared contacts and popularity; unit, or else community; rank and line where there is a chart. */
export const defaultEffects = ({ covariates: { person } }: Material, halfLife: number): readonly Effect[] =>
  parseEffects(
    [
      'inertia,reciprocity,otp,indegreeReceiver',
      ...(person.unit !== undefined ? ['sameUnit'] : person.community !== undefined ? ['sameCommunity'] : []),
      ...(person.rank === undefined ? [] : ['rankUp,rankDown,reportsTo,manages']),
    ].join(','),
    halfLife,
  );
