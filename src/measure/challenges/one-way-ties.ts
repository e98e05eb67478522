import type { MeasuredNumber } from '../assessment.ts';
import { type Challenge, numberOf, silentWithout, silentWithoutInterval } from './challenge.ts';
import { percent } from './say-number.ts';
import { thresholdProbability } from './threshold-probability.ts';

/** At most one in five comes back. */
const mostReturned = 0.2;

/** A community this small may be withheld when the report leaves the machine, and the challenge with it. */
const fewestInPlace = 10;

const isOneWay = (number: Pick<MeasuredNumber, 'interval'>): boolean =>
  number.interval !== null && number.interval.high < mostReturned;

/** Under a fifth of what goes out comes back: by the interval, or without one (stated ties) also under the null. */
export const oneWayTies: Challenge = {
  id: 'one-way-ties',
  title: 'One-way ties',
  mayMean: 'Some give and others take: people ask, announce or build, and little comes back in kind.',
  couldAlsoBe:
    'Work that flows one way by its nature (a service, a pipeline), or returns that these sources do not see.',
  behavioursToTry: [
    'Ask the people you usually tell.',
    'End a piece of work by asking who it helped and what they could use next.',
    'Trade places for a day with someone you only send to.',
  ],
  evidence: [
    { measure: 'reciprocity', part: null },
    { measure: 'reciprocity', part: 'rho' },
  ],
  experiment: { measure: 'reciprocity', part: null, direction: 'up', weeks: 6 },
  judge(measured) {
    const returned = numberOf(measured, 'reciprocity');
    if (returned === null || returned.value === null) return silentWithout(returned);
    const byChance = returned.null?.mean ?? null;
    const sure = thresholdProbability(returned, mostReturned, 'below');
    const p = sure ?? returned.null?.p ?? null;
    if (p === null) return silentWithoutInterval;
    const places = (measured.measures.reciprocity?.communities ?? [])
      .filter((place) => place.people >= fewestInPlace && isOneWay(place))
      .map(({ community }) => community);
    return {
      status: 'judged',
      isBeyond:
        returned.value < mostReturned && (sure !== null || (byChance !== null && returned.value < byChance)),
      p,
      found: `Over the whole span, ${percent(returned.value)} of what goes out comes back in kind${
        byChance === null
          ? ''
          : `, against ${percent(byChance)} where the same messages go to people at random`
      }.`,
      places,
    };
  },
};
