import { outcomeOf } from '../decisions/decision-outcome.ts';
import { decisions } from '../decisions/decision-tables.ts';
import type { Rule } from '../event-type.ts';
import type { Matter } from '../matters.ts';
import { communities } from '../tables.ts';

/**
 * Authority exists only as the outcome of a recorded decision: it was settled, it passed, and it was made in the way the
 * community agreed on for such matters.
 */
export const onlyWhatWasSettled =
  (matter: Matter): Rule<{ readonly decision: string }> =>
  ({ state, body }) => {
    const row = decisions.get(state, body.decision);
    if (row === undefined) return 'decision-unknown';
    const { phase, result } = outcomeOf(state, body.decision);
    if (phase !== 'settled') return 'not-settled';
    if (result !== 'passes' && result !== 'decided') return 'not-passed';
    const { methods } = communities.get(state, 'community')!;
    const agreed = methods[matter] ?? methods['everything-else'];
    return agreed === undefined || agreed === row.terms.method ? null : 'method-not-agreed';
  };
