import { type Challenge, numberOf, silentWithout, silentWithoutInterval } from './challenge.ts';
import { decimal } from './say-number.ts';
import { thresholdProbability } from './threshold-probability.ts';

/** Communities that are the chart's units by less than this. */
const leastOverlap = 0.3;

/** Overlap of communities and units, under 0.3 by its interval. */
export const chartAndLivedDisagree: Challenge = {
  id: 'chart-and-lived-disagree',
  title: 'Lived structure and chart disagree',
  mayMean:
    'People work in other groups than the chart says; what is decided along the chart is decided beside the work.',
  couldAlsoBe:
    'A chart made for pay and places and not for work, one that is out of date, or work across units on purpose.',
  behavioursToTry: [
    'Ask each lived community what it would need to decide for itself.',
    'Let meetings follow the work, and the chart be told afterwards.',
    'Redraw one unit after the people who work together, for a quarter.',
  ],
  evidence: [
    { measure: 'formal-lived-overlap', part: null },
    { measure: 'up-down-across', part: null },
    { measure: 'rank-and-lead', part: null },
  ],
  experiment: { measure: 'formal-lived-overlap', part: null, direction: 'up', weeks: 13 },
  judge(measured) {
    const overlap = numberOf(measured, 'formal-lived-overlap');
    if (overlap === null || overlap.value === null) return silentWithout(overlap);
    const p = thresholdProbability(overlap, leastOverlap, 'below');
    if (p === null) return silentWithoutInterval;
    return {
      status: 'judged',
      isBeyond: overlap.value < leastOverlap,
      p,
      found: `Over the whole span, the communities people work in are the chart’s units by ${decimal(overlap.value)}, where 0 is no more alike than chance and 1 the same.`,
    };
  },
};
