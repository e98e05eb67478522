/**
 * Betweenness by Brandes' accumulation, breadth first, over flat columns.
 *
 * Every level is swept from whichever side has fewer arcs: forwards from the level just found or backwards from
 * the people not yet found, and the dependencies likewise. Values outside the level at hand are zero or never
 * read again, so that the backward sums need no comparison.
 */
import { randomStream } from '../../base/random.ts';
import type { Arcs, Csr, Ties } from './snapshot.ts';

/**
 * Sums are kept in this many lanes, source s in lane s mod 4, and added lane by lane: the same to the last bit on
 * one thread or several.
 */
export const laneCount = 4;

export interface DependencySums {
  /** Σ_s δ_s(v) over the sources of a lane. */
  readonly sum: Float64Array;
  /** Σ_s δ_s(v)², for the error of a sample; empty where all sources are used. */
  readonly squares: Float64Array;
}

/**
 * Adds up the dependencies δ_s(v) = Σ_t σ_st(v)/σ_st of every `laneCount`-th source from `lane` on.
 *
 * @param out, into arcs by sender and by recipient (twice the same for ties)
 * Cost O(n + arcs) a source.
 */
export const dependenciesOfLane = (
  out: Csr,
  into: Csr,
  sources: Uint32Array,
  lane: number,
  keepsSquares: boolean,
): DependencySums => {
  const { nodeCount } = out;
  const outOffsets = out.offsets;
  const outTargets = out.targets;
  const intoOffsets = into.offsets;
  const intoTargets = into.targets;
  const unseen = 0xffffffff;
  const distance = new Uint32Array(nodeCount);
  const order = new Uint32Array(nodeCount); // as found, level by level
  const levelStart = new Uint32Array(nodeCount + 2);
  const levelOut = new Float64Array(nodeCount + 1); // arcs out of, and into, each level
  const levelInto = new Float64Array(nodeCount + 1);
  const pathCount = new Float64Array(nodeCount); // σ(s, ·)
  const front = new Float64Array(nodeCount); // values of one level, 0 outside it
  const flow = new Float64Array(nodeCount); // Σ (1 + δ)/σ over successors
  const sum = new Float64Array(nodeCount);
  const squares = new Float64Array(keepsSquares ? nodeCount : 0);

  for (let s = lane; s < sources.length; s += laneCount) {
    const source = sources[s];
    distance.fill(unseen);
    distance[source] = 0;
    order[0] = source;
    pathCount[source] = 1;
    levelOut[0] = outOffsets[source + 1] - outOffsets[source];
    levelInto[0] = intoOffsets[source + 1] - intoOffsets[source];
    let unseenArcs = intoTargets.length - levelInto[0]; // into people not yet found
    let levels = 0;
    let found = 1;
    for (let start = 0; start < found; ) {
      const end = found;
      const next = ++levels;
      levelStart[next] = end;
      levelOut[next] = 0;
      levelInto[next] = 0;
      if (levelOut[next - 1] <= unseenArcs) {
        for (let q = start; q < end; q++) {
          const v = order[q];
          const paths = pathCount[v];
          for (let k = outOffsets[v]; k < outOffsets[v + 1]; k++) {
            const u = outTargets[k];
            const at = distance[u];
            if (at === unseen) {
              distance[u] = next;
              pathCount[u] = paths;
              order[found++] = u;
            } else if (at === next) pathCount[u] += paths;
          }
        }
      } else {
        for (let q = start; q < end; q++) front[order[q]] = pathCount[order[q]];
        for (let u = 0; u < nodeCount; u++) {
          if (distance[u] !== unseen) continue;
          let paths = 0;
          for (let k = intoOffsets[u]; k < intoOffsets[u + 1]; k++) paths += front[intoTargets[k]];
          if (paths === 0) continue;
          distance[u] = next;
          pathCount[u] = paths;
          order[found++] = u;
        }
        for (let q = start; q < end; q++) front[order[q]] = 0;
      }
      for (let q = end; q < found; q++) {
        const u = order[q];
        levelOut[next] += outOffsets[u + 1] - outOffsets[u];
        levelInto[next] += intoOffsets[u + 1] - intoOffsets[u];
      }
      unseenArcs -= levelInto[next];
      start = end;
    }

    for (let level = levels - 1; level >= 1; level--) {
      const start = levelStart[level];
      const end = levelStart[level + 1];
      const pulls = levelOut[level - 1] < levelInto[level];
      for (let q = start; q < end; q++) {
        const w = order[q];
        const dependency = pathCount[w] * flow[w]; // δ_s(w)
        sum[w] += dependency;
        if (keepsSquares) squares[w] += dependency * dependency;
        front[w] = (1 + dependency) / pathCount[w];
      }
      // Only when the whole level is read may flow reach its neighbours: some of them are on the same level.
      if (level > 1 && pulls) {
        for (let q = levelStart[level - 1]; q < start; q++) {
          const v = order[q];
          let arriving = 0;
          for (let k = outOffsets[v]; k < outOffsets[v + 1]; k++) arriving += front[outTargets[k]];
          flow[v] = arriving;
        }
      } else if (level > 1) {
        for (let q = start; q < end; q++) {
          const w = order[q];
          const each = front[w];
          for (let k = intoOffsets[w]; k < intoOffsets[w + 1]; k++) flow[intoTargets[k]] += each;
        }
      }
      for (let q = start; q < end; q++) front[order[q]] = 0;
    }
    flow.fill(0);
  }
  return { sum, squares };
};

