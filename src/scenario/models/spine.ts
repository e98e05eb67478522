/**
 * The spine of a design: the rooted tree by which people are found — who stands above whom. Kernels work on
 * *places*: people numbered level by level from the root, children of one parent side by side, so that everybody at
 * one depth under anybody is one run of places.
 */

export interface Spine {
  readonly nodeCount: number;
  /** Person at each place, and place of each person. */
  readonly personAt: Uint32Array;
  readonly placeOf: Uint32Array;
  /** Place of the parent; the root (place 0) is its own. */
  readonly parent: Uint32Array;
  readonly depth: Uint16Array;
  /** Children of place p are the places [childStart[p], childStart[p + 1]). Length nodeCount + 1. */
  readonly childStart: Uint32Array;
  /** Depth of the deepest place. */
  readonly height: number;
}

export type SpineFlaw =
  | { readonly flaw: 'nobody' }
  | { readonly flaw: 'several-roots'; readonly roots: readonly number[] }
  | { readonly flaw: 'cycle'; readonly length: number };

/** People that report to one another in a circle, found from anyone who does not reach a root. */
const circleLength = (above: ArrayLike<number>, isReached: Uint8Array): number => {
  let at = isReached.indexOf(0);
  for (let step = 0; step < above.length; step++) at = above[at];
  let length = 1;
  for (let next = above[at]; next !== at; next = above[next]) length++;
  return length;
};

/**
 * Orders people by a spine.
 *
 * @param above person above each person, −1 for the root
 * @returns the spine, or what is wrong: nobody, several roots, a circle
 * @throws Error (fault) on an index outside [−1, n)
 * Cost O(n).
 */
export const spineOf = (above: ArrayLike<number>): Spine | SpineFlaw => {
  const nodeCount = above.length;
  if (nodeCount === 0) return { flaw: 'nobody' };
  const roots: number[] = [];
  const start = new Uint32Array(nodeCount + 1);
  for (let i = 0; i < nodeCount; i++) {
    if (!(above[i] >= -1 && above[i] < nodeCount)) {
      throw new Error(`spineOf: expected persons in [-1, ${nodeCount}), but got ${above[i]}`);
    }
    if (above[i] === -1) roots.push(i);
    else start[above[i] + 1]++;
  }
  if (roots.length > 1) return { flaw: 'several-roots', roots };
  for (let i = 0; i < nodeCount; i++) start[i + 1] += start[i];
  const next = start.slice(0, nodeCount);
  const children = new Uint32Array(nodeCount);
  for (let i = 0; i < nodeCount; i++) if (above[i] >= 0) children[next[above[i]]++] = i;

  const personAt = new Uint32Array(nodeCount);
  const parent = new Uint32Array(nodeCount);
  const depth = new Uint16Array(nodeCount);
  const childStart = new Uint32Array(nodeCount + 1);
  let known = roots.length;
  if (known === 1) personAt[0] = roots[0];
  for (let p = 0; p < known; p++) {
    const person = personAt[p];
    childStart[p] = known;
    for (let k = start[person]; k < start[person + 1]; k++) {
      parent[known] = p;
      depth[known] = depth[p] + 1;
      personAt[known++] = children[k];
    }
  }
  if (known < nodeCount) {
    const isReached = new Uint8Array(nodeCount);
    for (let p = 0; p < known; p++) isReached[personAt[p]] = 1;
    return { flaw: 'cycle', length: circleLength(above, isReached) };
  }
  childStart[nodeCount] = nodeCount;
  const placeOf = new Uint32Array(nodeCount);
  for (let p = 0; p < nodeCount; p++) placeOf[personAt[p]] = p;
  return { nodeCount, personAt, placeOf, parent, depth, childStart, height: depth[nodeCount - 1] };
};

export const isSpine = (found: Spine | SpineFlaw): found is Spine => 'nodeCount' in found;

/** The spine of a design that is known to have one. */
export const soundSpine = (above: ArrayLike<number>): Spine => {
  const found = spineOf(above);
  if (!isSpine(found))
    throw new Error(`soundSpine: expected one tree over all people, but got ${found.flaw}`);
  return found;
};

/**
 * Organisational distance between two people, from how far each is below their lowest common ancestor.
 *
 * x = √max(0, d_i² + d_j² − 2)
 *
 * @param dI, dJ steps down from the common ancestor, ≥ 0
 * @returns x ≥ 0; 0 within a team (siblings, and a boss with a direct report)
 * Source: Dodds, Watts & Sabel 2003, Information exchange and the robustness of organizational networks, PNAS 100:12516.
 */
export const organisationalDistance = (dI: number, dJ: number): number =>
  Math.sqrt(Math.max(0, dI * dI + dJ * dJ - 2));

/** e^{−x/ξ} for every pair of steps in [0, height], row by row; ξ = ∞ gives 1, ξ = 0 keeps x = 0 alone. */
export const distanceWeights = (height: number, reach: number): Float64Array => {
  const side = height + 1;
  const weights = new Float64Array(side * side);
  for (let dI = 0; dI < side; dI++) {
    for (let dJ = 0; dJ < side; dJ++) {
      const x = organisationalDistance(dI, dJ);
      weights[dI * side + dJ] = x === 0 ? 1 : Math.exp(-x / reach);
    }
  }
  return weights;
};
