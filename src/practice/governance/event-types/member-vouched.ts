import { fields, hexOf } from '../body-shape.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { isVouchedIn, mayVouch } from '../rules/vouching.ts';
import { members, vouches } from '../tables.ts';

/** A further member stands up for a newcomer; where joining takes a decision, this is a yes in it. */
export type MemberVouched = { readonly person: string };

const onlyForNewcomersAndMembers: Rule<MemberVouched> = ({ state, body }) => {
  const standing = members.get(state, body.person)?.standing;
  return standing === 'vouched' || standing === 'member' ? null : 'not-a-newcomer';
};

const nobodyVouchesTwice: Rule<MemberVouched> = ({ state, person, body }) => {
  if (body.person === person) return 'vouched-for-oneself';
  return vouches.get(state, `${body.person}/${person}`) === undefined ? null : 'vouched-already';
};

const nobodyVouchesForTooMany: Rule<MemberVouched> = ({ state, person, at }) => mayVouch(state, person, at);

export const memberVouched = eventType<MemberVouched>({
  type: 'member-vouched',
  shape: fields<MemberVouched>({ person: hexOf(32) }),
  rules: [onlyMembersMayAct, onlyForNewcomersAndMembers, nobodyVouchesTwice, nobodyVouchesForTooMany],
  transform: ({ state, person: by, at, body: { person } }) => {
    vouches.put(state, `${person}/${by}`, { by, person, at });
    const row = members.get(state, person)!;
    if (row.standing === 'vouched' && isVouchedIn(state, person)) {
      members.put(state, person, { ...row, standing: 'member', since: at });
    }
  },
});
