/**
 * How long until half of what is there is gone, if the same share goes in every step.
 *
 * t½ = step · ln ½ / ln r
 *
 * @param retained r, the share still there one step later, [0, 1]
 * @param step length of a step, in any unit
 * @returns time in the unit of `step`: 0 where nothing stays; `NaN` where all stays, for then no end is in sight
 */
export const halfLife = (retained: number, step: number): number => {
  if (retained === 0) return 0;
  return retained < 1 ? (step * Math.LN2) / -Math.log(retained) : Number.NaN;
};
