import type { Kind } from '../../base/kind.ts';

/** `to` of an act without recipient. */
export const nobody = 0xffffffff;

/** `thread` of an act outside any thread. */
export const noThread = 0xffffffff;

/**
 * Interactions and acts of one organisation, a struct of arrays sorted by time (untimed rows first, at −∞),
 * then by act. One row per interaction; an act without recipient is one row with `to = nobody`. Rows of one
 * act are contiguous. Never holds text.
 *
 * Columns may live in SharedArrayBuffers, so that workers read them without a copy.
 */
export interface Events {
  /** Number of people the indices in `from` and `to` range over. */
  readonly people: number;
  readonly kinds: readonly Kind[];
  /** Milliseconds since 1970 UTC, or −∞ for untimed. */
  readonly timeMs: Float64Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Index into `kinds`. */
  readonly kind: Uint8Array;
  /** Strength: an act's recipients share 1 unless the source says otherwise. */
  readonly weight: Float64Array;
  /** Act number, ascending within equal times; equal for the rows of one act. */
  readonly act: Uint32Array;
  readonly thread: Uint32Array;
}

/** One person's place in the formal chart. Person −1 is nobody. */
export interface Chart {
  /** Manager of each person, −1 for a root or for someone not in the chart. */
  readonly manager: Int32Array;
  /** 1 where the person is in the chart. */
  readonly isCharted: Uint8Array;
  /** Unit index of each person, −1 where unknown. */
  readonly unit: Int32Array;
  readonly unitCount: number;
  /** Rank, higher = nearer the top whatever the file's own convention; NaN where unknown. */
  readonly level: Float64Array;
}
