import type { DiagnosticCount } from '../diagnostic-count.ts';
import { broughtInBy } from './brought-in.ts';
import { readCheckpoint } from './checkpoint.ts';
import type { CommitGraph } from './commit-graph.ts';
import { commitsDone, listCommits } from './list-commits.ts';
import { mailmapFingerprint } from './mailmap.ts';
import { buildsOnDays } from './path-versions.ts';

/** What one read has to do, settled before the first commit is read. */
export interface ReadPlan {
  readonly graph: CommitGraph;
  /** Which `.mailmap` is in force. */
  readonly mailmap: string;
  /** Tips of the earlier read that this one continues, none for a first one. */
  readonly tips: readonly string[];
  /** 1 for each commit that an earlier read has done. */
  readonly isDone: Uint8Array;
  readonly broughtBy: Int32Array;
  /** Commits to go through, parents first: new ones, and done ones that new ones need. */
  readonly commits: Int32Array;
  /** Earliest committer date from each place in `commits` on. */
  readonly earliestS: Float64Array;
}

/** Old commits that new ones need: within 90 days of one, or brought in by one. */
const contextOf = (graph: CommitGraph, isDone: Uint8Array, broughtBy: Int32Array): Uint8Array => {
  const dayOf = (commit: number) => Math.floor(graph.timeOf(commit) / 86_400);
  const days = new Set<number>();
  for (let i = 0; i < graph.size; i++) if (isDone[i] === 0) days.add(dayOf(i));
  const sorted = Float64Array.from(days).sort();
  const isNear = (day: number): boolean => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < day - buildsOnDays - 1) low = middle + 1;
      else high = middle;
    }
    return low < sorted.length && sorted[low]! <= day + buildsOnDays + 1;
  };
  const isContext = new Uint8Array(graph.size);
  for (let i = 0; i < graph.size; i++) {
    if (isDone[i] === 0) continue;
    const merge = broughtBy[i]!;
    if ((merge >= 0 && isDone[merge] === 0) || isNear(dayOf(i))) isContext[i] = 1;
  }
  return isContext;
};

/**
 * The plan of a read that continues `since`, over what is there now; what comes later is for the next read. `null`
 * where there is nothing new.
 */
export const planRead = async (
  repository: { readonly folder: string; readonly isBare: boolean; readonly hashBytes: number },
  since: string | null,
  signal: AbortSignal,
  diagnostics: DiagnosticCount,
): Promise<ReadPlan | null> => {
  const { folder, isBare, hashBytes } = repository;
  const mailmap = await mailmapFingerprint(folder, isBare);
  const { graph, head } = await listCommits(folder, hashBytes, signal, diagnostics);
  const earlier = readCheckpoint(since);
  const tips = earlier?.mailmap === mailmap ? earlier.hashes : [];
  const isDone = await commitsDone(folder, graph, tips, signal);
  if (signal.aborted || !isDone.includes(0)) return null;
  const broughtBy = broughtInBy(graph, head);
  const isContext = contextOf(graph, isDone, broughtBy);
  const commits = Int32Array.from(
    (function* () {
      for (let i = 0; i < graph.size; i++) if (isDone[i] === 0 || isContext[i] === 1) yield i;
    })(),
  );
  const earliestS = new Float64Array(commits.length + 1).fill(Number.POSITIVE_INFINITY);
  for (let place = commits.length - 1; place >= 0; place--) {
    earliestS[place] = Math.min(earliestS[place + 1]!, graph.timeOf(commits[place]!));
  }
  return { graph, mailmap, tips, isDone, broughtBy, commits, earliestS };
};
