import { fields, hexOf, text } from '../body-shape.ts';
import { eventType } from '../event-type.ts';
import { recordAct, theDecisionIsKnown } from '../rules/deciding.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

/** Heard and kept; it stops nothing, and any member may voice one. */
export type ConcernVoiced = { readonly decision: string; readonly text: string };

export const concernVoiced = eventType<ConcernVoiced>({
  type: 'concern-voiced',
  shape: fields<ConcernVoiced>({ decision: hexOf(32), text: text(4000, 1) }),
  rules: [onlyMembersMayAct, theDecisionIsKnown],
  transform: (act) => recordAct(act, act.body.decision, { kind: 'concern', text: act.body.text }),
});
