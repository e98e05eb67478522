/**
 * PageRank by Gauss–Seidel sweeps that keep the books balanced: after each sweep the teleport is set anew from
 * the mass that was found, so the slow drift of the total never has to be waited for.
 *
 * Nodes may be cut into blocks that read each other's values of the sweep before. Blocks can then be swept on
 * workers, and the numbers are the same to the last bit wherever they are swept.
 */
import { strengths } from './modularity.ts';
import type { Arcs, Csr } from './snapshot.ts';

/** What a sweep reads and writes; columns may be shared between threads where each sweeps its own block. */
export interface PageRankColumns {
  readonly into: Csr;
  /** 1 / out-strength, 0 for a node that turns to nobody. */
  readonly perOut: Float64Array;
  /** What each unit of a node's out-weight carries: x / out-strength. */
  readonly share: Float64Array;
  /** The part of x that arrives from others. */
  readonly received: Float64Array;
}

/** Sums over one block after a sweep. */
export interface SweepSums {
  /** Σ |change of received|. */
  readonly change: number;
  /** Σ x. */
  readonly mass: number;
  /** Σ x of nodes that turn to nobody. */
  readonly dangling: number;
}

/** One sweep over the nodes in [from, until), each reading the newest values `share` holds. O(their in-arcs). */
export const sweepBlock = (
  columns: PageRankColumns,
  damping: number,
  teleport: number,
  from: number,
  until: number,
): SweepSums => {
  const { perOut, share, received } = columns;
  const { offsets, targets, weights } = columns.into;
  let change = 0;
  let mass = 0;
  let dangling = 0;
  for (let i = from; i < until; i++) {
    const end = offsets[i + 1];
    let sum = 0;
    if (weights === null) for (let k = offsets[i]; k < end; k++) sum += share[targets[k]];
    else for (let k = offsets[i]; k < end; k++) sum += weights[k] * share[targets[k]];
    const arrived = damping * sum;
    change += Math.abs(arrived - received[i]);
    received[i] = arrived;
    const x = teleport + arrived;
    mass += x;
    if (perOut[i] === 0) dangling += x;
    share[i] = x * perOut[i];
  }
  return { change, mass, dangling };
};

/** Bounds of `blocks` blocks of about equal numbers of in-arcs, length blocks + 1. */
export const blockBounds = (into: Csr, blocks: number): number[] => {
  const { nodeCount, offsets, targets } = into;
  const bounds = [0];
  for (let b = 1, i = 0; b < blocks; b++) {
    const goal = (targets.length * b) / blocks;
    while (i < nodeCount && offsets[i] < goal) i++;
    bounds.push(i);
  }
  bounds.push(nodeCount);
  return bounds;
};

export interface PageRankOptions {
  /** d, chance to follow an arc. In [0, 1), default 0.85. */
  readonly damping?: number;
  /** L1 residual to reach. Default 1e-10. */
  readonly tolerance?: number;
  /** Sweeps after which to give up. Default 1000. */
  readonly maxIterations?: number;
  /** Blocks that read each other's values of the sweep before. Default 1. */
  readonly blocks?: number;
}

export interface PageRank {
  /** x_i, sums to 1. */
  readonly rank: Float64Array;
  /** d · Σ_j x_j w_ji / out_j, the part of x_i that arrives along arcs; exactly 0 for someone nobody turns to. */
  readonly received: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
  /** Upper bound of the L1 residual ‖G x − x‖₁. */
  readonly delta: number;
}

/** The loop around the sweeps, apart from where they run: teleport in, sums out, until balanced. */
export interface PageRankProgress {
  readonly damping: number;
  readonly teleport: number;
  readonly mass: number;
  readonly iterations: number;
  readonly delta: number;
  readonly converged: boolean;
}

export const beginPageRank = (nodeCount: number, damping: number): PageRankProgress => ({
  damping,
  teleport: (1 - damping) / nodeCount,
  mass: 1,
  iterations: 0,
  delta: Number.POSITIVE_INFINITY,
  converged: false,
});

/**
 * After a sweep of every block: the teleport that balances the mass found, and how far that is from a solution.
 * With z the values swept, t' = ((1 − d) Σz + d Σ_dangling z)/n, and
 * ‖G z − z‖₁ ≤ d·Σ|change| + n·|t' − t|, relative to Σz.
 */
