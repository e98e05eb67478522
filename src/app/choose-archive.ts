import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { RefusalError } from '../base/result.ts';
import { dataFolder } from './data-folder.ts';

/** Archives made without a name of their own, the most recently written first. */
export const keptArchives = (): string[] => {
  const folder = join(dataFolder(), 'archives');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.duckdb'))
    .map((name) => join(folder, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
};

/**
 * The archive a command speaks of: the one named, else the only one kept on this machine. Where there are
 * several, choosing one for the person could show or change the wrong organisation, so it is refused.
 */
export const chooseArchive = (named: string | undefined): string => {
  if (named !== undefined) {
    if (!existsSync(named)) throw new RefusalError('archive-missing', { path: named });
    return named;
  }
  const kept = keptArchives();
  if (kept.length === 1) return kept[0]!;
  if (kept.length === 0) throw new RefusalError('archive-none');
  throw new RefusalError('archive-several', { count: kept.length, paths: kept.slice(0, 5).join(', ') });
};
