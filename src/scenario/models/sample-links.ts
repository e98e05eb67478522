/** Lateral links over a spine, drawn without replacement, by class of pairs instead of pair by pair. */
import type { RandomStream } from '../../base/random.ts';
import { organisationalDistance, type Spine } from './spine.ts';

/** How likely links are: λ with the depth of the pair's common ancestor, ζ with its distance. 0 and ∞ are allowed. */
export interface LinkClass {
  /** λ */
  readonly depthScale: number;
  /** ζ */
  readonly distanceScale: number;
}

/** The five classes of the paper at m = N. */
export const linkClasses = {
  random: { depthScale: Number.POSITIVE_INFINITY, distanceScale: Number.POSITIVE_INFINITY },
  'local-team': { depthScale: Number.POSITIVE_INFINITY, distanceScale: 0 },
  interdivisional: { depthScale: 0, distanceScale: Number.POSITIVE_INFINITY },
  'core-periphery': { depthScale: 0.1, distanceScale: 0.15 },
  multiscale: { depthScale: 0.5, distanceScale: 0.5 },
} as const satisfies Readonly<Record<string, LinkClass>>;

export interface Links {
  /** Places of the two ends, one link an index. */
  readonly a: Uint32Array;
  readonly b: Uint32Array;
}

/** e^{−x/s}, where s = 0 leaves only x = 0. */
const decay = (x: number, scale: number): number => (x === 0 ? 1 : Math.exp(-x / scale));

/** All pairs of one class: the ancestor's depth D and the steps d_i ≤ d_j down from it. */
interface PairClass {
  readonly dI: number;
  readonly dJ: number;
  readonly weight: number;
  /** Ancestors that have such pairs, and how many pairs up to and with each. */
  readonly ancestors: number[];
  readonly upTo: number[];
  taken: number;
  /** What is left, listed once a class is nearly used up: drawing would meet taken pairs again and again. */
  left: (readonly [number, number])[] | null;
}

/** Places at `steps` below `place`, as [low, high). */
export const placesBelow = (spine: Spine, place: number, steps: number): readonly [number, number] => {
  let low = place;
  let high = place + 1;
  for (let step = 0; step < steps && low < high; step++) {
    low = spine.childStart[low];
    high = spine.childStart[high];
  }
  return [low, high];
};

const totalOf = ({ upTo }: PairClass): number => upTo[upTo.length - 1];

/** Counts the pairs of every class that has weight. Cost O(Σ over people of (height below them)²). */
const classesOf = (spine: Spine, { depthScale, distanceScale }: LinkClass): PairClass[] => {
  const { nodeCount, childStart, depth } = spine;
  const side = spine.height + 1;
  const classes = new Map<number, PairClass>();
  const belowChild = new Float64Array(side * side);
  for (let place = 0; place < nodeCount; place++) {
    if (childStart[place] === childStart[place + 1]) continue;
    const byDepth = decay(depth[place], depthScale);
    if (byDepth === 0) continue;
    const below: number[] = [];
    let low = place;
    let high = place + 1;
    while (low < high) {
      below.push(high - low);
      low = childStart[low];
      high = childStart[high];
    }
    // Σ over children of n_c(d_i − 1) n_c(d_j − 1): pairs whose common ancestor is deeper.
    belowChild.fill(0);
    for (let child = childStart[place]; child < childStart[place + 1]; child++) {
      const own: number[] = [];
      let from = child;
      let until = child + 1;
      while (from < until) {
        own.push(until - from);
        from = childStart[from];
        until = childStart[until];
      }
      for (let i = 0; i < own.length; i++) {
        for (let j = i; j < own.length; j++) belowChild[(i + 1) * side + j + 1] += own[i] * own[j];
      }
    }
    for (let dI = 0; dI < below.length; dI++) {
      // A boss and a direct report are tied already.
      for (let dJ = Math.max(dI, dI === 0 ? 2 : 1); dJ < below.length; dJ++) {
        const ordered = below[dI] * below[dJ] - (dI === 0 ? 0 : belowChild[dI * side + dJ]);
        const count = dI === dJ ? ordered / 2 : ordered;
        if (count <= 0) continue;
        const weight = byDepth * decay(organisationalDistance(dI, dJ), distanceScale);
        if (weight === 0) continue;
        const key = (depth[place] * side + dI) * side + dJ;
        let known = classes.get(key);
        if (known === undefined) {
          known = { dI, dJ, weight, ancestors: [], upTo: [], taken: 0, left: null };
          classes.set(key, known);
        }
        known.ancestors.push(place);
        known.upTo.push((known.upTo.at(-1) ?? 0) + count);
      }
    }
  }
  return [...classes.values()];
};

/** First index whose running total is above `at`. */
const indexAbove = (upTo: ArrayLike<number>, at: number): number => {
  let low = 0;
  let high = upTo.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (upTo[middle] > at) high = middle;
    else low = middle + 1;
  }
  return low;
};

const ancestorAt = (spine: Spine, place: number, steps: number): number => {
  let at = place;
  for (let step = 0; step < steps; step++) at = spine.parent[at];
  return at;
};

