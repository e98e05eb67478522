import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Where Equipo keeps archives on this machine: `EQUIPO_DATA`, else the platform's place for an application's
 * data. Only its owner may read it, for it holds what the sources held.
 */
export const dataFolder = (environment: NodeJS.ProcessEnv = process.env): string => {
  const chosen = environment.EQUIPO_DATA;
  if (chosen !== undefined && chosen !== '') return resolve(chosen);
  if (process.platform === 'win32') {
    return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'equipo');
  }
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'equipo');
  return join(environment.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'equipo');
};

/**
 * The archive of a set of sources when none is named: the same sources, in any order and from any folder, find
 * the same file, so that a stopped import goes on and a second run reads only what is new.
 */
export const archiveOfSources = (sources: readonly string[]): string => {
  const folder = join(dataFolder(), 'archives');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const paths = sources.map((path) => resolve(path)).sort();
  const digest = createHash('sha256').update(JSON.stringify(paths)).digest('hex').slice(0, 12);
  const name = (paths[0] ?? 'organisation')
    .split(/[\\/]/)
    .at(-1)!
    .replaceAll(/[^\w.-]+/g, '-');
  return join(folder, `${name.slice(0, 40)}-${digest}.duckdb`);
};
