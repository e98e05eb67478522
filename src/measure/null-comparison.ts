import type { NullComparison } from './assessment.ts';
import type { NullModel } from './network/measure.ts';

/** What differs by less than this part of the larger is the same number with another rounding. */
const rounding = 1e-9;

/**
 * Where a value stands among the draws of a null model.
 *
 * z = (x − m)/s, s with R − 1; percentile = (draws below + ½ draws equal)/R;
 * p = (1 + draws at least as far from m)/(R + 1), two-sided
 *
 * @param value x, finite
 * @param draws one value per randomisation; undefined ones (`NaN`) are left out, and `draws` counts the rest
 * @returns `null` for z where all draws are equal; everything `null` without a defined draw
 * Source: Davison & Hinkley 1997, eq. 4.11, for p.
 */
export const compareWithNull = (
  value: number,
  draws: ArrayLike<number>,
  model: NullModel,
): NullComparison => {
  const defined = Float64Array.from(draws).filter((draw) => !Number.isNaN(draw));
  const count = defined.length;
  if (count === 0) return { model, draws: 0, mean: null, sd: null, z: null, percentile: null, p: null };
  const mean = defined.reduce((sum, draw) => sum + draw, 0) / count;
  const isSame = (a: number, b: number) => Math.abs(a - b) <= rounding * Math.max(Math.abs(a), Math.abs(b));
  let squares = 0;
  let below = 0;
  let equal = 0;
  let asFar = 0;
  const distance = Math.abs(value - mean);
  for (const draw of defined) {
    squares += (draw - mean) ** 2;
    if (isSame(draw, value)) equal++;
    else if (draw < value) below++;
    const drawn = Math.abs(draw - mean);
    if (drawn >= distance || isSame(drawn, distance)) asFar++;
  }
  const deviation = count > 1 ? Math.sqrt(squares / (count - 1)) : 0;
  const sd = deviation <= rounding * Math.abs(mean) ? 0 : deviation;
  return {
    model,
    draws: count,
    mean,
    sd,
    z: sd > 0 ? (value - mean) / sd : null,
    percentile: (below + equal / 2) / count,
    p: (1 + asFar) / (count + 1),
  };
};
