import { choice, fields, hexOf } from '../body-shape.ts';
import type { AdviceKind } from '../decisions/advice.ts';
import { decisions } from '../decisions/decision-tables.ts';
import { eventType, type Rule } from '../event-type.ts';
import { recordAct, theDecisionIsKnown } from '../rules/deciding.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { members } from '../tables.ts';

/** Whoever decides asks a member: because it concerns them, or because they know about it. */
export type AdviceAsked = { readonly decision: string; readonly person: string; readonly as: AdviceKind };

const onlyWhoDecidesAsks: Rule<AdviceAsked> = ({ state, person, body }) =>
  decisions.get(state, body.decision)!.by === person ? null : 'not-an-elector';

const anotherMemberIsAsked: Rule<AdviceAsked> = ({ state, person, body }) => {
  if (body.person === person) return 'concerns-oneself';
  return members.get(state, body.person)?.standing === 'member' ? null : 'not-a-member';
};

export const adviceAsked = eventType<AdviceAsked>({
  type: 'advice-asked',
  shape: fields<AdviceAsked>({ decision: hexOf(32), person: hexOf(32), as: choice('affected', 'knows') }),
  rules: [onlyMembersMayAct, theDecisionIsKnown, onlyWhoDecidesAsks, anotherMemberIsAsked],
  transform: (act) => {
    const { decision, person, as } = act.body;
    recordAct(act, decision, { kind: 'ask', person, as });
  },
});
