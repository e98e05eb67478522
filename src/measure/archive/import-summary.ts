import type { Diagnostic } from '../sources/source.ts';

export interface ImportProgress {
  /** In the source's own unit; all of it is already safe on disk. */
  readonly done: number;
  readonly total: number | null;
  readonly unit: string;
}

export interface ImportOptions {
  /** Where the source was opened (its resolved path); tells two sources of the same name apart. Kept hashed. */
  readonly origin?: string;
  readonly signal?: AbortSignal;
  /** Called after each commit. */
  readonly onProgress?: (progress: ImportProgress) => void;
}

export interface NewAndKnown {
  readonly new: number;
  readonly known: number;
}

export interface ImportSummary {
  readonly source: { readonly type: string; readonly label: string };
  readonly acts: NewAndKnown;
  readonly interactions: NewAndKnown;
  readonly accounts: NewAndKnown;
  /** Positions of a chart held now, 0 for traces. */
  readonly positions: number;
  /** Summed by code; `place` is the first one seen. */
  readonly diagnostics: readonly Diagnostic[];
  readonly seconds: number;
  /** Units of the source a second: commits, bytes, messages or rows. */
  readonly rate: number;
  readonly unit: string;
  /** `false` where it was stopped; the next import goes on from there. */
  readonly isComplete: boolean;
}

/** Diagnostics summed by code, first place kept, in order of first appearance. */
export const sumDiagnostics = (diagnostics: Iterable<Diagnostic>): Diagnostic[] => {
  const byCode = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const held = byCode.get(diagnostic.code);
    byCode.set(
      diagnostic.code,
      held === undefined ? diagnostic : { ...held, count: held.count + diagnostic.count },
    );
  }
  return [...byCode.values()];
};
