import type { RibbonFacet } from '../facets.ts';
import type { RibbonEnd } from './ribbon-path.ts';

const fullTurn = 2 * Math.PI;

/** Weight a ribbon's end at a petal stands for: what that community supplied, so the arcs that run to it. */
const suppliedBy = (ribbon: RibbonFacet, petal: number): number =>
  ribbon.a === petal ? ribbon.weightBToA : ribbon.weightAToB;

/** Sum of ribbon ends at each of `count` petals. */
export const endWeights = (ribbons: readonly RibbonFacet[], count: number): number[] => {
  const sums = new Array<number>(count).fill(0);
  for (const ribbon of ribbons) {
    sums[ribbon.a]! += suppliedBy(ribbon, ribbon.a);
    sums[ribbon.b]! += suppliedBy(ribbon, ribbon.b);
  }
  return sums;
};

/**
 * Lays the ends of all ribbons side by side on the feet of their petals. Clockwise along a foot the partners that
 * lie nearest clockwise come last, so that ribbons of one petal do not cross at its foot.
 *
 * @param angles axis of each petal, by petal
 * @param anglePerWeight angle of a ribbon end per unit of tie weight
 */
export const layRibbonEnds = (
  ribbons: readonly RibbonFacet[],
  angles: readonly number[],
  anglePerWeight: number,
): Map<RibbonFacet, { readonly a: RibbonEnd; readonly b: RibbonEnd }> => {
  const sums = endWeights(ribbons, angles.length);
  const atA = new Map<RibbonFacet, RibbonEnd>();
  const atB = new Map<RibbonFacet, RibbonEnd>();
  for (const [petal, axis] of angles.entries()) {
    const ahead = (ribbon: RibbonFacet) => {
      const other = angles[ribbon.a === petal ? ribbon.b : ribbon.a]!;
      return (((other - axis) % fullTurn) + fullTurn) % fullTurn;
    };
    const own = ribbons
      .filter((ribbon) => ribbon.a === petal || ribbon.b === petal)
      .sort((p, q) => ahead(q) - ahead(p));
    let at = axis - (anglePerWeight * sums[petal]!) / 2;
    for (const ribbon of own) {
      const until = at + anglePerWeight * suppliedBy(ribbon, petal);
      (ribbon.a === petal ? atA : atB).set(ribbon, { from: at, until });
      at = until;
    }
  }
  return new Map(ribbons.map((ribbon) => [ribbon, { a: atA.get(ribbon)!, b: atB.get(ribbon)! }]));
};
