import { choice, fields, hexOf, text } from '../body-shape.ts';
import { actsOf, decisions } from '../decisions/decision-tables.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyElectorsTakePart, recordAct } from '../rules/deciding.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

/** One elector's view on whether an objection has a reason. */
export type ObjectionTested = {
  readonly decision: string;
  readonly objection: string;
  readonly isReasoned: 'yes' | 'no';
  readonly why: string;
};

const theCircleTestsNotTheProposer: Rule<ObjectionTested> = ({ state, person, body }) => {
  const objection = actsOf(body.decision).get(state, body.objection);
  if (objection?.act.kind !== 'objection') return 'objection-unknown';
  return decisions.get(state, body.decision)!.by === person || objection.person === person
    ? 'concerns-oneself'
    : null;
};

export const objectionTested = eventType<ObjectionTested>({
  type: 'objection-tested',
  shape: fields<ObjectionTested>({
    decision: hexOf(32),
    objection: hexOf(32),
    isReasoned: choice('yes', 'no'),
    why: text(4000, 1),
  }),
  rules: [onlyMembersMayAct, onlyElectorsTakePart, theCircleTestsNotTheProposer],
  transform: (act) => {
    const { decision, objection, isReasoned, why } = act.body;
    recordAct(act, decision, { kind: 'test', objection, isReasoned: isReasoned === 'yes', why });
  },
});
