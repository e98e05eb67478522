import { type Challenge, numberOf, silent, silentWithout, silentWithoutInterval } from './challenge.ts';
import { percent } from './say-number.ts';
import { thresholdProbability } from './threshold-probability.ts';

const fewestPeople = 20;

/** What is done is spread as if a quarter of the people did it alike. */
const leastParticipation = 0.25;

/** Effective participants under a quarter of all, by the interval. */
export const alwaysOnLoad: Challenge = {
  id: 'always-on-load',
  title: 'Always-on load',
  mayMean:
    'Few carry most of what is done: they are always on, and the others cannot, or need not, take part.',
  couldAlsoBe:
    'People who are only loosely part of it (a public list, occasional contributors), or work done where these sources do not look.',
  behavioursToTry: [
    'Before taking the next thing on, ask who could learn from it.',
    'Share out what comes in by turns, not to whoever answers first.',
    'Agree on times in which nobody is expected to answer.',
  ],
  evidence: [
    { measure: 'participation', part: null },
    { measure: 'participation', part: 'gini' },
    { measure: 'burstiness', part: null },
  ],
  experiment: { measure: 'participation', part: null, direction: 'up', weeks: 6 },
  judge(measured) {
    const participation = numberOf(measured, 'participation');
    if (participation === null || participation.value === null) return silentWithout(participation);
    if ((measured.measures.participation?.evidence.people ?? 0) < fewestPeople) {
      return silent('under twenty people, a few are simply everybody');
    }
    const p = thresholdProbability(participation, leastParticipation, 'below');
    if (p === null) return silentWithoutInterval;
    return {
      status: 'judged',
      isBeyond: participation.value < leastParticipation,
      p,
      found: `Over the whole span, what is done is spread as if ${percent(participation.value)} of the people did it all, equally.`,
    };
  },
};
