import type { Arcs, Csr, Ties } from './snapshot.ts';

/**
 * Sums parallel arcs into one CSR, dropping self-loops.
 *
 * @param nodeCount number of nodes, indices in [0, nodeCount)
 * @param from, to node indices, equal length
 * @param weight one per arc, `null` for 1 each; arcs of weight ≤ 0 are dropped
 * @returns CSR with ascending targets per row
 * @throws Error (fault) on an index outside [0, nodeCount)
 * Cost O(nodeCount + arcs): two counting sorts, by target and then stably by source.
 */
export const csrFromArcs = (
  nodeCount: number,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  weight: ArrayLike<number> | null,
): Csr => {
  const arcCount = from.length;
  const keeps = (e: number) => from[e] !== to[e] && (weight === null || weight[e] > 0);
  const byTarget = new Uint32Array(nodeCount + 1);
  const bySource = new Uint32Array(nodeCount + 1);
  for (let e = 0; e < arcCount; e++) {
    if (!(from[e] < nodeCount && to[e] < nodeCount)) {
      throw new Error(
        `csrFromArcs: expected node indices in [0, ${nodeCount}), but got ${from[e]} → ${to[e]}`,
      );
    }
    if (!keeps(e)) continue;
    byTarget[to[e] + 1]++;
    bySource[from[e] + 1]++;
  }
  for (let i = 0; i < nodeCount; i++) {
    byTarget[i + 1] += byTarget[i];
    bySource[i + 1] += bySource[i];
  }
  const kept = bySource[nodeCount];
  const ordered = new Uint32Array(kept);
  const nextInTarget = byTarget.slice(0, nodeCount);
  for (let e = 0; e < arcCount; e++) if (keeps(e)) ordered[nextInTarget[to[e]]++] = e;

  const targets = new Uint32Array(kept);
  const weights = new Float64Array(kept);
  const nextInSource = bySource.slice(0, nodeCount);
  for (let k = 0; k < kept; k++) {
    const e = ordered[k];
    const at = nextInSource[from[e]]++;
    targets[at] = to[e];
    weights[at] = weight === null ? 1 : weight[e];
  }

  // Parallel arcs now stand next to each other: fold them in place.
  const offsets = new Uint32Array(nodeCount + 1);
  let write = 0;
  let allOne = true;
  for (let i = 0; i < nodeCount; i++) {
    const start = write;
    for (let k = bySource[i]; k < bySource[i + 1]; k++) {
      if (write > start && targets[write - 1] === targets[k]) weights[write - 1] += weights[k];
      else {
        targets[write] = targets[k];
        weights[write] = weights[k];
        write++;
      }
    }
    offsets[i + 1] = write;
  }
  for (let k = 0; k < write && allOne; k++) allOne = weights[k] === 1;
  return {
    nodeCount,
    offsets,
    targets: targets.slice(0, write),
    weights: allOne ? null : weights.slice(0, write),
  };
};

/** The same arcs turned round. O(nodeCount + arcs). */
export const transpose = (csr: Csr): Csr => {
  const { nodeCount, offsets, targets, weights } = csr;
  const turned = new Uint32Array(nodeCount + 1);
  for (let k = 0; k < targets.length; k++) turned[targets[k] + 1]++;
  for (let i = 0; i < nodeCount; i++) turned[i + 1] += turned[i];
  const next = turned.slice(0, nodeCount);
  const turnedTargets = new Uint32Array(targets.length);
  const turnedWeights = weights === null ? null : new Float64Array(targets.length);
  for (let i = 0; i < nodeCount; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      const at = next[targets[k]]++;
      turnedTargets[at] = i;
      if (turnedWeights !== null) turnedWeights[at] = weights![k];
    }
  }
  return { nodeCount, offsets: turned, targets: turnedTargets, weights: turnedWeights };
};

/** Sum of all weights of a CSR. */
export const totalWeight = (csr: Csr): number => {
  if (csr.weights === null) return csr.targets.length;
  let total = 0;
  for (let k = 0; k < csr.weights.length; k++) total += csr.weights[k];
  return total;
};

/** Arcs with both directions indexed. Parallel arcs are summed, self-loops dropped. */
export const arcsFrom = (
  nodeCount: number,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  weight: ArrayLike<number> | null = null,
): Arcs => {
  const out = csrFromArcs(nodeCount, from, to, weight);
  return { nodeCount, out, into: transpose(out), total: totalWeight(out) };
};

/**
 * Undirected ties s_ij = w_ij + w_ji of arcs: mutual arcs add up, so a tie weighs what flows along it both ways.
 * O(nodeCount + arcs), merging each node's ascending out- and in-rows.
 */
