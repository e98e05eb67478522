import { type Challenge, numberOf, silent, silentWithout } from './challenge.ts';
import { percent } from './say-number.ts';

const fewestPeople = 20;
const fewestWindows = 4;

/** A turn in which at least this share of the top changes counts as rotation. */
const leastRotation = 0.3;

/** P(at most k of n heads) of a fair coin. */
const atMost = (k: number, n: number): number => {
  let ways = 1;
  let sum = 0;
  for (let i = 0; i <= k; i++) {
    sum += ways;
    ways = (ways * (n - i)) / (i + 1);
  }
  return sum / 2 ** n;
};

/**
 * Rotation of the top tenth from window to window: on most turns under 30 %. Against the organisation's own past, by a
 * sign test: if turns above and below 30 % were equally frequent, how likely are so few above?
 */
export const leadNeverRotates: Challenge = {
  id: 'lead-never-rotates',
  title: 'Lead never rotates',
  mayMean: 'The same people are turned to whatever the question; others do not get to lead, nor learn to.',
  couldAlsoBe:
    'Rare knowledge that takes years, terms that are longer than these windows, or a time without change.',
  behavioursToTry: [
    'For the next topic, ask who has not led one yet.',
    'Give roles a term and a date on which they are chosen anew.',
    'Work in pairs: who is usually asked, beside who wants to be.',
  ],
  evidence: [
    { measure: 'lead-rotation', part: null },
    { measure: 'lead-rotation', part: 'tau' },
    { measure: 'lead', part: null },
  ],
  experiment: { measure: 'lead-rotation', part: null, direction: 'up', weeks: 26 },
  judge(measured) {
    const rotation = numberOf(measured, 'lead-rotation');
    if (rotation === null || rotation.value === null) return silentWithout(rotation);
    const result = measured.measures['lead-rotation'];
    if (result.evidence.people < fewestPeople) return silent('under twenty people, the top is one or two');
    const turns = result.windows.map(({ value }) => value).filter((value) => value !== null);
    if (turns.length < fewestWindows)
      return silent('it takes at least five windows to see what never happens');
    const rotating = turns.filter((turn) => turn >= leastRotation).length;
    return {
      status: 'judged',
      isBeyond: rotation.value < leastRotation,
      p: atMost(rotating, turns.length),
      found: `From one window to the next, ${percent(rotation.value)} of the tenth that people turn to most changes on average, over ${turns.length} turns.`,
    };
  },
};
