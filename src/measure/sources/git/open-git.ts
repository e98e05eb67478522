import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { RefusalError } from '../../../base/result.ts';
import type { Diagnostic, StreamedSource } from '../source.ts';
import { type GitRepository, readGit } from './read-git.ts';
import { askGit } from './run-git.ts';
import type { Detail } from './stream-records.ts';

const exists = async (path: string): Promise<boolean> => {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
};

/** Whether a folder is itself a work tree's top, a git directory or a bare repository, not merely inside one. */
const looksLikeRepository = async (folder: string): Promise<boolean> =>
  (await exists(join(folder, '.git'))) ||
  ((await exists(join(folder, 'HEAD'))) &&
    ((await exists(join(folder, 'commondir'))) ||
      ((await exists(join(folder, 'objects'))) && (await exists(join(folder, 'refs'))))));

/** First version of git that has every option used here. */
const neededVersion = [2, 25] as const;

const refuseUnreadable = (path: string, complaint: string): never => {
  if (/spawn: ENOENT/.test(complaint)) throw new RefusalError('git-missing', { path });
  if (/dubious ownership|unsafe repository/.test(complaint)) throw new RefusalError('git-owner', { path });
  throw new RefusalError('git-unreadable', { path });
};

const labelOf = (folder: string): string => {
  const name = basename(folder) === '.git' ? basename(dirname(folder)) : basename(folder);
  return name.replace(/(?<=.)\.git$/, '') || folder;
};

/** Filters of a partial clone, `null` for a whole one. */
const partialFilter = async (folder: string): Promise<string | null> => {
  const { code, answer } = await askGit(folder, [
    'config',
    '--get-regexp',
    '^(extensions\\.partialclone|remote\\..*\\.(promisor|partialclonefilter))$',
  ]);
  return code === 0 ? answer.toString('utf8') : null;
};

/**
 * A git repository as a source: a work tree (linked ones and submodules too), a git directory, or a bare
 * repository. `null` where `path` is none.
 *
 * Throws `RefusalError`: `git-missing`, `git-too-old`, `git-owner` (it belongs to somebody else),
 * `git-unreadable`, `git-empty`.
 */
export const openGit = async (path: string): Promise<StreamedSource | null> => {
  let folder: string;
  try {
    if (!(await stat(path)).isDirectory()) return null;
    folder = await realpath(resolve(path));
  } catch {
    return null;
  }
  if (!(await looksLikeRepository(folder))) return null;

  const version = await askGit(dirname(folder), ['version']);
  if (version.code !== 0) refuseUnreadable(path, version.complaint);
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(version.answer.toString('latin1')) ?? [];
  if (
    Number(major) < neededVersion[0] ||
    (Number(major) === neededVersion[0] && Number(minor) < neededVersion[1])
  ) {
    throw new RefusalError('git-too-old', {
      path,
      found: `${major}.${minor}`,
      needed: neededVersion.join('.'),
    });
  }
  const facts = await askGit(folder, [
    'rev-parse',
    '--show-object-format',
    '--is-bare-repository',
    '--is-inside-git-dir',
    '--show-prefix',
    '--git-path',
    'shallow',
  ]);
  if (facts.code !== 0) refuseUnreadable(path, facts.complaint);
  const [format, bare, inside, prefix, shallowPath = ''] = facts.answer.toString('utf8').split('\n');
  // Something that only looks like a repository, inside one.
  if (prefix !== '') return null;
  // Git finds `.mailmap` from the work tree, not from the git directory inside it.
  if (bare === 'false' && inside === 'true' && basename(folder) === '.git') return openGit(dirname(folder));

  const some = await askGit(folder, ['rev-list', '--max-count=1', '--branches', '--remotes', '--tags']);
  if (some.code === 0 && some.answer.length === 0) {
    const head = await askGit(folder, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
    if (head.code !== 0) throw new RefusalError('git-empty', { path });
  }

  const notes: Diagnostic[] = [];
  let boundary: ReadonlySet<string> = new Set();
  try {
    const hashes = (await readFile(resolve(folder, shallowPath), 'latin1')).split('\n').filter(Boolean);
    boundary = new Set(hashes);
  } catch {
    // No such file: the history is whole.
  }
  if (boundary.size > 0) {
    const [first = ''] = boundary;
    notes.push({ code: 'git-shallow', place: `commit ${first.slice(0, 12)}`, count: boundary.size });
  }
  let detail: Detail = 'files';
  const filter = await partialFilter(folder);
  if (filter !== null) {
    detail = /tree:/.test(filter) ? 'no-files' : 'files-without-contents';
    const code = detail === 'no-files' ? 'git-partial-without-files' : 'git-partial-without-contents';
    notes.push({ code, place: 'repository', count: 1 });
  }

  const repository: GitRepository = {
    folder,
    isBare: bare === 'true' || inside === 'true',
    hashBytes: format === 'sha256' ? 32 : 20,
    detail,
    boundary,
  };
  return {
    shape: 'streamed',
    description: {
      type: 'git',
      label: labelOf(folder),
      idSpace: 'git',
      isOpenlyNamed: true,
      progressUnit: 'commits',
    },
    notes,
    read: (options) => readGit(repository, options),
  };
};