/** A pair of the class, each equally likely. */
const pairOf = (spine: Spine, pairs: PairClass, random: RandomStream): readonly [number, number] => {
  const { dI, dJ } = pairs;
  const ancestor = pairs.ancestors[indexAbove(pairs.upTo, random.uniform() * totalOf(pairs))];
  const [lowI, highI] = placesBelow(spine, ancestor, dI);
  const [lowJ, highJ] = placesBelow(spine, ancestor, dJ);
  for (;;) {
    const i = lowI + random.below(highI - lowI);
    const j = lowJ + random.below(highJ - lowJ);
    if (dI === 0) return [i, j];
    if (i === j) continue;
    // Through the same child their common ancestor would be deeper.
    if (ancestorAt(spine, i, dI - 1) !== ancestorAt(spine, j, dJ - 1)) return [i, j];
  }
};

const pairsLeft = (
  spine: Spine,
  { ancestors, dI, dJ }: PairClass,
  isLeft: (i: number, j: number) => boolean,
): (readonly [number, number])[] => {
  const left: (readonly [number, number])[] = [];
  for (const ancestor of ancestors) {
    const [lowI, highI] = placesBelow(spine, ancestor, dI);
    const [lowJ, highJ] = placesBelow(spine, ancestor, dJ);
    for (let i = lowI; i < highI; i++) {
      for (let j = dI === dJ ? i + 1 : lowJ; j < highJ; j++) {
        const isSame = dI > 0 && ancestorAt(spine, i, dI - 1) === ancestorAt(spine, j, dJ - 1);
        if (!isSame && isLeft(i, j)) left.push([i, j]);
      }
    }
  }
  return left;
};

/** Takes one of the listed pairs out. */
const takeOne = (left: (readonly [number, number])[], random: RandomStream): readonly [number, number] => {
  const index = random.below(left.length);
  const pair = left[index];
  left[index] = left[left.length - 1];
  left.pop();
  return pair;
};

/**
 * Draws lateral links without replacement, beside the ties of the spine.
 *
 * P(i, j) ∝ e^{−D/λ} · e^{−x/ζ}, D depth of the lowest common ancestor, x = √max(0, d_i² + d_j² − 2)
 *
 * @param count m ≥ 0
 * @param taken links that exist already and cannot be drawn again, as pairs of places
 * @returns fewer than m where no more pairs have weight
 * Cost O(classes) per link; accepting and rejecting over all pairs would take about 100,000 trials a link.
 * Source: Dodds, Watts & Sabel 2003, PNAS 100:12516. Checked against the loads of its five classes.
 */
export const sampleLinks = (
  spine: Spine,
  link: LinkClass,
  count: number,
  random: RandomStream,
  taken: Links = { a: new Uint32Array(0), b: new Uint32Array(0) },
): Links => {
  const { nodeCount, parent, depth } = spine;
  const classes = classesOf(spine, link);
  const classAt = new Map(
    classes.map((pairs) => [`${depth[pairs.ancestors[0]]}:${pairs.dI}:${pairs.dJ}`, pairs]),
  );
  const keyOf = (i: number, j: number) => (i < j ? i * nodeCount + j : j * nodeCount + i);
  const isTaken = new Set<number>();
  for (let e = 0; e < taken.a.length; e++) {
    const key = keyOf(taken.a[e], taken.b[e]);
    if (isTaken.has(key)) continue;
    isTaken.add(key);
    let [i, j] = [taken.a[e], taken.b[e]];
    const [depthI, depthJ] = [depth[i], depth[j]];
    while (i !== j) {
      if (depth[i] >= depth[j]) i = parent[i];
      else j = parent[j];
    }
    const [dI, dJ] = [depthI - depth[i], depthJ - depth[i]].sort((p, q) => p - q);
    const pairs = classAt.get(`${depth[i]}:${dI}:${dJ}`);
    if (pairs !== undefined) pairs.taken++;
  }
  const freshPair = (pairs: PairClass): readonly [number, number] => {
    for (;;) {
      const pair = pairOf(spine, pairs, random);
      if (!isTaken.has(keyOf(pair[0], pair[1]))) return pair;
    }
  };
  const a = new Uint32Array(count);
  const b = new Uint32Array(count);
  let drawn = 0;
  let remaining = 0;
  for (const pairs of classes) remaining += pairs.weight * (totalOf(pairs) - pairs.taken);
  while (drawn < count) {
    let chosen: PairClass | null = null;
    let at = random.uniform() * remaining;
    for (const pairs of classes) {
      const own = pairs.weight * (totalOf(pairs) - pairs.taken);
      if (own <= 0) continue;
      chosen = pairs;
      at -= own;
      if (at < 0) break;
    }
    if (chosen === null) break;
    const full = totalOf(chosen);
    if (chosen.left === null && chosen.taken * 4 > full * 3) {
      chosen.left = pairsLeft(spine, chosen, (i, j) => !isTaken.has(keyOf(i, j)));
    }
    const [i, j] = chosen.left === null ? freshPair(chosen) : takeOne(chosen.left, random);
    isTaken.add(keyOf(i, j));
    a[drawn] = i;
    b[drawn++] = j;
    chosen.taken++;
    if (chosen.taken === full) {
      remaining = 0;
      for (const pairs of classes) remaining += pairs.weight * (totalOf(pairs) - pairs.taken);
    } else remaining -= chosen.weight;
  }
  return { a: a.slice(0, drawn), b: b.slice(0, drawn) };
};
