import { type PlacedEvent, pastOf } from '../../events/history.ts';
import { mayTakePart } from '../decisions/counting-acts.ts';
import { actsOf, type DecisionDeed, decisions, receiptsOf } from '../decisions/decision-tables.ts';
import type { Act, Rule } from '../event-type.ts';
import { communities, devices, members } from '../tables.ts';

type InDecision = { readonly decision: string };

export const theDecisionIsKnown: Rule<InDecision> = ({ state, body }) =>
  decisions.get(state, body.decision) === undefined ? 'decision-unknown' : null;

export const onlyElectorsTakePart: Rule<InDecision> = ({ state, person, body }) => {
  const row = decisions.get(state, body.decision);
  if (row === undefined) return 'decision-unknown';
  return mayTakePart(state, row, person) ? null : 'not-an-elector';
};

/** Puts down what somebody did in a decision, marked where it came too late to count. */
export const recordAct = (
  { state, placed, id, device, person, at }: Act<unknown>,
  decision: string,
  act: DecisionDeed,
): void => {
  const row = decisions.get(state, decision)!;
  const hasSigned =
    row.phase === 'closed' &&
    [...receiptsOf(decision).all(state).keys()].some((key) => key.startsWith(`${device}/`));
  const { seq } = placed.event;
  const isLate = at > row.terms.deadline || hasSigned;
  actsOf(decision).put(state, id, { person, device, seq, at, isLate, act });
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
