import { fields, hexOf } from '../body-shape.ts';
import { outcomeOf } from '../decisions/decision-outcome.ts';
import { decisions } from '../decisions/decision-tables.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyElectorsTakePart } from '../rules/deciding.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

/** Any elector closes: once the deadline has passed, or earlier where everybody has answered. */
export type DecisionClosed = { readonly decision: string };

const theDecisionIsOpen: Rule<DecisionClosed> = ({ state, body }) =>
  decisions.get(state, body.decision)!.phase === 'open' ? null : 'closed-before';

const nothingCanChangeAnyMore: Rule<DecisionClosed> = ({ state, at, body }) => {
  const { terms } = decisions.get(state, body.decision)!;
  if (at >= terms.deadline) return null;
  const { answers, eligible, objections } = outcomeOf(state, body.decision);
  const isAnswered = answers === eligible && objections.every(({ standing }) => standing !== 'open');
  return isAnswered && terms.method !== 'advice' ? null : 'closed-too-early';
};

const adviceWasAskedOfBothKinds: Rule<DecisionClosed> = ({ state, body }) => {
  const row = decisions.get(state, body.decision)!;
  if (row.terms.method !== 'advice') return null;
  const asked = new Set(outcomeOf(state, body.decision).audit[0]!.rows.map(([, as]) => as));
  return asked.size === 2 ? null : 'advice-not-asked';
};

export const decisionClosed = eventType<DecisionClosed>({
  type: 'decision-closed',
  shape: fields<DecisionClosed>({ decision: hexOf(32) }),
  rules: [
    onlyMembersMayAct,
    onlyElectorsTakePart,
    theDecisionIsOpen,
    adviceWasAskedOfBothKinds,
    nothingCanChangeAnyMore,
  ],
  transform: ({ state, at, body }) => {
    const row = decisions.get(state, body.decision)!;
    decisions.put(state, body.decision, { ...row, phase: 'closed', isClosedEarly: at < row.terms.deadline });
  },
});
