import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';

/** One file that holds one message. */
export interface MailFile {
  readonly path: string;
  /** Its name within the source, without what changes when it is read or marked. Sorted by, never shown. */
  readonly name: string;
  /** When the file was last changed, moved or renamed, in nanoseconds: no program can set it back. */
  readonly changedNs: bigint;
  /** Why it holds no act, `null` where it may. */
  readonly leftOut: 'mail-draft' | 'mail-junk' | null;
}

const deepest = 16;

const foldersIn = (entries: readonly Dirent[]): string[] =>
  entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);

const entriesOf = async (folder: string): Promise<Dirent[]> => {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
};

const withChanges = async (files: readonly Omit<MailFile, 'changedNs'>[]): Promise<MailFile[]> => {
  const listed: MailFile[] = [];
  for (let from = 0; from < files.length; from += 64) {
    const some = files.slice(from, from + 64).map(async (file) => {
      try {
        const { ctimeNs, isFile } = await stat(file.path, { bigint: true }).then((facts) => ({
          ctimeNs: facts.ctimeNs,
          isFile: facts.isFile(),
        }));
        return isFile ? [{ ...file, changedNs: ctimeNs }] : [];
      } catch {
        // Moved since it was listed; a later read finds it where it went.
        return [];
      }
    });
    listed.push(...(await Promise.all(some)).flat());
  }
  return listed.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
};

/** `.Drafts`, `Spam`, `INBOX.Junk`. */
const leftOutBy = (folder: string): MailFile['leftOut'] => {
  if (/(?:^|[./])drafts?$/i.test(folder)) return 'mail-draft';
  return /(?:^|[./])(?:junk|junk e-?mail|spam)$/i.test(folder) ? 'mail-junk' : null;
};

/** `1432301902.M5P7.host:2,FS`: a unique name, then flags, of which D marks a draft. */
const flagged = /^(.*?)[:!;]2,([A-Za-z]*)$/;

/** Folders under `root` (and itself) that hold a Maildir: `cur` beside `new` or `tmp`. */
const maildirsIn = async (root: string): Promise<string[]> => {
  const found: string[] = [];
  const walk = async (folder: string, depth: number): Promise<void> => {
    const folders = foldersIn(await entriesOf(folder));
    const isMaildir = folders.includes('cur') && (folders.includes('new') || folders.includes('tmp'));
    if (isMaildir) found.push(folder);
    if (depth === deepest) return;
    for (const name of folders) {
      if (!isMaildir || !['cur', 'new', 'tmp'].includes(name)) await walk(join(folder, name), depth + 1);
    }
  };
  await walk(root, 0);
  return found;
};

/** Whether a folder, or one a few steps below it, is a Maildir. */
export const holdsMaildir = async (root: string): Promise<boolean> => {
  let level = [root];
  for (let depth = 0; depth <= 2; depth++) {
    const below: string[] = [];
    for (const folder of level.slice(0, 1000)) {
      const folders = foldersIn(await entriesOf(folder));
      if (folders.includes('cur') && (folders.includes('new') || folders.includes('tmp'))) return true;
      below.push(...folders.map((name) => join(folder, name)));
    }
    level = below;
  }
  return false;
};

/** The messages of a Maildir and its subfolders, by name. */
export const listMaildir = async (root: string): Promise<MailFile[]> => {
  const files: Omit<MailFile, 'changedNs'>[] = [];
  for (const folder of await maildirsIn(root)) {
    const place = relative(root, folder).split(sep).join('/');
    for (const part of ['cur', 'new']) {
      for (const entry of await entriesOf(join(folder, part))) {
        if (entry.isDirectory() || entry.name.startsWith('.')) continue;
        const [, unique = entry.name, flags = ''] = flagged.exec(entry.name) ?? [];
        files.push({
          path: join(folder, part, entry.name),
          name: `${place}/${unique}`,
          leftOut: flags.includes('D') ? 'mail-draft' : leftOutBy(place || basename(folder)),
        });
      }
    }
  }
  return withChanges(files);
};

const isEml = (name: string): boolean => /\.eml$/i.test(name) && !name.startsWith('.');

/** Whether a folder holds a message as a file somewhere; a look at so many entries decides. */
export const holdsEml = async (root: string, mostEntries = 20_000): Promise<boolean> => {
  const folders = [root];
  let seen = 0;
  for (let folder = folders.shift(); folder !== undefined && seen < mostEntries; folder = folders.shift()) {
    const entries = await entriesOf(folder);
    if (entries.some((entry) => !entry.isDirectory() && isEml(entry.name))) return true;
    seen += entries.length;
    folders.push(...foldersIn(entries).map((name) => join(folder ?? root, name)));
  }
  return false;
};

/** The `.eml` files of a folder and the folders below it, by name; of a single file, itself. */
export const listEml = async (root: string): Promise<MailFile[]> => {
  const files: Omit<MailFile, 'changedNs'>[] = [];
  const walk = async (folder: string, depth: number): Promise<void> => {
    const place = relative(root, folder).split(sep).join('/');
    for (const entry of await entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (depth < deepest) await walk(path, depth + 1);
      } else if (isEml(entry.name)) {
        files.push({ path, name: `${place}/${entry.name}`, leftOut: leftOutBy(place) });
      }
    }
  };
  if ((await stat(root)).isFile()) files.push({ path: root, name: basename(root), leftOut: null });
  else await walk(root, 0);
  return withChanges(files);
};
