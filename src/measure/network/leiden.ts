/**
 * Communities by the Leiden algorithm: move nodes, refine what they formed, make one node of each refined
 * community, and again until nothing can be joined. That is one iteration; the next begins from its result.
 *
 * Traag, Waltman & van Eck 2019, From Louvain to Leiden: guaranteeing well-connected communities.
 */
import { randomStream, seedFrom } from '../../base/random.ts';
import { aggregate } from './leiden-aggregate.ts';
import { type Level, type Scratch, scratchFor } from './leiden-level.ts';
import { moveNodes } from './leiden-move.ts';
import { type Refinement, refine } from './leiden-refine.ts';
import { modularity, strengths } from './modularity.ts';
import { numberBySize } from './number-by-size.ts';
import type { Ties } from './snapshot.ts';

export interface Partition {
  /** Community of each node, in [0, communityCount). */
  readonly membership: Uint32Array;
  readonly communityCount: number;
  /** Modularity at the resolution it was found with; NaN where it was given instead of found, or without ties. */
  readonly quality: number;
}

export interface LeidenOptions {
  /** γ; larger values give more, smaller communities. Default 1. */
  readonly resolution?: number;
  /** How often to go through all levels; `until-stable` stops when an iteration no longer gains. Default 2. */
  readonly iterations?: number | 'until-stable';
  readonly seed: number;
  /** Where to begin: a community in [0, n) for each node. Default each node alone. */
  readonly initial?: ArrayLike<number>;
}

/** An iteration that gains less than this has only shuffled equals. */
const leastGain = 1e-10;

/** Gives every connected piece of a community a community of its own; the weight cut is 0, so Q cannot fall. */
const splitDisconnected = (ties: Ties, community: Uint32Array): void => {
  const { nodeCount, offsets, targets } = ties;
  const piece = new Uint32Array(nodeCount).fill(nodeCount);
  const stack = new Uint32Array(nodeCount);
  for (let root = 0; root < nodeCount; root++) {
    if (piece[root] !== nodeCount) continue;
    piece[root] = root;
    stack[0] = root;
    for (let depth = 1; depth > 0; ) {
      const v = stack[--depth];
      for (let k = offsets[v]; k < offsets[v + 1]; k++) {
        const u = targets[k];
        if (piece[u] !== nodeCount || community[u] !== community[v]) continue;
        piece[u] = root;
        stack[depth++] = u;
      }
    }
  }
  community.set(piece);
};

/** How many communities a partition of `nodeCount` nodes has. */
const countOf = (community: Uint32Array, nodeCount: number): number => {
  const isSeen = new Uint8Array(nodeCount);
  let count = 0;
  for (const c of community) {
    if (isSeen[c] === 0) count++;
    isSeen[c] = 1;
  }
  return count;
};

/** A refinement that leaves each community whole. */
const wholeCommunities = (community: Uint32Array): Refinement => {
  const { membership, count } = numberBySize(community);
  return {
    refined: membership,
    refinedCount: count,
    communityOf: Uint32Array.from({ length: count }, (_, c) => c),
    communityCount: count,
  };
};

/** One iteration: all levels once. Changes `community` in place. */
const iterate = (
  finest: Level,
  community: Uint32Array,
  rate: number,
  meanWeight: number,
  random: ReturnType<typeof randomStream>,
  scratch: Scratch,
): void => {
  const nodeCount = finest.nodeCount;
  let level = finest;
  let levelCommunity = community;
  /** Node of the present level each original node lies in; none yet on the finest. */
  let nodeOf: Uint32Array | null = null;
  for (;;) {
    moveNodes(level, levelCommunity, rate, random, scratch);
    // Everybody alone after moving: no two communities gain by becoming one.
    if (nodeOf !== null && countOf(levelCommunity, level.nodeCount) === level.nodeCount) break;
    let refinement = refine(level, levelCommunity, rate, meanWeight, random, scratch);
    // Where nothing could be joined inside communities, communities themselves are the next level's nodes.
    if (refinement.refinedCount === level.nodeCount) refinement = wholeCommunities(levelCommunity);
    const { refined, communityOf } = refinement;
    if (nodeOf === null) nodeOf = refined;
    else for (let v = 0; v < nodeCount; v++) nodeOf[v] = refined[nodeOf[v]];
    levelCommunity = communityOf;
    level = aggregate(level, refinement, scratch);
  }
  for (let v = 0; v < nodeCount; v++) community[v] = levelCommunity[nodeOf[v]];
};

