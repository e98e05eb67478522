import { fields, hexOf, text } from '../body-shape.ts';
import { actsOf } from '../decisions/decision-tables.ts';
import { eventType, type Rule } from '../event-type.ts';
import { recordAct } from '../rules/deciding.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

export type AdviceGiven = { readonly decision: string; readonly ask: string; readonly text: string };

const onlyWhoWasAskedAnswers: Rule<AdviceGiven> = ({ state, person, body }) => {
  const ask = actsOf(body.decision).get(state, body.ask)?.act;
  return ask?.kind === 'ask' && ask.person === person ? null : 'not-asked';
};

export const adviceGiven = eventType<AdviceGiven>({
  type: 'advice-given',
  shape: fields<AdviceGiven>({ decision: hexOf(32), ask: hexOf(32), text: text(8000, 1) }),
  rules: [onlyMembersMayAct, onlyWhoWasAskedAnswers],
  transform: (act) => {
    const { decision, ask, text: said } = act.body;
    recordAct(act, decision, { kind: 'advice', ask, text: said });
  },
});
