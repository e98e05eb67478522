import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCommits, makeRepository, person, runGit } from '../../../../test/sources/git-fixture.ts';
import { readWhole } from '../../../../test/sources/streamed-source-acceptance.ts';
import { RefusalError } from '../../../base/result.ts';
import { openGit } from './open-git.ts';

const ana = person('Ana');
const bo = person('Bo');
const startS = 1_700_000_000;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'equipo-open-git-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const newFolder = () => mkdtempSync(join(root, 'repository-'));

const repository = (options: readonly string[] = []): string => {
  const folder = newFolder();
  makeRepository(folder, options);
  addCommits(folder, [
    { author: ana, authorS: startS, files: { 'a.txt': '1' } },
    { author: bo, authorS: startS + 1, files: { 'a.txt': '2' } },
  ]);
  return folder;
};

const open = async (path: string) => {
  const source = await openGit(path);
  if (source === null) throw new Error(`not a repository: ${path}`);
  return source;
};

const actsOf = async (path: string) => (await readWhole(await open(path))).acts;

const refusalOf = async (path: string): Promise<string> => {
  try {
    await openGit(path);
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal.code;
    throw error;
  }
  return 'none';
};

/** Runs with `PATH` set to one folder only. */
const withPath = async <T>(path: string, run: () => Promise<T>): Promise<T> => {
  const before = process.env.PATH;
  process.env.PATH = path;
  try {
    return await run();
  } finally {
    process.env.PATH = before;
  }
};

