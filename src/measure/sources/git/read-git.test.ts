import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addCommits,
  type FixtureCommit,
  makeRepository,
  person,
  runGit,
} from '../../../../test/sources/git-fixture.ts';
import {
  expectSoundRead,
  identitiesOf,
  readWhole,
  type WholeRead,
} from '../../../../test/sources/streamed-source-acceptance.ts';
import type { SourceAct } from '../source.ts';
import { openGit } from './open-git.ts';

const ana = person('Ana');
const bo = person('Bo');
const chi = person('Chi');
const dee = person('Dee');
const gitHub = person('GitHub', 'noreply@github.com');
const dayS = 86_400;
const startS = 1_700_000_000;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'equipo-read-git-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Opened {
  readonly folder: string;
  readonly hashes: ReadonlyMap<string, string>;
}

const repositoryOf = (commits: readonly FixtureCommit[]): Opened => {
  const folder = mkdtempSync(join(root, 'repository-'));
  makeRepository(folder);
  return { folder, hashes: addCommits(folder, commits) };
};

const read = async (folder: string, since: string | null = null): Promise<WholeRead> => {
  const source = await openGit(folder);
  if (source === null) throw new Error(`not a repository: ${folder}`);
  const whole = await readWhole(source, since);
  expectSoundRead(whole, ['secret']);
  return whole;
};

const nameOf = (whole: WholeRead, account: number) => whole.accounts[account].name;

/** `Ana → Bo git-reviewed-by 0.5`, one line an arc. */
const arcsOf = (whole: WholeRead, acts: readonly SourceAct[] = whole.acts): string[] =>
  acts.flatMap((act) =>
    act.recipients.map(({ account, kind, weight, direction }) => {
      const pair = [nameOf(whole, act.account), nameOf(whole, account)];
      if (direction === 'inward') pair.reverse();
      return `${pair.join(' → ')} ${kind} ${Number(weight.toFixed(4))}`;
    }),
  );

const actOf = (whole: WholeRead, nativeId: string | undefined): SourceAct => {
  const act = whole.acts.find((candidate) => candidate.nativeId === nativeId);
  if (act === undefined) throw new Error(`no act ${nativeId}`);
  return act;
};

const checkpointOf = (whole: WholeRead) => whole.batches[whole.batches.length - 1].checkpoint;
const codesOf = (whole: WholeRead) => whole.diagnostics.map((diagnostic) => diagnostic.code);

describe('a commit', () => {
  it('is an act of its author at author time, and of another committer at committer time', async () => {
    const { folder, hashes } = repositoryOf([
      { id: 'c', author: ana, committer: bo, authorS: startS, committerS: startS + dayS },
    ]);
    const whole = await read(folder);
    const [work, integration] = whole.acts;
    expect(work).toMatchObject({ nativeId: hashes.get('c'), timeMs: startS * 1000, kind: 'git-commit' });
    expect(nameOf(whole, work.account)).toBe('Ana');
    expect(integration.nativeId).toBe(`${hashes.get('c')}:committed`);
    expect(integration.timeMs).toBe((startS + dayS) * 1000);
    expect(nameOf(whole, integration.account)).toBe('Bo');
    expect(arcsOf(whole)).toEqual(['Ana → Bo git-integrated-by 1']);
  });

  it('committed by its author, or by GitHub for its author, is one act', async () => {
    const { folder } = repositoryOf([
      { author: ana, authorS: startS },
      { author: ana, committer: gitHub, authorS: startS + 1 },
    ]);
    const whole = await read(folder);
    expect(whole.acts).toHaveLength(2);
    expect(arcsOf(whole)).toEqual([]);
    expect(whole.accounts.find((account) => account.name === 'GitHub')?.isBot).toBe(true);
  });

  it('turns to the people its trailers name, who share one', async () => {
    const { folder } = repositoryOf([
      {
        author: ana,
        authorS: startS,
        message: [
          'secret subject',
          '',
          'Reviewed-by: Bo <bo@example.org>',
          'Tested-by: Bo <BO@example.org>',
          'Acked-by: Chi <chi@example.org>',
          'Tested-by: Dee <dee@example.org>',
          'Reported-by: Ana <ana@example.org>',
          'Suggested-by: Eve <eve@example.org>',
          'Reported-by: nobody in particular',
          '',
        ].join('\n'),
      },
    ]);
    const whole = await read(folder);
    expect(arcsOf(whole)).toEqual([
      'Ana → Bo git-reviewed-by 0.25',
      'Ana → Dee git-tested-by 0.25',
      'Ana → Chi git-acked-by 0.25',
      'Ana → Eve git-suggested-by 0.25',
    ]);
    expect(whole.diagnostics).toMatchObject([{ code: 'git-trailer-unreadable', count: 1 }]);
  });

  it('joins its co-authors both ways, half each, and they share one', async () => {
    const { folder } = repositoryOf([
      {
        author: ana,
        authorS: startS,
        message:
          'secret\n\nCo-authored-by: Bo <bo@example.org>\nco-authored-by: Chi\n <chi@example.org>\nReviewed-by: Bo <bo@example.org>\n',
      },
    ]);
    expect(arcsOf(await read(folder))).toEqual([
      'Ana → Bo git-co-author 0.25',
      'Bo → Ana git-co-author 0.25',
      'Ana → Chi git-co-author 0.25',
      'Chi → Ana git-co-author 0.25',
    ]);
  });

  it('keeps what it changed, with renames', async () => {
    const content = 'secret line\n'.repeat(20);
    const { folder, hashes } = repositoryOf([
      { author: ana, authorS: startS, files: { kept: content, moved: `${content}moved\n`, gone: 'secret' } },
      {
        id: 'c',
        author: bo,
        authorS: startS + 1,
        renames: [['moved', 'to']],
        files: { kept: `${content}more\n`, gone: null, 'neu/ü': 'x', to: `${content}moved a little\n` },
      },
    ]);
    expect(actOf(await read(folder), hashes.get('c')).paths).toEqual([
      { path: 'gone', status: 'deleted' },
      { path: 'kept', status: 'modified' },
      { path: 'neu/ü', status: 'added' },
      { path: 'to', status: 'renamed', previousPath: 'moved' },
    ]);
  });
});

