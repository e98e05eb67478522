import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { RefusalError } from '../base/result.ts';
import type { FolderData } from './protocol.ts';

/** The folders a person let the app look into when they started it; nothing outside them is listed or read. */
export interface Places {
  /** One folder, or the places themselves where `path` is `null`. */
  list(path: string | null): FolderData;
  /** The real path of what was chosen. @throws RefusalError where it is missing or lies outside the places */
  resolve(path: string): string;
  /** More folders, chosen by a later start. @throws RefusalError where one is missing; then none is added */
  add(folders: readonly string[]): void;
}

const mostEntries = 2_000;

const realOf = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    throw new RefusalError('path-gone', { path });
  }
};

/** Links are followed before it is asked whether a path lies within: a link out of a place is outside. */
export const openPlaces = (folders: readonly string[]): Places => {
  const roots = new Set<string>();
  const add = (more: readonly string[]) => {
    for (const root of more.map((folder) => realOf(resolve(folder)))) roots.add(root);
  };
  add(folders);
  const isWithin = (path: string) =>
    [...roots].some((root) => path === root || path.startsWith(root.endsWith(sep) ? root : root + sep));
  const resolveWithin = (path: string): string => {
    const real = realOf(path);
    if (!isWithin(real)) throw new RefusalError('path-outside', { path });
    return real;
  };
  return {
    resolve: resolveWithin,
    add,
    list(path) {
      if (path === null) {
        return {
          path: '',
          parent: null,
          isCut: false,
          entries: [...roots].map((root) => ({ name: root, path: root, kind: 'folder' as const })),
        };
      }
      const folder = resolveWithin(path);
      let names: string[];
      try {
        names = readdirSync(folder);
      } catch {
        throw new RefusalError('folder-unreadable', { path: folder });
      }
      const shown = names.filter((name) => !name.startsWith('.')).sort((a, b) => a.localeCompare(b, 'en'));
      const entries = shown.slice(0, mostEntries).flatMap((name) => {
        const inside = join(folder, name);
        const found = statSync(inside, { throwIfNoEntry: false });
        if (found === undefined || !(found.isDirectory() || found.isFile())) return [];
        return [{ name, path: inside, kind: found.isDirectory() ? ('folder' as const) : ('file' as const) }];
      });
      const above = dirname(folder);
      return {
        path: folder,
        parent: isWithin(above) && basename(folder) !== '' ? above : '',
        isCut: shown.length > mostEntries,
        entries: [
          ...entries.filter(({ kind }) => kind === 'folder'),
          ...entries.filter(({ kind }) => kind === 'file'),
        ],
      };
    },
  };
};
