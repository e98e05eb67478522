import { resolve } from 'node:path';
import { RefusalError } from '../base/result.ts';
import type { Archive } from '../measure/archive/archive.ts';
import type { ImportSummary } from '../measure/archive/import-summary.ts';
import { openSource } from '../measure/sources/detect.ts';
import { openOrgChart } from '../measure/sources/org-chart/open-org-chart.ts';
import type { Source, TableColumns } from '../measure/sources/source.ts';

export interface GatherRequest {
  readonly sources: readonly string[];
  readonly chart: string | null;
  readonly columns: Partial<TableColumns>;
  readonly isUndirected: boolean;
  readonly levelTop: 'low' | 'high';
}

/** How far some work is, for a person who waits. `total` is `null` while unknown. */
export type OnProgress = (stage: string, done: number, total: number | null, unit: string) => void;

const openChart = async (path: string, levelTop: 'low' | 'high'): Promise<Source> => {
  const chart = await openOrgChart(path, { levelTop });
  if (chart === null) throw new RefusalError('chart-unreadable', { path });
  return chart;
};

export interface OpenedSource {
  readonly path: string;
  readonly source: Source;
}

/**
 * Opens every source and the chart. Done before an archive is made or anything is read, so that a mistyped path is
 * said at once, and leaves nothing behind.
 *
 * @throws RefusalError where a source cannot be read at all
 */
export const openTraces = async (request: GatherRequest): Promise<readonly OpenedSource[]> => {
  const opened: OpenedSource[] = [];
  for (const path of request.sources) {
    const source = await openSource(path, { columns: request.columns, undirected: request.isUndirected });
    opened.push({ path, source });
  }
  if (request.chart !== null) {
    opened.push({ path: request.chart, source: await openChart(request.chart, request.levelTop) });
  }
  return opened;
};

/**
 * Brings opened sources into the archive, one after another.
 *
 * @throws RefusalError where the work was stopped (what was read is kept)
 */
export const gatherTraces = async (
  archive: Archive,
  opened: readonly OpenedSource[],
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<readonly ImportSummary[]> => {
  const summaries: ImportSummary[] = [];
  for (const { path, source } of opened) {
    const stage = `Reading ${source.description.label}`;
    const summary = await archive.importSource(source, {
      origin: resolve(path),
      signal,
      onProgress: ({ done, total, unit }) => onProgress(stage, done, total, unit),
    });
    summaries.push(summary);
    if (!summary.isComplete || signal.aborted) throw new RefusalError('stopped');
  }
  return summaries;
};
