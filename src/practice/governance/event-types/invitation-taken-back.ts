import { fields, hexOf } from '../body-shape.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { invitations } from '../tables.ts';

export type InvitationTakenBack = { readonly invitation: string };

const onlyTheInviterTakesBack: Rule<InvitationTakenBack> = ({ state, person, body }) => {
  const invitation = invitations.get(state, body.invitation);
  if (invitation === undefined) return 'invitation-unknown';
  return invitation.by === person ? null : 'not-their-invitation';
};

export const invitationTakenBack = eventType<InvitationTakenBack>({
  type: 'invitation-taken-back',
  shape: fields<InvitationTakenBack>({ invitation: hexOf(32) }),
  rules: [onlyMembersMayAct, onlyTheInviterTakesBack],
  transform: ({ state, body }) => {
    const invitation = invitations.get(state, body.invitation)!;
    invitations.put(state, body.invitation, { ...invitation, isTakenBack: true });
  },
});
