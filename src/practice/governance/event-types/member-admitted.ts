import { encodeCanonical } from '../../../base/canonical-bytes.ts';
import type { Signer } from '../../events/signature.ts';
import { bytes, bytesOfHex, fields, hexOf, orNull, text } from '../body-shape.ts';
import { type Certificate, certificateShape, isCertified } from '../certificate.ts';
import { eventType, type Rule } from '../event-type.ts';
import { isSignedOnce } from '../is-signed-once.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { isVouchedIn, mayVouch } from '../rules/vouching.ts';
import { communities, devices, invitations, members, vouches } from '../tables.ts';

/**
 * A member's device lets a newcomer in. With an invitation it is the inviter who vouches, whoever answers it; without
 * one, the member who lets in vouches.
 */
export type MemberAdmitted = {
  readonly certificate: Certificate;
  readonly name: string;
  readonly deviceName: string;
  readonly invitation: string | null;
  /** The invitation's key under the newcomer's device: the newcomer held the link. */
  readonly proof: Uint8Array | null;
};

const proofStatement = (invitation: string, device: string): Uint8Array =>
  encodeCanonical(['equipo-invitation', bytesOfHex(invitation), bytesOfHex(device)]);

/** What a newcomer shows of an invitation: it holds for their device alone, so it cannot be passed on. */
export const proveInvitation = (invitation: string, device: string, link: Signer): Uint8Array =>
  link.sign(proofStatement(invitation, device));

const voucherOf = (act: Parameters<Rule<MemberAdmitted>>[0]): string =>
  act.body.invitation === null ? act.person : invitations.get(act.state, act.body.invitation)!.by;

const theNewcomerSignsTheirOwnDevice: Rule<MemberAdmitted> = ({ state, body: { certificate } }) => {
  if (!isCertified(certificate)) return 'certificate-wrong';
  const known = devices.get(state, certificate.device);
  return known === undefined || (known.person === certificate.person && !known.isRetired)
    ? null
    : 'device-known';
};

const nobodyIsAdmittedTwice: Rule<MemberAdmitted> = (act) => {
  const { person } = act.body.certificate;
  const standing = members.get(act.state, person)?.standing;
  if (standing === 'removed') return 'removed-before';
  if (vouches.get(act.state, `${person}/${voucherOf(act)}`) !== undefined && standing !== 'left') {
    return 'vouched-already';
  }
  return voucherOf(act) === person ? 'vouched-for-oneself' : null;
};

const anInvitationMustHold: Rule<MemberAdmitted> = ({ state, at, body }) => {
  if (body.invitation === null) {
    return communities.get(state, 'community')!.joining === 'open' ? null : 'invitation-needed';
  }
  const invitation = invitations.get(state, body.invitation);
  if (invitation === undefined) return 'invitation-unknown';
  if (invitation.isTakenBack) return 'invitation-taken-back';
  if (invitation.used >= invitation.uses) return 'invitation-used';
  if (at > invitation.until) return 'invitation-ended';
  if (members.get(state, invitation.by)?.standing !== 'member') return 'inviter-gone';
  const isProven =
    body.proof !== null &&
    isSignedOnce({
      message: proofStatement(body.invitation, body.certificate.device),
      signature: body.proof,
      publicKey: bytesOfHex(invitation.key),
    });
  return isProven ? null : 'invitation-unproven';
};

const nobodyVouchesForTooMany: Rule<MemberAdmitted> = (act) => mayVouch(act.state, voucherOf(act), act.at);

export const memberAdmitted = eventType<MemberAdmitted>({
  type: 'member-admitted',
  shape: fields<MemberAdmitted>({
    certificate: certificateShape,
    name: text(120, 1),
    deviceName: text(120),
    invitation: orNull(hexOf(32)),
    proof: orNull(bytes(64)),
  }),
  rules: [
    onlyMembersMayAct,
    anInvitationMustHold,
    theNewcomerSignsTheirOwnDevice,
    nobodyIsAdmittedTwice,
    nobodyVouchesForTooMany,
  ],
  transform: (act) => {
    const { state, at, body } = act;
    const { person, device } = body.certificate;
    const by = voucherOf(act);
    vouches.put(state, `${person}/${by}`, { by, person, at });
    if (body.invitation !== null) {
      const invitation = invitations.get(state, body.invitation)!;
      invitations.put(state, body.invitation, { ...invitation, used: invitation.used + 1 });
    }
    devices.put(state, device, { person, name: body.deviceName, isRetired: false });
    const before = members.get(state, person);
    if (before?.standing === 'member') return;
    const standing = isVouchedIn(state, person) ? 'member' : 'vouched';
    members.put(state, person, { standing, name: body.name, since: at });
  },
});
