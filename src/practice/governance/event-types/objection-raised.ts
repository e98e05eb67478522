import { fields, hexOf, text } from '../body-shape.ts';
import { eventType } from '../event-type.ts';
import { onlyElectorsTakePart, recordAct } from '../rules/deciding.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

/** Why a version would harm what the community is for. After the close it asks for a review. */
export type ObjectionRaised = {
  readonly decision: string;
  readonly version: string;
  readonly reason: string;
  readonly harm: string;
};

export const objectionRaised = eventType<ObjectionRaised>({
  type: 'objection-raised',
  shape: fields<ObjectionRaised>({
    decision: hexOf(32),
    version: hexOf(32),
    reason: text(4000, 1),
    harm: text(4000),
  }),
  rules: [onlyMembersMayAct, onlyElectorsTakePart],
  transform: (act) => {
    const { decision, ...said } = act.body;
    recordAct(act, decision, { kind: 'objection', ...said });
  },
});