describe('building on', () => {
  it('goes to the last authors of the changed paths, a share for each path', async () => {
    const { folder, hashes } = repositoryOf([
      { author: ana, authorS: startS, files: { a: '1', b: '1', mine: '1' } },
      { author: bo, authorS: startS + 1, files: { b: '2', c: '1' } },
      { author: chi, authorS: startS + 2, files: { mine: '2' } },
      { id: 'c', author: chi, authorS: startS + 3, files: { a: '2', b: '3', c: '2', mine: '3', fresh: '1' } },
    ]);
    const whole = await read(folder);
    // Five paths: one Ana's, two Bo's, one Chi's own, one new.
    expect(arcsOf(whole, [actOf(whole, hashes.get('c'))])).toEqual([
      'Chi → Ana git-builds-on 0.2',
      'Chi → Bo git-builds-on 0.4',
    ]);
  });

  it('ends after ninety days', async () => {
    const { folder } = repositoryOf([
      { author: ana, authorS: startS, files: { a: '1', b: '1' } },
      { author: bo, authorS: startS + 90 * dayS, files: { a: '2' } },
      { author: chi, authorS: startS + 90 * dayS + 1, files: { b: '2' } },
    ]);
    expect(arcsOf(await read(folder))).toEqual(['Bo → Ana git-builds-on 1']);
  });

  it('follows renames', async () => {
    const { folder } = repositoryOf([
      { author: ana, authorS: startS, files: { old: 'secret' } },
      { author: ana, authorS: startS + 1, renames: [['old', 'new']] },
      { author: bo, authorS: startS + 2, files: { new: 'other' } },
    ]);
    expect(arcsOf(await read(folder))).toEqual(['Bo → Ana git-builds-on 1']);
  });

  it('goes to the version a branch started from, not to a parallel branch', async () => {
    const { folder, hashes } = repositoryOf([
      { id: 'base', author: ana, authorS: startS, files: { a: '1' } },
      { id: 'left', author: bo, authorS: startS + 10, files: { a: '2' } },
      {
        id: 'right',
        author: chi,
        authorS: startS + 20,
        parents: ['base'],
        branch: 'topic',
        files: { a: '3' },
      },
    ]);
    const whole = await read(folder);
    expect(arcsOf(whole, [actOf(whole, hashes.get('right'))])).toEqual(['Chi → Ana git-builds-on 1']);
  });

  it('gives way to a name in a trailer: one arc for each pair', async () => {
    const { folder, hashes } = repositoryOf([
      { author: ana, authorS: startS, files: { a: '1' } },
      {
        id: 'c',
        author: bo,
        authorS: startS + 1,
        files: { a: '2' },
        message: 'secret\n\nReviewed-by: Ana <ana@example.org>\n',
      },
    ]);
    const whole = await read(folder);
    expect(arcsOf(whole, [actOf(whole, hashes.get('c'))])).toEqual(['Bo → Ana git-reviewed-by 1']);
  });
});

