import { fields, hexOf, integer } from '../body-shape.ts';
import { eventType } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { invitations } from '../tables.ts';

export type InvitationMade = {
  /** Public key whose secret travels in the link. */
  readonly key: string;
  readonly uses: number;
  /** Claimed ms since 1970. */
  readonly until: number;
};

export const invitationMade = eventType<InvitationMade>({
  type: 'invitation-made',
  shape: fields<InvitationMade>({
    key: hexOf(32),
    uses: integer(1, 1000),
    until: integer(0, Number.MAX_SAFE_INTEGER),
  }),
  rules: [onlyMembersMayAct],
  transform: ({ state, id, person, body }) =>
    invitations.put(state, id, { ...body, by: person, used: 0, isTakenBack: false }),
});
