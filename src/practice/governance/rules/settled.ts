import { outcomeOf } from '../decisions/decision-outcome.ts';
import { decisions } from '../decisions/decision-tables.ts';
import type { Rule } from '../event-type.ts';

/** Authority exists only as the outcome of a recorded decision: it was settled, and it passed. */
export const onlyWhatWasSettled: Rule<{ readonly decision: string }> = ({ state, body }) => {
  if (decisions.get(state, body.decision) === undefined) return 'decision-unknown';
  const { phase, result } = outcomeOf(state, body.decision);
  if (phase !== 'settled') return 'not-settled';
  return result === 'passes' || result === 'decided' ? null : 'not-passed';
};