describe('a merge', () => {
  const merged: readonly FixtureCommit[] = [
    { id: 'base', author: ana, authorS: startS },
    { id: 't1', author: bo, authorS: startS + 1, parents: ['base'], branch: 'topic' },
    { id: 't2', author: chi, authorS: startS + 2, parents: ['t1'], branch: 'topic' },
    { id: 'm', author: ana, authorS: startS + 3, committerS: startS + 9, parents: ['base', 't2'] },
  ];

  it('is turned to by the authors of what it brought in, who share one, at committer time', async () => {
    const { folder, hashes } = repositoryOf(merged);
    const whole = await read(folder);
    expect(arcsOf(whole)).toEqual(['Bo → Ana git-merged-by 0.5', 'Chi → Ana git-merged-by 0.5']);
    expect(actOf(whole, hashes.get('m')).timeMs).toBe((startS + 9) * 1000);
    expect(actOf(whole, hashes.get('m')).paths).toBeUndefined();
  });

  it('on GitHub’s pages is of the person who pressed the button', async () => {
    const { folder } = repositoryOf(
      merged.map((commit) => (commit.id === 'm' ? { ...commit, author: dee, committer: gitHub } : commit)),
    );
    expect(arcsOf(await read(folder))).toEqual(['Bo → Dee git-merged-by 0.5', 'Chi → Dee git-merged-by 0.5']);
  });

  it('of one’s own work turns to nobody', async () => {
    const { folder } = repositoryOf(merged.map((commit) => ({ ...commit, author: ana })));
    expect(arcsOf(await read(folder))).toEqual([]);
  });

  it('read later than what it brought in still knows its authors', async () => {
    const { folder } = repositoryOf(merged.slice(0, 3));
    const before = await read(folder);
    addCommits(folder, [
      { author: dee, authorS: startS + 400 * dayS, parents: ['refs/heads/main^0', 'refs/heads/topic^0'] },
    ]);
    const after = await read(folder, checkpointOf(before));
    expect(after.acts).toHaveLength(1);
    expect(arcsOf(after)).toEqual(['Bo → Dee git-merged-by 0.5', 'Chi → Dee git-merged-by 0.5']);
  });
});

describe('who is who', () => {
  it('is asked of .mailmap, for authors, committers and people in trailers alike', async () => {
    const { folder } = repositoryOf([
      { author: ana, authorS: startS, files: { a: '1' } },
      {
        author: person('Ana Alves', 'ana@home.example'),
        committer: ana,
        authorS: startS + 1,
        files: { a: '2' },
        message: 'secret\n\nReviewed-by: aa <ana@old.example>\nAcked-by: Bo <bo@home.example>\n',
      },
    ]);
    writeFileSync(
      join(folder, '.mailmap'),
      'Ana <ana@example.org> <ana@home.example>\nAna <ana@example.org> <ana@old.example>\nBo <bo@example.org> <bo@home.example>\n',
    );
    const whole = await read(folder);
    const mapsTo = new Map(whole.accounts.map((account) => [account.key, account.mapsTo]));
    expect(mapsTo.get('mail:ana@home.example')).toBe('mail:ana@example.org');
    expect(mapsTo.get('mail:ana@old.example')).toBe('mail:ana@example.org');
    expect(mapsTo.get('mail:bo@home.example')).toBe('mail:bo@example.org');
    expect(mapsTo.get('mail:ana@example.org')).toBeNull();
    // Her own committing, reviewing and building on herself make no arc.
    expect(arcsOf(whole)).toEqual(['Ana Alves → Bo git-acked-by 1']);
  });

  it('is asked of a bare repository’s committed .mailmap', async () => {
    const { folder } = repositoryOf([
      {
        author: person('Ana', 'ana@home.example'),
        authorS: startS,
        files: { '.mailmap': '<ana@example.org> <ana@home.example>\n' },
      },
    ]);
    const bare = `${folder}.git`;
    runGit(root, ['clone', '--quiet', '--bare', folder, bare]);
    expect((await read(bare)).accounts.map(({ key, mapsTo }) => [key, mapsTo])).toContainEqual([
      'mail:ana@home.example',
      'mail:ana@example.org',
    ]);
  });

  it('is asked again of every commit when .mailmap has changed', async () => {
    const { folder } = repositoryOf([{ author: person('Ana', 'ana@home.example'), authorS: startS }]);
    const before = await read(folder);
    writeFileSync(join(folder, '.mailmap'), '<ana@example.org> <ana@home.example>\n');
    const after = await read(folder, checkpointOf(before));
    expect(after.accounts.map((account) => account.mapsTo)).toContain('mail:ana@example.org');
    expect(identitiesOf(after)).toEqual(identitiesOf(before));
  });

  it('is read in the encoding the commit declares, else in UTF-8, else as Western European', async () => {
    const { folder } = repositoryOf([
      {
        author: person(Buffer.from('J\xf8rgen', 'latin1'), 'j@x.org'),
        authorS: startS,
        encoding: 'ISO-8859-1',
      },
      { author: person(Buffer.from('Zoë'), 'z@x.org'), authorS: startS + 1 },
      { author: person(Buffer.from('Bj\xf6rn', 'latin1'), 'b@x.org'), authorS: startS + 2 },
    ]);
    const whole = await read(folder);
    expect(whole.accounts.map((account) => account.name)).toEqual(['Jørgen', 'Zoë', 'Björn']);
    expect(whole.diagnostics).toMatchObject([{ code: 'git-name-not-utf8', count: 1 }]);
  });
});

