import type { Diagnostic } from '../source.ts';

/** A table of any format as the engine can read it, with enough of it in hand to decide what its columns are. */
export interface ReadableTable {
  /** Columns by name, `null` where the file names none. */
  readonly names: readonly string[] | null;
  readonly width: number;
  /** First rows as text, `''` where a cell is empty. */
  readonly sample: readonly (readonly string[])[];
  /** What an SQL FROM takes: rows in the file's order, numbered in `row_number` from 1. */
  readonly relation: string;
  /** The same rows without numbers: quicker where their order does not matter. */
  readonly unnumbered: string;
  /** Rows, counted. */
  readonly rows: number;
  /** A column as text, in SQL over `relation`; empty cells may be `''` or NULL. */
  readonly text: (column: number) => string;
  /** A column as a list of texts, in SQL, where the format can hold lists in it; `null` where it cannot. */
  readonly list: (column: number) => string | null;
  /** Whether a decimal comma may stand in numbers, as where cells are kept apart by semicolons. */
  readonly mayHaveDecimalComma: boolean;
  readonly notes: readonly Diagnostic[];
  /** Removes what was written beside the file to read it. */
  readonly release: () => void;
}

/** Rows looked at before anything is decided. */
export const sampleRows = 2000;
