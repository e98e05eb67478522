import { type Challenge, numberOf, silent, silentWithout, silentWithoutInterval } from './challenge.ts';
import { band, percent } from './say-number.ts';
import { thresholdProbability } from './threshold-probability.ts';

const fewestPeople = 20;

/** Half of the work is brought in by somebody else than who did it. */
const mostByOthers = 0.5;

/** Near one person: a fifth of the way to everybody doing so. */
const leastConcentration = 0.8;

/** Most work is brought in by others, and these are few. Speaks of the whole, the few in bands. */
export const decisionsFarFromWork: Challenge = {
  id: 'decisions-far-from-work',
  title: 'Decisions far from the work',
  mayMean: 'Those who do the work do not decide that it is done; it waits for a few who do.',
  couldAlsoBe:
    'A rule that nobody brings in their own work (four eyes), a tool that signs for everybody, or contributors from outside.',
  behavioursToTry: [
    'Let whoever did the work bring it in once one other person has agreed.',
    'Give one part of the whole to those who work on it, decisions included.',
    'Say beforehand what would make a change acceptable, so that nobody has to be asked.',
  ],
  evidence: [
    { measure: 'integration', part: null },
    { measure: 'integration', part: 'concentration' },
  ],
  experiment: { measure: 'integration', part: 'concentration', direction: 'down', weeks: 12 },
  judge(measured) {
    const byOthers = numberOf(measured, 'integration');
    if (byOthers === null || byOthers.value === null) return silentWithout(byOthers);
    if ((measured.measures.integration?.evidence.people ?? 0) < fewestPeople) {
      return silent('under twenty people, to speak of a few is to name them');
    }
    const concentration = numberOf(measured, 'integration', 'concentration')?.value ?? 0;
    const p = thresholdProbability(byOthers, mostByOthers, 'above');
    if (p === null) return silentWithoutInterval;
    return {
      status: 'judged',
      isBeyond: byOthers.value > mostByOthers && concentration >= leastConcentration,
      p,
      found: `Over the whole span, ${percent(byOthers.value)} of finished work was brought in by somebody else than who did it, and ${band(1 - concentration)} of those who work share in bringing it in.`,
    };
  },
};