describe('dates', () => {
  it('are kept from 1970 to 2100 and beyond', async () => {
    const { folder } = repositoryOf([
      { author: ana, authorS: 0 },
      { author: ana, authorS: 4_102_444_800 },
      { author: ana, authorS: 9_999_999_999 },
    ]);
    expect((await read(folder)).acts.map((act) => act.timeMs)).toEqual([
      0, 4_102_444_800_000, 9_999_999_999_000,
    ]);
  });

  it('that cannot be read give way to the commit’s other date, and without one the commit is left out', async () => {
    const { folder } = repositoryOf([{ author: ana, authorS: startS }]);
    const tree = runGit(folder, ['rev-parse', 'HEAD^{tree}']).trim();
    let parent = runGit(folder, ['rev-parse', 'HEAD']).trim();
    for (const [authored, committed] of [
      ['-100 +0000', `${startS + 5} +0000`],
      [`${startS + 6} +99999`, '99999999999999999999 +0000'],
      ['', '-1 -9999'],
    ]) {
      const text = `tree ${tree}\nparent ${parent}\nauthor Bo <bo@example.org> ${authored}\ncommitter Bo <bo@example.org> ${committed}\n\nsecret\n`;
      parent = runGit(folder, ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], text).trim();
    }
    runGit(folder, ['update-ref', 'refs/heads/main', parent]);
    const whole = await read(folder);
    expect(whole.acts.map((act) => act.timeMs)).toEqual(
      [startS, startS + 5, startS + 6].map((s) => s * 1000),
    );
    expect(whole.diagnostics).toMatchObject([{ code: 'git-date-unreadable', count: 3 }]);
  });
});

describe('reading on', () => {
  const line = Array.from({ length: 5 }, (_, i) => ({
    id: `c${i}`,
    author: [ana, bo, chi][i % 3],
    authorS: startS + i,
    files: { a: `${i}` },
  }));

  it('after history was rewritten reads only what is new', async () => {
    const { folder, hashes } = repositoryOf(line);
    const before = await read(folder);
    runGit(folder, ['update-ref', 'refs/heads/main', hashes.get('c3') ?? '']);
    const replaced = addCommits(folder, [
      { id: 'new', author: dee, authorS: startS + 9, files: { a: 'new' } },
    ]);
    const after = await read(folder, checkpointOf(before));
    expect(after.acts.map((act) => act.nativeId)).toEqual([replaced.get('new')]);
    expect(arcsOf(after)).toEqual(['Dee → Ana git-builds-on 1']);
    expect(after.batches[0]).toMatchObject({ done: 5, total: 5 });
  });

  it('from a checkpoint that is not ours begins at the beginning', async () => {
    const { folder } = repositoryOf(line);
    expect((await read(folder, '12345')).acts).toHaveLength(5);
    expect((await read(folder, `git1 none ${'0'.repeat(40)}`)).acts).toHaveLength(5);
  });

  it('leaves stashes, notes and pull-request refs alone', async () => {
    const { folder, hashes } = repositoryOf(line);
    const extra = addCommits(folder, [{ id: 'pull', author: dee, authorS: startS, branch: 'pull' }]);
    runGit(folder, ['update-ref', 'refs/pull/1/merge', extra.get('pull') ?? '']);
    runGit(folder, ['update-ref', '-d', 'refs/heads/pull']);
    runGit(folder, ['notes', 'add', '-m', 'secret', hashes.get('c0') ?? '']);
    expect((await read(folder)).acts).toHaveLength(5);
  });
});

