import { type PlacedEvent, pastOf } from '../../events/history.ts';
import { mayTakePart } from '../decisions/counting-acts.ts';
import {
  actsOf,
  type DecisionDeed,
  decisions,
  proposalVersions,
  receiptsOf,
} from '../decisions/decision-tables.ts';
import type { SealedBallot } from '../decisions/sealed-ballot.ts';
import type { Act, Rule } from '../event-type.ts';
import type { CommunityState } from '../state.ts';
import { communities, devices, members } from '../tables.ts';

type InDecision = { readonly decision: string };

export const theDecisionIsKnown: Rule<InDecision> = ({ state, body }) =>
  decisions.get(state, body.decision) === undefined ? 'decision-unknown' : null;

export const onlyElectorsTakePart: Rule<InDecision> = ({ state, person, body }) => {
  const row = decisions.get(state, body.decision);
  if (row === undefined) return 'decision-unknown';
  return mayTakePart(state, row, person) ? null : 'not-an-elector';
};

const hasSigned = (state: CommunityState, decision: string, device: string): boolean =>
  decisions.get(state, decision)!.phase === 'closed' &&
  [...receiptsOf(decision).all(state).keys()].some((key) => key.startsWith(`${device}/`));

const isTooLate = (state: CommunityState, decision: string, device: string, at: number): boolean =>
  at > decisions.get(state, decision)!.terms.deadline || hasSigned(state, decision, device);

/** The version decided on, of the proposal decided on. */
export const theVersionIsOne: Rule<{ readonly decision: string; readonly version: string }> = ({
  state,
  body,
}) => {
  const { proposal, version } = decisions.get(state, body.decision)!;
  if (proposal === null) {
    const isEarlier = actsOf(body.decision).get(state, body.version)?.act.kind === 'nominee';
    return body.version === version || isEarlier ? null : 'proposal-unknown';
  }
  return proposalVersions.get(state, body.version)?.proposal === proposal ? null : 'proposal-unknown';
};

/** Puts down what somebody did in a decision, marked where it came too late to count. */
export const recordAct = (
  { state, placed, id, device, person, at }: Act<unknown>,
  decision: string,
  act: DecisionDeed,
): void => {
  const { seq } = placed.event;
  // A part of a seed is opened after the close, and before its device signs what it counts.
  const isLate =
    act.kind === 'lot-part' ? hasSigned(state, decision, device) : isTooLate(state, decision, device, at);
  actsOf(decision).put(state, id, { person, device, seq, at, isLate, act });
};

/** Puts down a ballot that a device carried for nobody knows whom; the device's own lateness is the ballot's. */
export const recordSealedBallot = ({ state, id, device, at }: Act<unknown>, body: SealedBallot): void => {
  const { decision, image, turn } = body;
  const isLate = isTooLate(state, decision, device, at);
  const row = { person: image, device: image, seq: turn, at, isLate };
  actsOf(decision).put(state, id, { ...row, act: { kind: 'sealed-ballot', body } });
};

const waitingMs = 7 * 86_400_000;

/**
 * Whether an opening had seen that a person may take part: their admission, and seven days since or a second voice for
 * them. What it had not seen cannot be held against it. Cost: the whole causal past, so asked only about persons left out.
 */
export const hadSeenElector = ({ state, at }: Act<unknown>, placed: PlacedEvent, person: string): boolean => {
  if (communities.get(state, 'community')?.founder === person) return true;
  const theirs = new Set(
    [...devices.all(state)].filter(([, row]) => row.person === person).map(([device]) => device),
  );
  let voices = 0;
  let admittedAt: number | null = null;
  for (const { event } of pastOf([placed])) {
    if (event.type === 'member-vouched' && event.body.person === person) voices++;
    if (event.type !== 'member-admitted') continue;
    const { certificate } = event.body as { certificate: { device: string } };
    if (!theirs.has(certificate.device)) continue;
    voices++;
    admittedAt ??= event.at;
  }
  if (admittedAt === null || members.get(state, person)?.standing !== 'member') return false;
  return voices >= 2 || at - admittedAt >= waitingMs;
};
