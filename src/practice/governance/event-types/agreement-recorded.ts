import { agreements } from '../agreements/agreement-tables.ts';
import { fields, hexOf, integer, orNull } from '../body-shape.ts';
import { circles } from '../circles/circle-tables.ts';
import { outcomeOf } from '../decisions/decision-outcome.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { onlyWhatWasSettled } from '../rules/settled.ts';

/** A settled decision stands as an agreement until its review date brings it back. */
export type AgreementRecorded = {
  readonly decision: string;
  readonly reviewAt: number;
  readonly circle: string | null;
  readonly replaces: string | null;
};

const oneAgreementADecision: Rule<AgreementRecorded> = ({ state, body }) =>
  agreements.get(state, body.decision) === undefined ? null : 'recorded-before';

const itComesBack: Rule<AgreementRecorded> = ({ at, body }) =>
  body.reviewAt > at ? null : 'review-in-the-past';

const whatItNamesIsThere: Rule<AgreementRecorded> = ({ state, body }) => {
  if (body.circle !== null && circles.get(state, body.circle) === undefined) return 'circle-unknown';
  if (body.replaces === null) return null;
  const replaced = agreements.get(state, body.replaces);
  return replaced === undefined || replaced.isReplaced ? 'agreement-unknown' : null;
};

export const agreementRecorded = eventType<AgreementRecorded>({
  type: 'agreement-recorded',
  shape: fields<AgreementRecorded>({
    decision: hexOf(32),
    reviewAt: integer(0, Number.MAX_SAFE_INTEGER),
    circle: orNull(hexOf(32)),
    replaces: orNull(hexOf(32)),
  }),
  rules: [
    onlyMembersMayAct,
    onlyWhatWasSettled('agreements'),
    oneAgreementADecision,
    itComesBack,
    whatItNamesIsThere,
  ],
  transform: ({ state, at, body: { decision, ...said } }) => {
    const { version } = outcomeOf(state, decision);
    agreements.put(state, decision, { ...said, version, at, isReplaced: false });
    if (said.replaces === null) return;
    agreements.put(state, said.replaces, { ...agreements.get(state, said.replaces)!, isReplaced: true });
  },
});