describe('what is missing', () => {
  const history: readonly FixtureCommit[] = [
    { id: 'c0', author: ana, authorS: startS, files: { a: 'secret one\n', b: 'secret two\n' } },
    { id: 'c1', author: bo, authorS: startS + 1, files: { a: 'secret three\n' } },
    { id: 'c2', author: chi, authorS: startS + 2, files: { a: 'secret four\n' }, renames: [['b', 'd']] },
  ];

  /** A clone that cannot fetch more: its origin is gone. */
  const cloneOf = (options: readonly string[]): string => {
    const { folder } = repositoryOf(history);
    runGit(folder, ['config', 'uploadpack.allowFilter', 'true']);
    const clone = `${folder}-clone`;
    runGit(root, ['clone', '--quiet', '--no-checkout', ...options, `file://${folder}`, clone]);
    rmSync(folder, { recursive: true });
    return clone;
  };

  it('from a shallow clone is said, and its first commit does not pass for the author of everything', async () => {
    const clone = cloneOf(['--depth=2']);
    const source = await openGit(clone);
    expect(source?.notes).toMatchObject([{ code: 'git-shallow', count: 1 }]);
    const whole = await read(clone);
    expect(whole.acts).toHaveLength(2);
    expect(whole.acts[0].paths).toBeUndefined();
    expect(whole.acts[1].paths).toHaveLength(2);
    expect(arcsOf(whole)).toEqual([]);
  });

  it('from a clone without contents is said, and never fetched', async () => {
    const clone = cloneOf(['--filter=blob:none']);
    expect((await openGit(clone))?.notes.map((note) => note.code)).toEqual(['git-partial-without-contents']);
    const whole = await read(clone);
    expect(whole.acts.map((act) => act.paths?.length)).toEqual([2, 1, 2]);
    expect(arcsOf(whole)).toContain('Bo → Ana git-builds-on 1');
    expect(codesOf(whole)).toEqual([]);
  });

  it('from a clone without lists of files is said, and never fetched', async () => {
    const clone = cloneOf(['--filter=tree:0']);
    expect((await openGit(clone))?.notes.map((note) => note.code)).toEqual(['git-partial-without-files']);
    const whole = await read(clone);
    expect(whole.acts.map((act) => act.paths)).toEqual([undefined, undefined, undefined]);
    expect(codesOf(whole)).toEqual([]);
  });

  it('in the middle of history leaves what can be reached', async () => {
    const { folder, hashes } = repositoryOf(history);
    const objects = join(folder, '.git/objects');
    const lost = hashes.get('c0') ?? '';
    rmSync(join(objects, lost.slice(0, 2), lost.slice(2)));
    const whole = await read(folder);
    expect(codesOf(whole)).toContain('git-history-broken');
    expect(whole.acts.map((act) => act.nativeId)).toContain(hashes.get('c2'));
  });

  it('of many commits’ files gives files up, not people', async () => {
    const commits = Array.from({ length: 30 }, (_, i) => ({
      author: [ana, bo][i % 2],
      authorS: startS + i,
      files: { [`f${i}`]: `secret ${i}` },
    }));
    const { folder, hashes } = repositoryOf(commits);
    for (let i = 0; i < 30; i++) {
      const tree = runGit(folder, ['rev-parse', `${hashes.get(String(i))}^{tree}`]).trim();
      if (i >= 5) rmSync(join(folder, '.git/objects', tree.slice(0, 2), tree.slice(2)));
    }
    const whole = await read(folder);
    expect(whole.acts).toHaveLength(30);
    expect(whole.acts.filter((act) => act.paths !== undefined)).toHaveLength(5);
    expect(whole.diagnostics.reduce((sum, diagnostic) => sum + diagnostic.count, 0)).toBe(25);
    expect(new Set(codesOf(whole))).toEqual(new Set(['git-files-unreadable']));
  });
});
