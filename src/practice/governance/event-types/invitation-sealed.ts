import { bytes, fields, hexOf, record } from '../body-shape.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { invitations, sealedInvitations } from '../tables.ts';

/** The inviter lets chosen members' devices answer an invitation, so that its holder need not wait for one person. */
export type InvitationSealed = {
  readonly invitation: string;
  /** The 32-byte secret that answers it, closed for each device. */
  readonly sealed: Readonly<Record<string, Uint8Array>>;
};

const onlyTheInviterShares: Rule<InvitationSealed> = ({ state, person, body }) => {
  const invitation = invitations.get(state, body.invitation);
  if (invitation === undefined) return 'invitation-unknown';
  return invitation.by === person ? null : 'not-their-invitation';
};

export const invitationSealed = eventType<InvitationSealed>({
  type: 'invitation-sealed',
  shape: fields<InvitationSealed>({ invitation: hexOf(32), sealed: record(hexOf(32), bytes(80), 400) }),
  rules: [onlyMembersMayAct, onlyTheInviterShares],
  transform: ({ state, body }) =>
    sealedInvitations.put(state, body.invitation, {
      ...body.sealed,
      ...sealedInvitations.get(state, body.invitation),
    }),
});
