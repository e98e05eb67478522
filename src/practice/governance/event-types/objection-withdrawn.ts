import { fields, hexOf } from '../body-shape.ts';
import { actsOf } from '../decisions/decision-tables.ts';
import { eventType, type Rule } from '../event-type.ts';
import { recordAct } from '../rules/deciding.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

export type ObjectionWithdrawn = { readonly decision: string; readonly objection: string };

const onlyWhoObjectedWithdraws: Rule<ObjectionWithdrawn> = ({ state, person, body }) => {
  const objection = actsOf(body.decision).get(state, body.objection);
  if (objection?.act.kind !== 'objection') return 'objection-unknown';
  return objection.person === person ? null : 'not-their-objection';
};

export const objectionWithdrawn = eventType<ObjectionWithdrawn>({
  type: 'objection-withdrawn',
  shape: fields<ObjectionWithdrawn>({ decision: hexOf(32), objection: hexOf(32) }),
  rules: [onlyMembersMayAct, onlyWhoObjectedWithdraws],
  transform: (act) =>
    recordAct(act, act.body.decision, { kind: 'withdrawal', objection: act.body.objection }),
});
