import { type Challenge, numberOf, silentWithout, silentWithoutInterval } from './challenge.ts';
import { percent } from './say-number.ts';
import { thresholdProbability } from './threshold-probability.ts';

/** Newcomers answered less than this share as often as everybody. */
const leastRatio = 0.8;

/** First messages of newcomers, answered less than four fifths as often as messages of all. */
export const newcomersUnanswered: Challenge = {
  id: 'newcomers-unanswered',
  title: 'Newcomers go unanswered',
  mayMean:
    'Who comes is not taken in: people answer those they know, and newcomers leave before they can help.',
  couldAlsoBe:
    'First messages that need no answer (an introduction, a notice), or answers given by another channel.',
  behavioursToTry: [
    'Agree on a week each in which one member answers whoever is new.',
    'Answer with a question, so that there is a second message.',
    'Point to someone by name who works on the same thing.',
  ],
  evidence: [
    { measure: 'openness', part: null },
    { measure: 'openness', part: 'active-later' },
    { measure: 'answer-time', part: 'answered' },
  ],
  experiment: { measure: 'openness', part: null, direction: 'up', weeks: 12 },
  judge(measured) {
    const openness = numberOf(measured, 'openness');
    if (openness === null || openness.value === null) return silentWithout(openness);
    const everybody = numberOf(measured, 'answer-time', 'answered');
    if (everybody === null || everybody.value === null) return silentWithout(everybody);
    const threshold = leastRatio * everybody.value;
    const p = thresholdProbability(openness, threshold, 'below');
    if (p === null) return silentWithoutInterval;
    return {
      status: 'judged',
      isBeyond: openness.value < threshold,
      p,
      found: `Over the whole span, ${percent(openness.value)} of newcomers’ first messages were answered within 14 days, against ${percent(everybody.value)} of everybody’s messages.`,
    };
  },
};
