import { fields, hexOf, text } from '../body-shape.ts';
import { decisions } from '../decisions/decision-tables.ts';
import { unpackKeys } from '../decisions/electorate-keys.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyElectorsTakePart, recordAct } from '../rules/deciding.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { members } from '../tables.ts';

/** Whom an elector nominates, oneself too, and what speaks for them; the last in causal order counts. */
export type NominationMade = { readonly decision: string; readonly person: string; readonly reason: string };

const theElectionRuns: Rule<NominationMade> = ({ state, body }) => {
  const { terms, phase } = decisions.get(state, body.decision)!;
  if (terms.method !== 'sociocratic-election') return 'not-an-election';
  return phase === 'open' ? null : 'closed-before';
};

/** They answer last, so they must be among those who answer. */
export const onlyElectorsAreNominated: Rule<{ readonly decision: string; readonly person: string }> = ({
  state,
  body,
}) =>
  unpackKeys(decisions.get(state, body.decision)!.electorate)!.has(body.person) &&
  members.get(state, body.person)?.standing === 'member'
    ? null
    : 'not-an-elector';

export const nominationMade = eventType<NominationMade>({
  type: 'nomination-made',
  shape: fields<NominationMade>({ decision: hexOf(32), person: hexOf(32), reason: text(4000, 1) }),
  rules: [onlyMembersMayAct, onlyElectorsTakePart, theElectionRuns, onlyElectorsAreNominated],
  transform: (act) => {
    const { decision, person, reason } = act.body;
    const { lamport } = act.placed.event;
    recordAct(act, decision, { kind: 'nomination', person, reason, lamport });
  },
});
