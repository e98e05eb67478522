import { experiments } from '../agreements/agreement-tables.ts';
import { fields, hexOf, integer, text } from '../body-shape.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { onlyWhatWasSettled } from '../rules/settled.ts';

/** A change tried for a time, agreed by those it touches, and the measure that shall tell. */
export type ExperimentAgreed = {
  readonly decision: string;
  readonly measure: string;
  readonly hypothesis: string;
  readonly from: number;
  readonly until: number;
};

const anExperimentEnds: Rule<ExperimentAgreed> = ({ state, body }) => {
  if (experiments.get(state, body.decision) !== undefined) return 'recorded-before';
  return body.until > body.from ? null : 'ends-before-it-begins';
};

export const experimentAgreed = eventType<ExperimentAgreed>({
  type: 'experiment-agreed',
  shape: fields<ExperimentAgreed>({
    decision: hexOf(32),
    measure: text(120, 1),
    hypothesis: text(2000, 1),
    from: integer(0, Number.MAX_SAFE_INTEGER),
    until: integer(0, Number.MAX_SAFE_INTEGER),
  }),
  rules: [onlyMembersMayAct, onlyWhatWasSettled('everything-else'), anExperimentEnds],
  transform: ({ state, at, body: { decision, ...said } }) =>
    experiments.put(state, decision, { ...said, at }),
});
