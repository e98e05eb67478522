import type { AnyEventType } from './event-type.ts';
import { adviceAsked } from './event-types/advice-asked.ts';
import { adviceGiven } from './event-types/advice-given.ts';
import { ballotCast } from './event-types/ballot-cast.ts';
import { ballotsCounted } from './event-types/ballots-counted.ts';
import { communityFounded } from './event-types/community-founded.ts';
import { concernVoiced } from './event-types/concern-voiced.ts';
import { decisionClosed } from './event-types/decision-closed.ts';
import { decisionOpened } from './event-types/decision-opened.ts';
import { deviceAdded } from './event-types/device-added.ts';
import { deviceNamed } from './event-types/device-named.ts';
import { deviceRetired } from './event-types/device-retired.ts';
import { epochBegun } from './event-types/epoch-begun.ts';
import { invitationMade } from './event-types/invitation-made.ts';
import { invitationSealed } from './event-types/invitation-sealed.ts';
import { invitationTakenBack } from './event-types/invitation-taken-back.ts';
import { memberAdmitted } from './event-types/member-admitted.ts';
import { memberLeft } from './event-types/member-left.ts';
import { memberVouched } from './event-types/member-vouched.ts';
import { objectionRaised } from './event-types/objection-raised.ts';
import { objectionTested } from './event-types/objection-tested.ts';
import { objectionWithdrawn } from './event-types/objection-withdrawn.ts';
import { postUndone } from './event-types/post-undone.ts';
import { postWritten } from './event-types/post-written.ts';
import { proposalAmended } from './event-types/proposal-amended.ts';
import { proposalDrafted } from './event-types/proposal-drafted.ts';
import { removalConcluded } from './event-types/removal-concluded.ts';
import { removalDismissed } from './event-types/removal-dismissed.ts';
import { removalProposed } from './event-types/removal-proposed.ts';
import { removalSupported } from './event-types/removal-supported.ts';

/** Every type of event this Equipo understands. A new one is a file in `event-types/` and a line here. */
export const eventTable: ReadonlyMap<string, AnyEventType> = new Map(
  [
    adviceAsked,
    adviceGiven,
    ballotCast,
    ballotsCounted,
    communityFounded,
    concernVoiced,
    decisionClosed,
    decisionOpened,
    deviceAdded,
    deviceNamed,
    deviceRetired,
    epochBegun,
    invitationMade,
    invitationSealed,
    invitationTakenBack,
    memberAdmitted,
    memberLeft,
    memberVouched,
    objectionRaised,
    objectionTested,
    objectionWithdrawn,
    postUndone,
    postWritten,
    proposalAmended,
    proposalDrafted,
    removalConcluded,
    removalDismissed,
    removalProposed,
    removalSupported,
  ].map((type) => [type.type, type]),
);
