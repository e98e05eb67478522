/**
 * Compressed sparse rows on typed arrays, no object per node. Node i's arcs are `targets[offsets[i] …
 * offsets[i+1])`, targets ascending, no self-loops, no duplicates.
 */
export interface Csr {
  readonly nodeCount: number;
  /** Length nodeCount + 1. */
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  /** Same length as `targets`; `null` means every weight is 1. */
  readonly weights: Float64Array | null;
}

/** Arcs i → j of one window: `out` by sender, `into` by recipient (the transpose). */
export interface Arcs {
  readonly nodeCount: number;
  readonly out: Csr;
  readonly into: Csr;
  /** Total weight. */
  readonly total: number;
}

/** Undirected ties: every tie stands twice, in both rows, with the same weight. */
export interface Ties extends Csr {
  readonly isSymmetric: true;
}
