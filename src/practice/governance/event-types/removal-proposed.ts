import { fields, hexOf, orNull, text } from '../body-shape.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { devices, members, removalSupports, removals } from '../tables.ts';

/** The notice to the one concerned: the hearing time runs from here. The proposer's support is in it. */
export type RemovalProposed = {
  readonly person: string;
  /** A lost device that its person cannot retire; `null` to go on without the person. */
  readonly device: string | null;
  readonly reason: string;
};

const onlyAnotherMember: Rule<RemovalProposed> = ({ state, person, body }) =>
  body.person !== person && members.get(state, body.person)?.standing === 'member' ? null : 'not-a-member';

const onlyADeviceOfTheirs: Rule<RemovalProposed> = ({ state, body }) => {
  if (body.device === null) return null;
  const row = devices.get(state, body.device);
  if (row?.person !== body.person) return 'not-their-device';
  return row.isRetired ? 'device-retired' : null;
};

export const removalProposed = eventType<RemovalProposed>({
  type: 'removal-proposed',
  shape: fields<RemovalProposed>({ person: hexOf(32), device: orNull(hexOf(32)), reason: text(4000, 1) }),
  rules: [onlyMembersMayAct, onlyAnotherMember, onlyADeviceOfTheirs],
  transform: ({ state, id, person, at, body }) => {
    removals.put(state, id, { ...body, by: person, at, outcome: 'open' });
    removalSupports.put(state, `${id}/${person}`, { at });
  },
});
