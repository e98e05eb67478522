import { fields, hexOf, integer, orNull } from '../body-shape.ts';
import { rights } from '../circles/circle-tables.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { onlyWhatWasSettled } from '../rules/settled.ts';

/** A step is taken back as it was agreed that it may be, and with it all that followed from it. */
export type RightTakenBack = {
  readonly right: string;
  /** From 1: the first step is where the right came from. */
  readonly step: number;
  readonly decision: string | null;
};

const onlyAsItWasAgreed: Rule<RightTakenBack> = (act) => {
  const { state, person, body } = act;
  const step = rights.get(state, body.right)?.steps[body.step];
  if (step === undefined || step.isOver) return 'right-unknown';
  if (step.takenBackBy === 'giver') return step.by === person ? null : 'not-its-giver';
  return step.takenBackBy === 'nobody' || body.decision === null
    ? 'not-its-giver'
    : onlyWhatWasSettled('roles')({ ...act, body: { decision: body.decision } });
};

export const rightTakenBack = eventType<RightTakenBack>({
  type: 'right-taken-back',
  shape: fields<RightTakenBack>({
    right: hexOf(32),
    step: integer(1, 10_000),
    decision: orNull(hexOf(32)),
  }),
  rules: [onlyMembersMayAct, onlyAsItWasAgreed],
  transform: ({ state, body }) => {
    const right = rights.get(state, body.right)!;
    const steps = right.steps.map((step, i) => (i >= body.step ? { ...step, isOver: true } : step));
    rights.put(state, body.right, { ...right, steps });
  },
});