export const afterSweep = (
  progress: PageRankProgress,
  blocks: readonly SweepSums[],
  nodeCount: number,
  tolerance: number,
): PageRankProgress => {
  const { damping, teleport } = progress;
  let change = 0;
  let mass = 0;
  let dangling = 0;
  for (const sums of blocks) {
    change += sums.change;
    mass += sums.mass;
    dangling += sums.dangling;
  }
  const balanced = ((1 - damping) * mass + damping * dangling) / nodeCount;
  const delta = (damping * change + nodeCount * Math.abs(balanced - teleport)) / mass;
  const converged = delta <= tolerance;
  return {
    damping,
    // A solution is read off with the teleport it was swept with.
    teleport: converged ? teleport : balanced,
    mass,
    iterations: progress.iterations + 1,
    delta,
    converged,
  };
};

/** Columns at the start: everybody has 1/n, all of it but the teleport received. */
export const pageRankColumns = (
  arcs: Arcs,
  damping: number,
  column: (length: number) => Float64Array = (length) => new Float64Array(length),
): PageRankColumns => {
  const { nodeCount } = arcs;
  const perOut = column(nodeCount);
  const share = column(nodeCount);
  const received = column(nodeCount);
  const out = strengths(arcs.out);
  for (let i = 0; i < nodeCount; i++) {
    perOut[i] = out[i] === 0 ? 0 : 1 / out[i];
    share[i] = perOut[i] / nodeCount;
    received[i] = damping / nodeCount;
  }
  return { into: arcs.into, perOut, share, received };
};

/** Scales what the last sweep left to sum 1. */
export const finishPageRank = (columns: PageRankColumns, progress: PageRankProgress): PageRank => {
  const { teleport, mass, converged, iterations, delta } = progress;
  const nodeCount = columns.received.length;
  const rank = new Float64Array(nodeCount);
  const received = new Float64Array(nodeCount);
  for (let i = 0; i < nodeCount; i++) {
    rank[i] = (teleport + columns.received[i]) / mass;
    received[i] = columns.received[i] / mass;
  }
  return { rank, received, converged, iterations, delta };
};

/**
 * PageRank: where someone ends up who keeps turning to whom the person at hand turns to, and now and then
 * (1 − d) to anyone at all. Who turns to nobody is left towards anyone, each with equal chance.
 *
 * x_i = (1 − d)/n + d · (Σ_j x_j w_ji / out_j + Σ_{j dangling} x_j / n)
 *
 * @param arcs n nodes, weights > 0; for undirected ties hand the ties over as both directions
 * @param options damping d, tolerance of the L1 residual, sweeps at most, blocks
 * @returns x (length n, sums to 1) and the part received along arcs (sums to at most d); empty for n = 0
 * Cost O(n + arcs) a sweep; about 20 sweeps on networks of people.
 * Page et al. 1999; Gauss–Seidel: Gleich 2015, PageRank beyond the Web, section 5.
 * Checked against igraph's pagerank (PRPACK) and networkx.
 */
export const pageRank = (arcs: Arcs, options: PageRankOptions = {}): PageRank => {
  const { nodeCount } = arcs;
  const { damping = 0.85, tolerance = 1e-10, maxIterations = 1000, blocks = 1 } = options;
  if (!(damping >= 0 && damping < 1)) {
    throw new Error(`pageRank: expected damping in [0, 1), but got ${damping}`);
  }
  const columns = pageRankColumns(arcs, damping);
  if (nodeCount === 0) {
    return { rank: columns.share, received: columns.received, converged: true, iterations: 0, delta: 0 };
  }
  const { share } = columns;
  const bounds = blockBounds(arcs.into, blocks);
  const before = blocks > 1 ? new Float64Array(nodeCount) : share;
  const after = blocks > 1 ? new Float64Array(nodeCount) : share;
  let progress = beginPageRank(nodeCount, damping);
  while (!progress.converged && progress.iterations < maxIterations) {
    const sums: SweepSums[] = [];
    if (blocks > 1) before.set(share);
    for (let b = 0; b < blocks; b++) {
      const from = bounds[b];
      const until = bounds[b + 1];
      sums.push(sweepBlock(columns, damping, progress.teleport, from, until));
      if (blocks === 1) continue;
      // Put the block's values aside: the other blocks still read those of the sweep before.
      after.set(share.subarray(from, until), from);
      share.set(before.subarray(from, until), from);
    }
    if (blocks > 1) share.set(after);
    progress = afterSweep(progress, sums, nodeCount, tolerance);
  }
  return finishPageRank(columns, progress);
};
