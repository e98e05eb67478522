/**
 * What a path holds: each kind of source is asked in turn, the surest first. A table comes last, for many a text
 * can be read as one.
 */
import { readdir, stat } from 'node:fs/promises';
import { RefusalError } from '../../base/result.ts';
import { openGit } from './git/open-git.ts';
import { openEmlFolder, openMaildir } from './mail/open-mail-files.ts';
import { openMbox } from './mail/open-mbox.ts';
import { openOrgChart } from './org-chart/open-org-chart.ts';
import { openPracticeLog } from './practice/open-practice-log.ts';
import type { Source } from './source.ts';
import { openTable, type TableOptions } from './tables/open-table.ts';

export interface SourceOptions extends TableOptions {
  /** Which end of a chart's level column is the top. */
  readonly levelTop?: 'low' | 'high';
}

const readableName = /\.(mbox|mbx|csv|tsv|tab|ndjson|jsonl|parquet|pq)(\.(gz|zst))?$/i;

const refuseFolder = async (path: string): Promise<never> => {
  const names = await readdir(path).catch(() => {
    throw new RefusalError('source-unreadable', { path });
  });
  const example = names.sort().find((name) => readableName.test(name));
  if (example !== undefined) throw new RefusalError('source-folder-of-files', { path, example });
  throw new RefusalError('source-folder-unknown', { path });
};

/** A table that names a person and their manager, and no sender and recipient, is a chart. */
const openTableOrChart = async (path: string, options: SourceOptions): Promise<Source | null> => {
  try {
    return await openTable(path, options);
  } catch (error) {
    const isWithoutPair = error instanceof RefusalError && error.refusal.code === 'table-columns-missing';
    if (!isWithoutPair) throw error;
    const { levelTop } = options;
    const chart = await openOrgChart(path, levelTop === undefined ? {} : { levelTop }).catch(() => null);
    if (chart === null) throw error;
    return chart;
  }
};

/**
 * Opens whatever is at `path`.
 *
 * @throws RefusalError `source-missing`, `source-unreadable`, `source-unknown`, `source-folder-of-files`,
 * `source-folder-unknown`, and those of each kind
 */
export const openSource = async (path: string, options: SourceOptions = {}): Promise<Source> => {
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch (error) {
    const isForbidden = (error as NodeJS.ErrnoException).code === 'EACCES';
    throw new RefusalError(isForbidden ? 'source-unreadable' : 'source-missing', { path });
  }
  if (isFolder) {
    const source =
      (await openGit(path)) ??
      (await openMbox(path)) ??
      (await openMaildir(path)) ??
      (await openEmlFolder(path));
    return source ?? refuseFolder(path);
  }
  const source =
    (await openMbox(path)) ??
    (await openPracticeLog(path)) ??
    (await openEmlFolder(path)) ??
    (await openTableOrChart(path, options));
  if (source === null) throw new RefusalError('source-unknown', { path });
  return source;
};
