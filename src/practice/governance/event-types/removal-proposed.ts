import { fields, hexOf, text } from '../body-shape.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { members, removalSupports, removals } from '../tables.ts';

/** The notice to the one concerned: the hearing time runs from here. The proposer's support is in it. */
export type RemovalProposed = { readonly person: string; readonly reason: string };

const onlyAnotherMember: Rule<RemovalProposed> = ({ state, person, body }) =>
  body.person !== person && members.get(state, body.person)?.standing === 'member' ? null : 'not-a-member';

export const removalProposed = eventType<RemovalProposed>({
  type: 'removal-proposed',
  shape: fields<RemovalProposed>({ person: hexOf(32), reason: text(4000, 1) }),
  rules: [onlyMembersMayAct, onlyAnotherMember],
  transform: ({ state, id, person, at, body }) => {
    removals.put(state, id, { ...body, by: person, at, outcome: 'open' });
    removalSupports.put(state, `${id}/${person}`, { at });
  },
});
