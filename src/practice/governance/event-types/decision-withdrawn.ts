import { fields, hexOf, text } from '../body-shape.ts';
import { decisions } from '../decisions/decision-tables.ts';
import { eventType, type Rule } from '../event-type.ts';
import { recordAct } from '../rules/deciding.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

/** Whoever opened a decision ends it without an outcome, while it is open; all see that they did, and why. */
export type DecisionWithdrawn = { readonly decision: string; readonly why: string };

const whoOpenedItWithdraws: Rule<DecisionWithdrawn> = ({ state, person, body }) => {
  const row = decisions.get(state, body.decision);
  if (row === undefined) return 'decision-unknown';
  return row.by === person ? null : 'not-their-decision';
};

/** Once the deadline has passed the answers are in, and nobody takes them from those who gave them. */
const itIsStillRunning: Rule<DecisionWithdrawn> = ({ state, at, body }) => {
  const { phase, terms } = decisions.get(state, body.decision)!;
  return phase === 'closed' || at > terms.deadline ? 'closed-before' : null;
};

export const decisionWithdrawn = eventType<DecisionWithdrawn>({
  type: 'decision-withdrawn',
  shape: fields<DecisionWithdrawn>({ decision: hexOf(32), why: text(4000) }),
  rules: [onlyMembersMayAct, whoOpenedItWithdraws, itIsStillRunning],
  transform: (act) => {
    const { decision, why } = act.body;
    recordAct(act, decision, { kind: 'withdrawn', why });
    const row = decisions.get(act.state, decision)!;
    decisions.put(act.state, decision, { ...row, phase: 'closed', isClosedEarly: true });
  },
});
