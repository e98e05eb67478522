import { randomStream } from '../../base/random.ts';

/**
 * Order of petals on the ring so that strongly tied communities are neighbours: small Σ w_ab · d(a, b), d the
 * circular distance in places. 2-opt (reversing stretches) and moving single petals, from several seeded starts.
 */

/** Σ over pairs of weight · circular distance of a ring order; `weights` is symmetric, row by row. */
export const ringCost = (order: readonly number[], weights: readonly (readonly number[])[]): number => {
  const size = order.length;
  let cost = 0;
  for (let i = 0; i < size; i++)
    for (let j = i + 1; j < size; j++)
      cost += weights[order[i]!]![order[j]!]! * Math.min(j - i, size - (j - i));
  return cost;
};

const reversed = (order: readonly number[], from: number, until: number): number[] => [
  ...order.slice(0, from),
  ...order.slice(from, until).reverse(),
  ...order.slice(until),
];

const moved = (order: readonly number[], from: number, to: number): number[] => {
  const rest = order.filter((_, index) => index !== from);
  rest.splice(to, 0, order[from]!);
  return rest;
};

/** Descends from one start until no reversal and no move lowers the cost. */
const descend = (start: readonly number[], weights: readonly (readonly number[])[], maxSweeps: number) => {
  let order = [...start];
  let cost = ringCost(order, weights);
  const size = order.length;
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    let hasImproved = false;
    const accept = (candidate: number[]) => {
      const candidateCost = ringCost(candidate, weights);
      if (candidateCost < cost - 1e-9 * (1 + Math.abs(cost))) {
        order = candidate;
        cost = candidateCost;
        hasImproved = true;
      }
    };
    for (let i = 0; i < size; i++) {
      for (let j = i + 2; j <= size; j++) if (j - i < size) accept(reversed(order, i, j));
      for (let j = 0; j < size; j++) if (j !== i) accept(moved(order, i, j));
    }
    if (!hasImproved) break;
  }
  return { order, cost };
};

/** Turns a ring so that 0 stands first and the smaller of its neighbours follows: one spelling for each ring. */
const canonical = (order: readonly number[]): number[] => {
  const at = order.indexOf(0);
  const turned = [...order.slice(at), ...order.slice(0, at)];
  return turned.length > 2 && turned[1]! > turned.at(-1)! ? [0, ...turned.slice(1).reverse()] : turned;
};

/**
 * Ring order of `weights.length` petals. With `kept` (indices in the ring order of the window before), those stay
 * in that order and only newcomers are inserted, each where it costs least; otherwise the whole ring is searched.
 * Cost O(starts · sweeps · n⁴) with n petals, at most 60 or so; above 24 petals fewer starts are made. Checked
 * against every permutation for small rings.
 */
export const ringOrder = (
  weights: readonly (readonly number[])[],
  seed: number,
  kept: readonly number[] = [],
): number[] => {
  const size = weights.length;
  const all = Array.from({ length: size }, (_, index) => index);
  if (kept.length > 0) {
    let order = [...kept];
    for (const newcomer of all.filter((index) => !kept.includes(index))) {
      const options = [...order, newcomer].map((_, place) => [
        ...order.slice(0, place),
        newcomer,
        ...order.slice(place),
      ]);
      const costs = options.map((option) => ringCost(option, weights));
      order = options[costs.indexOf(Math.min(...costs))]!;
    }
    return order;
  }
  if (size < 4) return all;
  const starts = size > 24 ? 2 : 8;
  const stream = randomStream(seed, 'ring-order');
  let best = descend(all, weights, 12);
  for (let start = 1; start < starts; start++) {
    const found = descend(stream.shuffle([...all]), weights, 12);
    if (found.cost < best.cost) best = found;
  }
  return canonical(best.order);
};
