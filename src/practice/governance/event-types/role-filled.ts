import { dayMs } from '../../../base/time.ts';
import { fields, hexOf } from '../body-shape.ts';
import { roles, terms } from '../circles/circle-tables.ts';
import { outcomeOf } from '../decisions/decision-outcome.ts';
import { decisions } from '../decisions/decision-tables.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { onlyWhatWasSettled } from '../rules/settled.ts';
import { members } from '../tables.ts';

/**
 * A settled election or draw puts a person forward for a role, one event for each chosen; they are asked last, unless
 * their consent was part of the decision.
 */
export type RoleFilled = { readonly decision: string; readonly role: string; readonly person: string };

const onlyWhoWasElected: Rule<RoleFilled> = ({ state, body }) => {
  if (roles.get(state, body.role) === undefined) return 'role-unknown';
  const isFilled = [...terms.all(state).values()].some(
    ({ decision, person }) => decision === body.decision && person === body.person,
  );
  if (isFilled) return 'recorded-before';
  if (members.get(state, body.person)?.standing !== 'member') return 'not-a-member';
  const { terms: said } = decisions.get(state, body.decision)!;
  const { winners } = outcomeOf(state, body.decision);
  return winners.includes(body.person) || said.nominee === body.person ? null : 'not-elected';
};

export const roleFilled = eventType<RoleFilled>({
  type: 'role-filled',
  shape: fields<RoleFilled>({ decision: hexOf(32), role: hexOf(32), person: hexOf(32) }),
  rules: [onlyMembersMayAct, onlyWhatWasSettled('roles'), onlyWhoWasElected],
  transform: ({ state, id, at, body: { decision, role, person } }) => {
    const until = at + roles.get(state, role)!.termDays * dayMs;
    const { method } = decisions.get(state, decision)!.terms;
    const standing = method === 'sociocratic-election' ? 'accepted' : 'asked';
    terms.put(state, id, { decision, role, person, from: at, until, standing });
  },
});
