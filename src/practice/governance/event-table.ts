import type { AnyEventType } from './event-type.ts';
import { actRecognised } from './event-types/act-recognised.ts';
import { adviceAsked } from './event-types/advice-asked.ts';
import { adviceGiven } from './event-types/advice-given.ts';
import { agreementRecorded } from './event-types/agreement-recorded.ts';
import { ballotCarried } from './event-types/ballot-carried.ts';
import { ballotCast } from './event-types/ballot-cast.ts';
import { ballotsCounted } from './event-types/ballots-counted.ts';
import { ballotsOpened } from './event-types/ballots-opened.ts';
import { circleFormed } from './event-types/circle-formed.ts';
import { circleJoined } from './event-types/circle-joined.ts';
import { circleLeft } from './event-types/circle-left.ts';
import { communityFounded } from './event-types/community-founded.ts';
import { concernVoiced } from './event-types/concern-voiced.ts';
import { decisionClosed } from './event-types/decision-closed.ts';
import { decisionOpened } from './event-types/decision-opened.ts';
import { decisionWithdrawn } from './event-types/decision-withdrawn.ts';
import { deviceAdded } from './event-types/device-added.ts';
import { deviceNamed } from './event-types/device-named.ts';
import { deviceRetired } from './event-types/device-retired.ts';
import { epochBegun } from './event-types/epoch-begun.ts';
import { experimentAgreed } from './event-types/experiment-agreed.ts';
import { facilitationHandedOn } from './event-types/facilitation-handed-on.ts';
import { historyImported } from './event-types/history-imported.ts';
import { invitationMade } from './event-types/invitation-made.ts';
import { invitationSealed } from './event-types/invitation-sealed.ts';
import { invitationTakenBack } from './event-types/invitation-taken-back.ts';
import { lotDeclined } from './event-types/lot-declined.ts';
import { lotOpened } from './event-types/lot-opened.ts';
import { memberAdmitted } from './event-types/member-admitted.ts';
import { memberLeft } from './event-types/member-left.ts';
import { memberVouched } from './event-types/member-vouched.ts';
import { nominationMade } from './event-types/nomination-made.ts';
import { nomineeProposed } from './event-types/nominee-proposed.ts';
import { objectionRaised } from './event-types/objection-raised.ts';
import { objectionTested } from './event-types/objection-tested.ts';
import { objectionWithdrawn } from './event-types/objection-withdrawn.ts';
import { offerClosed } from './event-types/offer-closed.ts';
import { offerMade } from './event-types/offer-made.ts';
import { pactAccepted } from './event-types/pact-accepted.ts';
import { pactEnded } from './event-types/pact-ended.ts';
import { pactProposed } from './event-types/pact-proposed.ts';
import { postUndone } from './event-types/post-undone.ts';
import { postWritten } from './event-types/post-written.ts';
import { proposalAmended } from './event-types/proposal-amended.ts';
import { proposalDrafted } from './event-types/proposal-drafted.ts';
import { recognitionUndone } from './event-types/recognition-undone.ts';
import { removalConcluded } from './event-types/removal-concluded.ts';
import { removalDismissed } from './event-types/removal-dismissed.ts';
import { removalProposed } from './event-types/removal-proposed.ts';
import { removalSupported } from './event-types/removal-supported.ts';
import { rightDeclared } from './event-types/right-declared.ts';
import { rightHandedOn } from './event-types/right-handed-on.ts';
import { rightTakenBack } from './event-types/right-taken-back.ts';
import { roleDefined } from './event-types/role-defined.ts';
import { roleFilled } from './event-types/role-filled.ts';
import { termAnswered } from './event-types/term-answered.ts';
import { turnsAgreed } from './event-types/turns-agreed.ts';

/** Every type of event this Equipo understands. A new one is a file in `event-types/` and a line here. */
export const eventTable: ReadonlyMap<string, AnyEventType> = new Map(
  [
    actRecognised,
    adviceAsked,
    adviceGiven,
    agreementRecorded,
    ballotCarried,
    ballotCast,
    ballotsCounted,
    ballotsOpened,
    circleFormed,
    circleJoined,
    circleLeft,
    communityFounded,
    concernVoiced,
    decisionClosed,
    decisionOpened,
    decisionWithdrawn,
    deviceAdded,
    deviceNamed,
    deviceRetired,
    epochBegun,
    experimentAgreed,
    facilitationHandedOn,
    historyImported,
    invitationMade,
    invitationSealed,
    invitationTakenBack,
    lotDeclined,
    lotOpened,
    memberAdmitted,
    memberLeft,
    memberVouched,
    nominationMade,
    nomineeProposed,
    objectionRaised,
    objectionTested,
    objectionWithdrawn,
    offerClosed,
    offerMade,
    pactAccepted,
    pactEnded,
    pactProposed,
    postUndone,
    postWritten,
    proposalAmended,
    proposalDrafted,
    recognitionUndone,
    removalConcluded,
    removalDismissed,
    removalProposed,
    removalSupported,
    rightDeclared,
    rightHandedOn,
    rightTakenBack,
    roleDefined,
    roleFilled,
    termAnswered,
    turnsAgreed,
  ].map((type) => [type.type, type]),
);
