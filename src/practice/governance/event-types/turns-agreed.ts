import { fields, hexOf, integer, orNull } from '../body-shape.ts';
import { facilitations } from '../circles/circle-tables.ts';
import { facilitationOf } from '../circles/facilitation.ts';
import { eventType, type Rule } from '../event-type.ts';
import { theCircleIsThere } from '../rules/circle.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { onlyWhatWasSettled } from '../rules/settled.ts';

/** How long a turn of facilitation is, by a settled decision; 0: until it is handed on. */
export type TurnsAgreed = {
  readonly decision: string;
  readonly circle: string | null;
  readonly turnDays: number;
};

const onceADecision: Rule<TurnsAgreed> = ({ state, body }) =>
  [...facilitations.all(state).values()].some(({ decision }) => decision === body.decision)
    ? 'recorded-before'
    : null;

export const turnsAgreed = eventType<TurnsAgreed>({
  type: 'turns-agreed',
  shape: fields<TurnsAgreed>({
    decision: hexOf(32),
    circle: orNull(hexOf(32)),
    turnDays: integer(0, 366),
  }),
  rules: [onlyMembersMayAct, onlyWhatWasSettled('roles'), theCircleIsThere, onceADecision],
  transform: ({ state, at, person: by, body: { decision, circle, turnDays } }) => {
    const person = facilitationOf(state, circle, at)?.person ?? by;
    facilitations.put(state, circle ?? 'community', { person, at, turnDays, decision });
  },
});
