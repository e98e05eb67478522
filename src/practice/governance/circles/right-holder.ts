import type { RightRow, RightStep } from './circle-tables.ts';

/** The steps that hold at a time, the holder's last: what was handed on under a step that ended has ended with it. */
export const standingSteps = (right: RightRow, at: number): readonly RightStep[] => {
  const steps = right.steps.filter(({ isOver }) => !isOver);
  const ended = steps.findIndex(({ until }) => until !== null && until <= at);
  return ended < 0 ? steps : steps.slice(0, ended);
};

export const rightHolder = (right: RightRow, at: number): RightStep => standingSteps(right, at).at(-1)!;