export const tiesOf = (arcs: Arcs): Ties => {
  const { nodeCount, out, into } = arcs;
  const bound = out.targets.length + into.targets.length;
  const offsets = new Uint32Array(nodeCount + 1);
  const targets = new Uint32Array(bound);
  const weights = new Float64Array(bound);
  let write = 0;
  let allOne = true;
  for (let i = 0; i < nodeCount; i++) {
    let a = out.offsets[i];
    let b = into.offsets[i];
    const endA = out.offsets[i + 1];
    const endB = into.offsets[i + 1];
    while (a < endA || b < endB) {
      const targetA = a < endA ? out.targets[a] : Number.POSITIVE_INFINITY;
      const targetB = b < endB ? into.targets[b] : Number.POSITIVE_INFINITY;
      const target = Math.min(targetA, targetB);
      let weight = 0;
      if (targetA === target) {
        weight += out.weights === null ? 1 : out.weights[a];
        a++;
      }
      if (targetB === target) {
        weight += into.weights === null ? 1 : into.weights[b];
        b++;
      }
      targets[write] = target;
      weights[write] = weight;
      if (weight !== 1) allOne = false;
      write++;
    }
    offsets[i + 1] = write;
  }
  return {
    nodeCount,
    offsets,
    targets: targets.slice(0, write),
    weights: allOne ? null : weights.slice(0, write),
    isSymmetric: true,
  };
};

/**
 * Undirected ties from pairs given once each (either order); parallel pairs are summed, loops and weights ≤ 0
 * dropped.
 *
 * @param nodeCount number of nodes, indices in [0, nodeCount)
 * @param a, b node indices, equal length
 * @param weight one per pair, `null` for 1 each
 * @throws Error (fault) on an index outside [0, nodeCount)
 * Cost O(nodeCount + pairs): rows are filled as pairs come, and reading them off in turn sorts every row.
 */
export const tiesFromPairs = (
  nodeCount: number,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  weight: ArrayLike<number> | null = null,
): Ties => {
  const pairCount = a.length;
  const start = new Uint32Array(nodeCount + 1);
  for (let e = 0; e < pairCount; e++) {
    const i = a[e];
    const j = b[e];
    if (!(i < nodeCount && j < nodeCount)) {
      throw new Error(`tiesFromPairs: expected node indices in [0, ${nodeCount}), but got ${i} – ${j}`);
    }
    if (i === j || (weight !== null && !(weight[e] > 0))) continue;
    start[i + 1]++;
    start[j + 1]++;
  }
  for (let i = 0; i < nodeCount; i++) start[i + 1] += start[i];
  const ends = start[nodeCount];
  const next = start.slice(0, nodeCount);
  const asTheyCome = new Uint32Array(ends);
  const weightsAsTheyCome = new Float64Array(weight === null ? 0 : ends);
  for (let e = 0; e < pairCount; e++) {
    const i = a[e];
    const j = b[e];
    if (i === j || (weight !== null && !(weight[e] > 0))) continue;
    if (weight !== null) {
      weightsAsTheyCome[next[i]] = weight[e];
      weightsAsTheyCome[next[j]] = weight[e];
    }
    asTheyCome[next[i]++] = j;
    asTheyCome[next[j]++] = i;
  }
  // Every tie stands in both rows, so the transpose has the same rows, their targets in ascending order.
  next.set(start.subarray(0, nodeCount));
  const targets = new Uint32Array(ends);
  const inOrder = new Float64Array(weight === null ? 0 : ends);
  for (let i = 0; i < nodeCount; i++) {
    for (let k = start[i]; k < start[i + 1]; k++) {
      const at = next[asTheyCome[k]]++;
      targets[at] = i;
      if (weight !== null) inOrder[at] = weightsAsTheyCome[k];
    }
  }
  return foldParallel(nodeCount, start, targets, weight === null ? null : inOrder);
};

const nullIfAllOne = (weights: Float64Array | null): Float64Array | null =>
  weights?.every((weight) => weight === 1) ? null : weights;

/** Sums equal targets that stand next to each other in a row, in place. */
const foldParallel = (
  nodeCount: number,
  start: Uint32Array,
  targets: Uint32Array,
  weights: Float64Array | null,
): Ties => {
  let hasParallel = false;
  for (let i = 0; i < nodeCount && !hasParallel; i++) {
    for (let k = start[i] + 1; k < start[i + 1]; k++) if (targets[k] === targets[k - 1]) hasParallel = true;
  }
  if (!hasParallel) {
    return { nodeCount, offsets: start, targets, weights: nullIfAllOne(weights), isSymmetric: true };
  }
  const sums = weights ?? new Float64Array(targets.length).fill(1);
  const offsets = new Uint32Array(nodeCount + 1);
  let write = 0;
  for (let i = 0; i < nodeCount; i++) {
    const first = write;
    for (let k = start[i]; k < start[i + 1]; k++) {
      if (write > first && targets[write - 1] === targets[k]) sums[write - 1] += sums[k];
      else {
        targets[write] = targets[k];
        sums[write++] = sums[k];
      }
    }
    offsets[i + 1] = write;
  }
  return {
    nodeCount,
    offsets,
    targets: targets.slice(0, write),
    weights: nullIfAllOne(sums.slice(0, write)),
    isSymmetric: true,
  };
};