describe('a git repository', () => {
  it('is a work tree, its git directory, a bare one, a linked work tree or a submodule, with the same acts', async () => {
    const folder = repository();
    const acts = await actsOf(folder);
    expect(acts).toHaveLength(2);

    const bare = join(newFolder(), 'team.git');
    runGit(root, ['clone', '--quiet', '--bare', folder, bare]);
    const linked = join(newFolder(), 'linked');
    runGit(folder, ['worktree', 'add', '--quiet', linked]);
    const above = repository();
    runGit(above, ['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', folder, 'part']);

    for (const path of [join(folder, '.git'), bare, linked, join(above, 'part')]) {
      expect(await actsOf(path)).toEqual(acts);
    }
    expect((await open(bare)).description).toEqual({
      type: 'git',
      label: 'team',
      idSpace: 'git',
      isOpenlyNamed: true,
      progressUnit: 'commits',
    });
  });

  it('may count its objects by SHA-256', async () => {
    const acts = await actsOf(repository(['--object-format=sha256']));
    expect(acts.map((act) => act.nativeId.length)).toEqual([64, 64]);
    expect(acts[1].recipients).toMatchObject([{ kind: 'git-builds-on', weight: 1 }]);
  });

  it('is not a folder inside one, a file, or a folder with a few of its names', async () => {
    const folder = repository();
    mkdirSync(join(folder, 'inside'));
    expect(await openGit(join(folder, 'inside'))).toBeNull();
    expect(await openGit(join(folder, '.git/objects'))).toBeNull();
    expect(await openGit(join(folder, '.git/HEAD'))).toBeNull();
    expect(await openGit(newFolder())).toBeNull();
  });

  it('is read with a detached or unborn HEAD as well', async () => {
    const folder = repository();
    const acts = await actsOf(folder);
    runGit(folder, ['checkout', '--quiet', '--detach']);
    expect(await actsOf(folder)).toEqual(acts);
    runGit(folder, ['symbolic-ref', 'HEAD', 'refs/heads/not-yet']);
    expect(await actsOf(folder)).toEqual(acts);
    runGit(folder, ['checkout', '--quiet', '--detach', 'main']);
    runGit(folder, ['update-ref', '-d', 'refs/heads/main']);
    expect(await actsOf(folder)).toEqual(acts);
  });

  it('starts no program that its configuration names', async () => {
    const folder = repository();
    const trap = join(root, 'trapped');
    const program = join(root, 'trap.sh');
    writeFileSync(program, `#!/bin/sh\necho trapped >> '${trap}'\ncat\n`);
    chmodSync(program, 0o755);
    for (const [key, value] of [
      ['diff.external', program],
      ['diff.evil.textconv', program],
      ['diff.evil.command', program],
      ['filter.evil.smudge', program],
      ['filter.evil.clean', program],
      ['core.fsmonitor', program],
      ['core.pager', program],
      ['core.sshCommand', program],
      ['core.alternateRefsCommand', program],
      ['gpg.program', program],
      ['log.showSignature', 'true'],
      ['pager.log', program],
      ['pager.diff-tree', program],
    ]) {
      runGit(folder, ['config', key, value]);
    }
    writeFileSync(join(folder, '.gitattributes'), '* diff=evil filter=evil\n');
    writeFileSync(join(folder, '.git/info/attributes'), '* diff=evil filter=evil\n');
    expect(await actsOf(folder)).toHaveLength(2);
    expect(existsSync(trap)).toBe(false);
    // The trap is a trap: git by itself walks into it.
    runGit(folder, ['diff', 'HEAD~1', 'HEAD']);
    expect(existsSync(trap)).toBe(true);
  });

  it('is read the same whatever its configuration and the environment say of logs and diffs', async () => {
    const folder = repository();
    const content = 'line\n'.repeat(30);
    addCommits(folder, [
      { author: ana, authorS: startS + 2, files: { long: content } },
      { author: bo, authorS: startS + 3, renames: [['long', 'longer']] },
    ]);
    const plain = await actsOf(folder);
    expect(plain[3].paths).toEqual([{ path: 'longer', status: 'renamed', previousPath: 'long' }]);
    for (const [key, value] of [
      ['diff.renames', 'false'],
      ['diff.noprefix', 'true'],
      ['diff.orderFile', '/dev/null'],
      ['diff.renameLimit', '1'],
      ['diff.relative', 'true'],
      ['log.showRoot', 'false'],
      ['log.decorate', 'full'],
      ['log.abbrevCommit', 'true'],
      ['core.abbrev', '4'],
      ['color.ui', 'always'],
      ['format.pretty', 'oneline'],
      ['i18n.logOutputEncoding', 'UTF-16'],
    ]) {
      runGit(folder, ['config', key, value]);
    }
    process.env.GIT_DIR = '/nowhere';
    process.env.GIT_TRACE = '1';
    try {
      expect(await actsOf(folder)).toEqual(plain);
    } finally {
      delete process.env.GIT_DIR;
      delete process.env.GIT_TRACE;
    }
  });
});

describe('a repository that cannot be read', () => {
  it('without a commit refuses', async () => {
    const folder = newFolder();
    makeRepository(folder);
    expect(await refusalOf(folder)).toBe('git-empty');
  });

  it('that is broken refuses', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, '.git'));
    expect(await refusalOf(folder)).toBe('git-unreadable');
    const pointing = newFolder();
    writeFileSync(join(pointing, '.git'), 'gitdir: /nowhere\n');
    expect(await refusalOf(pointing)).toBe('git-unreadable');
  });

  it('without git installed refuses', async () => {
    const folder = repository();
    expect(await withPath(newFolder(), () => refusalOf(folder))).toBe('git-missing');
  });

  it('with a git that lacks what is needed refuses', async () => {
    const folder = repository();
    const programs = newFolder();
    writeFileSync(join(programs, 'git'), '#!/bin/sh\necho git version 2.17.1\n');
    chmodSync(join(programs, 'git'), 0o755);
    expect(await withPath(programs, () => refusalOf(folder))).toBe('git-too-old');
  });

  it.skipIf(process.getuid?.() !== 0)('that belongs to somebody else refuses', async () => {
    const folder = repository();
    chownSync(folder, 12_345, 12_345);
    chownSync(join(folder, '.git'), 12_345, 12_345);
    expect(await refusalOf(folder)).toBe('git-owner');
  });
});