/**
 * Leiden communities of undirected ties by modularity.
 *
 * Q = (1/2S) Σ_ij (s_ij − γ k_i k_j / 2S) δ(c_i, c_j)
 *
 * @param ties n nodes; weights > 0
 * @param options γ ≥ 0, iterations ≥ 1 or `until-stable`, seed, initial partition
 * @returns communities numbered by size, largest first (equals by smallest node), each connected, and Q.
 *   Without ties every node is alone and Q is `NaN`. Q depends neither on the unit of weights nor, between
 *   equal seeds, on anything else than the ties.
 * @throws Error (fault) on an initial partition of another length or out of [0, n)
 * Cost O(n + ties) for each visit; a few visits each iteration.
 * Traag, Waltman & van Eck 2019, algorithm A.2, θ = 0.01.
 * Checked against the exact optimum (igraph, GLPK) on karate and Krackhardt's advice network, and against
 * igraph's Leiden on planted partitions.
 */
export const leiden = (ties: Ties, options: LeidenOptions): Partition => {
  const { nodeCount } = ties;
  const { resolution = 1, iterations = 2, seed, initial } = options;
  const community = new Uint32Array(nodeCount);
  if (initial !== undefined && initial.length !== nodeCount) {
    throw new Error(`leiden: expected ${nodeCount} initial communities, but got ${initial.length}`);
  }
  for (let v = 0; v < nodeCount; v++) {
    community[v] = initial === undefined ? v : initial[v];
    if (!(community[v] < nodeCount)) {
      throw new Error(`leiden: expected initial communities in [0, ${nodeCount}), but got ${community[v]}`);
    }
  }
  const strength = strengths(ties);
  let total = 0; // 2S
  for (let v = 0; v < nodeCount; v++) total += strength[v];
  if (total === 0) {
    return {
      membership: Uint32Array.from(community, (_, v) => v),
      communityCount: nodeCount,
      quality: Number.NaN,
    };
  }

  const level: Level = { ...ties, strength };
  const random = randomStream(seed, 'leiden');
  const scratch = scratchFor(nodeCount);
  const rate = resolution / total;
  const meanWeight = total / ties.targets.length;
  if (typeof iterations === 'number') {
    for (let i = 0; i < iterations; i++) iterate(level, community, rate, meanWeight, random, scratch);
  } else {
    let quality = Number.NEGATIVE_INFINITY;
    for (;;) {
      iterate(level, community, rate, meanWeight, random, scratch);
      const reached = modularity(ties, community, resolution);
      if (reached <= quality + leastGain) break;
      quality = reached;
    }
  }
  splitDisconnected(ties, community);
  const { membership, count } = numberBySize(community);
  return { membership, communityCount: count, quality: modularity(ties, membership, resolution) };
};

export interface BestPartitionOptions {
  readonly resolution: number;
  readonly runs: number;
  readonly seed: number;
}

/** The partitions of `runs` seeded runs of 2 iterations; run r uses the stream (seed, "run", r). */
export const partitionRuns = (ties: Ties, options: BestPartitionOptions): Partition[] =>
  Array.from({ length: options.runs }, (_, run) =>
    leiden(ties, { resolution: options.resolution, seed: seedFrom(options.seed, 'run', run) }),
  );

/**
 * The best of `runs` seeded Leiden runs, the first of equals, improved from there until stable. To improve each until
 * stable would take several times as long where ties are close to random, and find no better.
 */
export const bestPartition = (ties: Ties, options: BestPartitionOptions): Partition => {
  let best: Partition | null = null;
  for (const partition of partitionRuns(ties, options)) {
    if (best === null || partition.quality > best.quality) best = partition;
  }
  if (best === null) throw new Error(`bestPartition: expected at least 1 run, but got ${options.runs}`);
  return leiden(ties, {
    resolution: options.resolution,
    iterations: 'until-stable',
    seed: seedFrom(options.seed, 'best run'),
    initial: best.membership,
  });
};
