import { type Challenge, numberOf, silentWithout, silentWithoutNull } from './challenge.ts';
import { decimal, percent } from './say-number.ts';

/** Four fifths of tie weight inside communities. */
const leastInside = 0.8;

/** Communities that are more the chart's units than not. */
const leastOverlap = 0.5;

/** Most of the work stays inside communities, these are the units of the chart, and chance would mix them more. */
export const silos: Challenge = {
  id: 'silos',
  title: 'Silos',
  mayMean: 'People work inside the units they are charted in; what lies between units is nobody’s.',
  couldAlsoBe: 'Units well cut around work that needs no other, or sources that belong to one unit each.',
  behavioursToTry: [
    'Invite one person from another unit to every review.',
    'Start the next piece of work with people of two units.',
    'Keep one open channel for questions to everybody.',
  ],
  evidence: [
    { measure: 'boundary', part: 'inside' },
    { measure: 'formal-lived-overlap', part: null },
    { measure: 'bridging', part: null },
  ],
  experiment: { measure: 'boundary', part: 'inside', direction: 'down', weeks: 12 },
  judge(measured) {
    const overlap = numberOf(measured, 'formal-lived-overlap');
    if (overlap === null || overlap.value === null) return silentWithout(overlap);
    const inside = numberOf(measured, 'boundary', 'inside');
    if (inside === null || inside.value === null) return silentWithout(inside);
    if (inside.null === null || inside.null.mean === null || inside.null.p === null) return silentWithoutNull;
    return {
      status: 'judged',
      isBeyond:
        inside.value >= leastInside && overlap.value >= leastOverlap && inside.value > inside.null.mean,
      p: inside.null.p,
      found: `Over the whole span, ${percent(inside.value)} of the work stays inside communities, against ${percent(inside.null.mean)} at random, and communities are the chart’s units by ${decimal(overlap.value)} (0 chance, 1 the same).`,
    };
  },
};
