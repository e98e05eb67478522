/** The beginning of a history without what its events say, for the device that took it alone. Plain JSON. */
export interface HistorySnapshot {
  readonly community: string;
  readonly authors: readonly string[];
  readonly types: readonly string[];
  /** Of the placed events in order, one after another. */
  readonly ids: string;
  /** Author, seq, lamport, version, claimed time, type, and the places of the parents. */
  readonly placed: readonly (readonly [number, number, number, number, number, number, ...number[]])[];
  /** Events the history holds besides: to be read from the store and added again, all at once. */
  readonly beyond: readonly { readonly id: string; readonly author: string; readonly seq: number }[];
}
