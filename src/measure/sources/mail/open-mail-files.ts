import { readdir, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { RefusalError } from '../../../base/result.ts';
import type { StreamedSource } from '../source.ts';
import { holdsEml, holdsMaildir, listEml, listMaildir, type MailFile } from './list-mail-files.ts';
import { readMailFiles } from './read-mail-files.ts';

const source = (
  type: 'maildir' | 'eml',
  root: string,
  list: (root: string) => Promise<MailFile[]>,
): StreamedSource => ({
  shape: 'streamed',
  description: {
    type,
    label: basename(root) || root,
    idSpace: 'mail',
    isOpenlyNamed: false,
    progressUnit: 'messages',
  },
  notes: [],
  read: (options) => readMailFiles(root, list, options),
});

/** What is at a path; a folder that may not be listed refuses. */
const kindOf = async (path: string): Promise<'file' | 'folder' | null> => {
  let isFolder: boolean;
  try {
    const facts = await stat(path);
    if (!facts.isFile() && !facts.isDirectory()) return null;
    isFolder = facts.isDirectory();
  } catch {
    return null;
  }
  if (!isFolder) return 'file';
  try {
    await readdir(path);
  } catch {
    throw new RefusalError('mail-unreadable', { path });
  }
  return 'folder';
};

/**
 * A Maildir as a source, with its subfolders (`.Sent`, or plain folders beside one another). Drafts and spam are
 * left out, by flag and by folder name. `null` where `path` is none. Throws `RefusalError` `mail-unreadable`.
 */
export const openMaildir = async (path: string): Promise<StreamedSource | null> => {
  const root = resolve(path);
  if ((await kindOf(root)) !== 'folder' || !(await holdsMaildir(root))) return null;
  return source('maildir', root, listMaildir);
};

/**
 * A folder of `.eml` files, with the folders below it, or a single one. `null` where `path` is none. Throws
 * `RefusalError` `mail-unreadable`.
 */
export const openEmlFolder = async (path: string): Promise<StreamedSource | null> => {
  const root = resolve(path);
  const kind = await kindOf(root);
  if (kind === 'file') return /\.eml$/i.test(root) ? source('eml', root, listEml) : null;
  return kind === 'folder' && (await holdsEml(root)) ? source('eml', root, listEml) : null;
};
