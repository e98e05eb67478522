/** A measured organisation as the base of a scenario: its formal tree, and the ties people really have. */
import { type Design, designOf } from './design.ts';
import { inferredSpine } from './inferred-spine.ts';

/** Ties as they were measured, by block of traces, so that a block can be left out. */
export interface ObservedTies {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  /** Block of each row, in [0, blockCount); blockCount for rows that stay in every resample. */
  readonly block: Uint32Array;
  readonly blockCount: number;
  /** Interactions in the row. */
  readonly count: Float64Array;
}

export interface MeasuredBase {
  /** Person above each, −1 for the root; `null` where there is no chart. */
  readonly above: Int32Array | null;
  readonly community: Uint32Array;
  readonly communityCount: number;
  readonly ties: ObservedTies;
  /** Fewest interactions that make a tie. */
  readonly atLeast: number;
  /** Matters each person raises, mean 1. */
  readonly issues: Float64Array;
}

/** Pairs with at least so many interactions, without the rows of one block. */
const tiesWithout = ({ a, b, block, count }: ObservedTies, atLeast: number, left: number | null) => {
  const total = new Map<number, number>();
  const side = 2 ** 26;
  for (let row = 0; row < a.length; row++) {
    if (block[row] === left || a[row] === b[row]) continue;
    const key = Math.min(a[row], b[row]) * side + Math.max(a[row], b[row]);
    total.set(key, (total.get(key) ?? 0) + count[row]);
  }
  const kept = [...total].filter(([, sum]) => sum >= atLeast).map(([key]) => key);
  kept.sort((p, q) => p - q);
  return {
    a: Uint32Array.from(kept, (key) => Math.floor(key / side)),
    b: Uint32Array.from(kept, (key) => key % side),
  };
};

/**
 * The design as measured. A spine is never inferred in silence: the design says so.
 *
 * @param left a block of traces to leave out, `null` for none
 */
export const measuredDesign = (base: MeasuredBase, left: number | null): Design => {
  const { community, communityCount, issues } = base;
  const lateral = tiesWithout(base.ties, base.atLeast, left);
  const above = base.above ?? inferredSpine(community.length, lateral.a, lateral.b);
  // Whoever has most ties in a community facilitates it, the one nearer the top where several have.
  const degree = new Uint32Array(community.length);
  for (const person of [...lateral.a, ...lateral.b]) degree[person]++;
  const facilitator = new Uint32Array(communityCount).fill(0xffffffff);
  community.forEach((c, person) => {
    if (facilitator[c] === 0xffffffff || degree[person] > degree[facilitator[c]]) facilitator[c] = person;
  });
  return designOf({
    above,
    spine: base.above === null ? 'inferred' : 'given',
    lateral,
    community,
    communityCount,
    facilitator,
    issues,
  });
};
