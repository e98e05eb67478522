import { diagnosticSentenceOf } from '../base/refusals.ts';
import { openArchive } from '../measure/archive/archive.ts';
import type { ImportSummary, NewAndKnown } from '../measure/archive/import-summary.ts';
import { type GatherRequest, gatherTraces, type OnProgress, openTraces } from './gather-traces.ts';

export interface ImportRequest extends GatherRequest {
  readonly archivePath: string;
  /** Why the archive is made, who holds it and until when; `null` keeps what it says already. */
  readonly purpose: string | null;
  readonly heldBy: string | null;
  readonly deleteAfterMs: number | null;
}

/** What one source brought, as people and programs read it. */
export interface ImportedSource {
  readonly type: string;
  readonly label: string;
  readonly acts: NewAndKnown;
  readonly interactions: NewAndKnown;
  readonly accounts: NewAndKnown;
  /** Positions of a chart, 0 for traces. */
  readonly positions: number;
  readonly seconds: number;
  readonly rate: number;
  readonly unit: string;
  readonly diagnostics: readonly {
    readonly code: string;
    readonly place: string;
    readonly count: number;
    readonly sentence: string;
  }[];
}

export interface ImportReport {
  readonly archive: string;
  readonly imports: readonly ImportedSource[];
}

export const describeImport = (summary: ImportSummary): ImportedSource => ({
  type: summary.source.type,
  label: summary.source.label,
  acts: summary.acts,
  interactions: summary.interactions,
  accounts: summary.accounts,
  positions: summary.positions,
  seconds: Math.round(summary.seconds * 1000) / 1000,
  rate: Math.round(summary.rate),
  unit: summary.unit,
  diagnostics: summary.diagnostics.map((note) => ({ ...note, sentence: diagnosticSentenceOf(note.code) })),
});

/** Reads sources into an archive and records why it is kept. */
export const importTraces = async (
  request: ImportRequest,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<ImportReport> => {
  const opened = await openTraces(request);
  const archive = await openArchive(request.archivePath);
  try {
    const summaries = await gatherTraces(archive, opened, signal, onProgress);
    if (request.purpose !== null || request.heldBy !== null || request.deleteAfterMs !== null) {
      await archive.recordPurpose({
        why: request.purpose,
        heldBy: request.heldBy,
        deleteAfterMs: request.deleteAfterMs,
      });
    }
    return { archive: request.archivePath, imports: summaries.map(describeImport) };
  } finally {
    await archive.close();
  }
};
