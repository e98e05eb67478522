/**
 * Who wrote which file, for everything that stands at the end of the traces: the authors of file f are rows
 * offsets[f] … offsets[f + 1). Only git tells.
 */
export interface Authorship {
  readonly fileCount: number;
  /** Length fileCount + 1. */
  readonly offsets: Uint32Array;
  /** Person index. */
  readonly author: Uint32Array;
  /** FA: 1 where this author made the file. */
  readonly isFirstAuthor: Uint8Array;
  /** DL: changes by this author, the making included. */
  readonly deliveries: Uint32Array;
  /** AC: changes by everybody else. */
  readonly acceptances: Uint32Array;
}
