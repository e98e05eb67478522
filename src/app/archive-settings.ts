import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WindowScheme } from '../base/time.ts';

/** How an archive was measured from the app, so that opening it later shows the same. */
export interface ArchiveSettings {
  readonly windowScheme: WindowScheme;
  readonly levelTop: 'low' | 'high';
}

const usual: ArchiveSettings = { windowScheme: 'quarter', levelTop: 'low' };

const fileOf = (dataFolder: string, id: string) => join(dataFolder, 'settings', `${id}.json`);

/** The usual ones where none were kept. */
export const readArchiveSettings = (dataFolder: string, id: string): ArchiveSettings => {
  try {
    const said = JSON.parse(readFileSync(fileOf(dataFolder, id), 'utf8')) as Partial<ArchiveSettings>;
    const { windowScheme, levelTop } = said;
    return {
      windowScheme: windowScheme === 'month' || windowScheme === 'year' ? windowScheme : usual.windowScheme,
      levelTop: levelTop === 'high' ? levelTop : usual.levelTop,
    };
  } catch {
    return usual;
  }
};

export const writeArchiveSettings = (dataFolder: string, id: string, settings: ArchiveSettings): void => {
  mkdirSync(join(dataFolder, 'settings'), { recursive: true, mode: 0o700 });
  const file = fileOf(dataFolder, id);
  writeFileSync(`${file}.unfinished`, JSON.stringify(settings), { mode: 0o600 });
  renameSync(`${file}.unfinished`, file);
};

export const forgetArchiveSettings = (dataFolder: string, id: string): void =>
  rmSync(fileOf(dataFolder, id), { force: true });