export interface Betweenness {
  /** Shortest paths through each node; an estimate where only a sample of sources was used. */
  readonly value: Float64Array;
  /** Standard error of each value, 0 where every source was used; `NaN` for a sample of one. */
  readonly standardError: Float64Array;
  readonly sourceCount: number;
}

/** `count` different nodes of n, in drawn order, from the stream (seed, "sources"); all nodes where count ≥ n. */
export const drawSources = (nodeCount: number, count: number, seed: number): Uint32Array => {
  const nodes = new Uint32Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) nodes[v] = v;
  if (count >= nodeCount) return nodes;
  const random = randomStream(seed, 'sources');
  for (let i = 0; i < count; i++) {
    const j = i + random.below(nodeCount - i);
    const held = nodes[i];
    nodes[i] = nodes[j];
    nodes[j] = held;
  }
  return nodes.slice(0, count);
};

/** Puts the lanes together: scales a sample up to all sources and says how far it may be off. O(n). */
export const finishBetweenness = (
  lanes: readonly DependencySums[],
  sourceCount: number,
  isSymmetric: boolean,
): Betweenness => {
  const nodeCount = lanes[0].sum.length;
  const value = new Float64Array(nodeCount);
  const standardError = new Float64Array(nodeCount);
  // Every undirected path is met from both of its ends.
  const scale = sourceCount === 0 ? 0 : nodeCount / sourceCount / (isSymmetric ? 2 : 1);
  const isSample = sourceCount < nodeCount;
  for (let v = 0; v < nodeCount; v++) {
    let sum = 0;
    let squares = 0;
    for (const lane of lanes) {
      sum += lane.sum[v];
      if (isSample) squares += lane.squares[v];
    }
    value[v] = scale * sum;
    if (!isSample) continue;
    const variance = Math.max(0, squares - (sum * sum) / sourceCount) / (sourceCount - 1);
    standardError[v] =
      sourceCount < 2
        ? Number.NaN
        : scale * Math.sqrt(sourceCount * (1 - sourceCount / nodeCount) * variance);
  }
  return { value, standardError, sourceCount };
};

/**
 * Betweenness: on how many of the shortest paths between others a person lies.
 *
 * b(v) = Σ_{s ≠ v ≠ t} σ_st(v)/σ_st, unordered pairs for ties, ordered pairs for arcs; weights do not matter
 *
 * From a sample of k sources: (n/k) Σ_s δ_s(v), with standard error n·√((1 − k/n)·var_s δ_s(v)/k).
 *
 * @param network ties, or arcs to follow
 * @param sources nodes to start from, each once; default all. `drawSources` draws a sample
 * @returns b ≥ 0, not normalised, with its error
 * Cost O(k (n + arcs)) time, O(n) memory.
 * Brandes 2001, algorithm 1; Brandes & Pich 2007, uniform pivots; levels from the cheaper side: Beamer,
 * Asanović & Patterson 2012.
 * Checked against igraph's betweenness, directed and undirected.
 */
export const betweenness = (network: Arcs | Ties, sources: Uint32Array | null = null): Betweenness => {
  const isSymmetric = 'isSymmetric' in network;
  const out = isSymmetric ? network : network.out;
  const into = isSymmetric ? network : network.into;
  const from = sources ?? drawSources(network.nodeCount, network.nodeCount, 0);
  const isSample = from.length < network.nodeCount;
  const lanes: DependencySums[] = [];
  for (let lane = 0; lane < laneCount; lane++)
    lanes.push(dependenciesOfLane(out, into, from, lane, isSample));
  return finishBetweenness(lanes, from.length, isSymmetric);
};
