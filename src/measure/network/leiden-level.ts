/**
 * One level of Leiden's multilevel search: a graph whose nodes stand for sets of the original nodes. Ties inside
 * such a set have left the rows (a node's tie to itself never changes a gain); they remain in its strength.
 */
export interface Level {
  readonly nodeCount: number;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  /** `null`: every weight is 1. */
  readonly weights: Float64Array | null;
  /** k of each node: the strengths of the original nodes it stands for. */
  readonly strength: Float64Array;
}

/** Working columns, made once for the finest level and used again by every coarser one. */
export interface Scratch {
  /** Weight from the node at hand to each community; all zero between uses. Stands at 2c, and K_c at 2c + 1. */
  readonly tally: Float64Array;
  /** Communities with weight in `tally`. */
  readonly touched: Uint32Array;
  readonly queue: Uint32Array;
  readonly isQueued: Uint8Array;
  readonly size: Uint32Array;
  readonly empty: Uint32Array;
  readonly chances: Float64Array;
}

export const scratchFor = (nodeCount: number): Scratch => ({
  tally: new Float64Array(nodeCount * 2),
  touched: new Uint32Array(nodeCount),
  queue: new Uint32Array(nodeCount),
  isQueued: new Uint8Array(nodeCount),
  size: new Uint32Array(nodeCount),
  empty: new Uint32Array(nodeCount),
  chances: new Float64Array(nodeCount),
});
