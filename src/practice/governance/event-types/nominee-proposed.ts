import { fields, hexOf, text } from '../body-shape.ts';
import { countingActs, electorsOf } from '../decisions/counting-acts.ts';
import { decisions } from '../decisions/decision-tables.ts';
import { quorumShareOf } from '../decisions/decision-terms.ts';
import { nominationsIn } from '../decisions/sociocratic-election.ts';
import { quorumOf } from '../decisions/threshold.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyElectorsTakePart, recordAct } from '../rules/deciding.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { onlyElectorsAreNominated } from './nomination-made.ts';

/** Whoever opened an election puts somebody forward, from what was heard; it lapses the answers to the one before. */
export type NomineeProposed = { readonly decision: string; readonly person: string; readonly reason: string };

const whoOpenedItPutsForward: Rule<NomineeProposed> = ({ state, person, at, body }) => {
  const { terms, phase, by } = decisions.get(state, body.decision)!;
  if (terms.method !== 'sociocratic-election') return 'not-an-election';
  if (phase !== 'open' || at > terms.deadline) return 'closed-before';
  return by === person ? null : 'not-their-election';
};

/** Nobody is put forward whom nobody nominated, or before as many as the quorum have said whom they would. */
const nominationsWereHeard: Rule<NomineeProposed> = ({ state, body }) => {
  const row = decisions.get(state, body.decision)!;
  const nominations = nominationsIn(countingActs(state, body.decision, row));
  const quorum = quorumOf(quorumShareOf(row.terms), electorsOf(state, row).size);
  if (BigInt(nominations.length) < quorum) return 'nominations-few';
  return nominations.some(({ person }) => person === body.person) ? null : 'not-nominated';
};

const notTooOften: Rule<NomineeProposed> = ({ state, body }) => {
  const { amendments, terms } = decisions.get(state, body.decision)!;
  return amendments <= terms.mostAmendments ? null : 'put-forward-too-often';
};

export const nomineeProposed = eventType<NomineeProposed>({
  type: 'nominee-proposed',
  shape: fields<NomineeProposed>({ decision: hexOf(32), person: hexOf(32), reason: text(4000, 1) }),
  rules: [
    onlyMembersMayAct,
    onlyElectorsTakePart,
    whoOpenedItPutsForward,
    onlyElectorsAreNominated,
    nominationsWereHeard,
    notTooOften,
  ],
  transform: (act) => {
    const { decision, person, reason } = act.body;
    recordAct(act, decision, { kind: 'nominee', person, reason });
    const row = decisions.get(act.state, decision)!;
    decisions.put(act.state, decision, { ...row, version: act.id, amendments: row.amendments + 1 });
  },
});
