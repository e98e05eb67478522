import { choice, fields, hexOf, integer, orNull, text } from '../body-shape.ts';
import { circles, type HolderKind, type RightStep, rights } from '../circles/circle-tables.ts';
import { rightHolder, standingSteps } from '../circles/right-holder.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { onlyWhatWasSettled } from '../rules/settled.ts';
import { members } from '../tables.ts';

/** A decision right goes from its holder to a person, a circle or the community, and how it may come back. */
export type RightHandedOn = {
  readonly right: string;
  readonly toKind: HolderKind;
  /** A person or circle; empty for the community. */
  readonly to: string;
  readonly until: number | null;
  readonly takenBackBy: RightStep['takenBackBy'];
  /** Needed where a circle or the community holds it. */
  readonly decision: string | null;
};

const onlyItsHolderHandsItOn: Rule<RightHandedOn> = (act) => {
  const { state, person, at, body } = act;
  const right = rights.get(state, body.right);
  if (right === undefined) return 'right-unknown';
  const holder = rightHolder(right, at);
  if (holder.holderKind === 'person') return holder.holder === person ? null : 'not-its-holder';
  return body.decision === null
    ? 'not-its-holder'
    : onlyWhatWasSettled('roles')({ ...act, body: { decision: body.decision } });
};

const theNewHolderIsThere: Rule<RightHandedOn> = ({ state, body }) => {
  if (body.toKind === 'community') return body.to === '' ? null : 'not-a-member';
  if (body.toKind === 'circle') return circles.get(state, body.to) === undefined ? 'circle-unknown' : null;
  return members.get(state, body.to)?.standing === 'member' ? null : 'not-a-member';
};

/** Handed on in a circle, a right would seem to move and stay where it was: it is taken back instead. */
const itDoesNotGoRound: Rule<RightHandedOn> = ({ state, at, body }) =>
  standingSteps(rights.get(state, body.right)!, at).some(
    (step) => step.holderKind === body.toKind && step.holder === body.to,
  )
    ? 'delegation-circular'
    : null;

export const rightHandedOn = eventType<RightHandedOn>({
  type: 'right-handed-on',
  shape: fields<RightHandedOn>({
    right: hexOf(32),
    toKind: choice('person', 'circle', 'community'),
    to: text(64),
    until: orNull(integer(0, Number.MAX_SAFE_INTEGER)),
    takenBackBy: choice('giver', 'decision', 'nobody'),
    decision: orNull(hexOf(32)),
  }),
  rules: [onlyMembersMayAct, onlyItsHolderHandsItOn, theNewHolderIsThere, itDoesNotGoRound],
  transform: ({ state, person, at, body }) => {
    const right = rights.get(state, body.right)!;
    const step: RightStep = {
      ...{ holderKind: body.toKind, holder: body.to, by: person, at, until: body.until },
      ...{ takenBackBy: body.takenBackBy, isOver: false },
    };
    const standing = new Set(standingSteps(right, at));
    const before = right.steps.map((each) => (standing.has(each) ? each : { ...each, isOver: true }));
    rights.put(state, body.right, { ...right, steps: [...before, step] });
  },
});
