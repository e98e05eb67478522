import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Small real repositories, written by git itself with fixed people and dates: `fast-import` takes any bytes for
 * names and messages, and makes thousands of commits in a moment.
 */

export type Bytes = string | Buffer;

export interface FixturePerson {
  readonly name: Bytes;
  readonly address: Bytes;
}

export interface FixtureCommit {
  /** Name by which later commits call it their parent. */
  readonly id?: string;
  readonly author: FixturePerson;
  readonly committer?: FixturePerson;
  /** Seconds since 1970. */
  readonly authorS: number;
  readonly committerS?: number;
  readonly message?: Bytes;
  /** Encoding header. */
  readonly encoding?: string;
  /** Ids of commits of this call, or revisions the repository has; default: the branch's last commit. */
  readonly parents?: readonly string[];
  /** Default `main`. */
  readonly branch?: string;
  /** Path → content, `null` to delete. */
  readonly files?: Readonly<Record<string, Bytes | null>>;
  /** Paths moved before `files` apply. */
  readonly renames?: readonly (readonly [from: string, to: string])[];
}

const environment = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Fixture',
  GIT_AUTHOR_EMAIL: 'fixture@example.org',
  GIT_COMMITTER_NAME: 'Fixture',
  GIT_COMMITTER_EMAIL: 'fixture@example.org',
  GIT_AUTHOR_DATE: '1700000000 +0000',
  GIT_COMMITTER_DATE: '1700000000 +0000',
};

/** Runs git in `folder` and gives what it printed. */
export const runGit = (folder: string, args: readonly string[], input?: Bytes): string =>
  execFileSync('git', ['-C', folder, ...args], {
    env: environment,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
    ...(input === undefined ? {} : { input }),
  });

export const person = (name: Bytes, address?: Bytes): FixturePerson => ({
  name,
  address: address ?? `${String(name).toLowerCase()}@example.org`,
});

const toBuffer = (bytes: Bytes): Buffer => (typeof bytes === 'string' ? Buffer.from(bytes) : bytes);

export const makeRepository = (folder: string, options: readonly string[] = []): void => {
  mkdirSync(folder, { recursive: true });
  runGit(folder, ['init', '--quiet', '--initial-branch=main', ...options]);
};

/** Adds commits; gives the hash of each one by its id (its place in `commits` where it has none). */
export const addCommits = (folder: string, commits: Iterable<FixtureCommit>): Map<string, string> => {
  const stream: Buffer[] = [];
  const say = (...pieces: Bytes[]) => stream.push(...pieces.map(toBuffer));
  const data = (bytes: Bytes) => {
    const buffer = toBuffer(bytes);
    say(`data ${buffer.length}\n`, buffer, '\n');
  };
  const marks = new Map<string, number>();
  const started = new Set<string>();
  let mark = 0;
  for (const commit of commits) {
    mark++;
    marks.set(commit.id ?? String(mark - 1), mark);
    const branch = `refs/heads/${commit.branch ?? 'main'}`;
    const committer = commit.committer ?? commit.author;
    say(`commit ${branch}\nmark :${mark}\n`);
    say('author ', commit.author.name, ' <', commit.author.address, `> ${commit.authorS} +0000\n`);
    say('committer ', committer.name, ' <', committer.address, '> ');
    say(`${commit.committerS ?? commit.authorS} +0000\n`);
    if (commit.encoding !== undefined) say(`encoding ${commit.encoding}\n`);
    data(commit.message ?? 'secret subject\n\nsecret body\n');
    if (commit.parents !== undefined) {
      commit.parents.forEach((parent, which) => {
        const known = marks.get(parent);
        say(`${which === 0 ? 'from' : 'merge'} ${known === undefined ? parent : `:${known}`}\n`);
      });
    } else if (!started.has(branch) && hasBranch(folder, branch)) say(`from ${branch}^0\n`);
    started.add(branch);
    for (const [from, to] of commit.renames ?? []) say(`R ${from} ${to}\n`);
    for (const [path, content] of Object.entries(commit.files ?? {})) {
      if (content === null) say(`D ${path}\n`);
      else {
        say(`M 100644 inline ${path}\n`);
        data(content);
      }
    }
    say('\n');
  }
  say('done\n');
  const marksFile = `${resolve(folder)}.marks`;
  runGit(
    folder,
    [
      'fast-import',
      '--quiet',
      '--force',
      '--done',
      '--date-format=raw-permissive',
      `--export-marks=${marksFile}`,
    ],
    Buffer.concat(stream),
  );
  const hashes = new Map(
    readFileSync(marksFile, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.slice(1).split(' ') as [string, string]),
  );
  rmSync(marksFile);
  return new Map([...marks].map(([id, number]) => [id, hashes.get(String(number)) ?? '']));
};

const hasBranch = (folder: string, branch: string): boolean => {
  try {
    runGit(folder, ['rev-parse', '--verify', '--quiet', branch]);
    return true;
  } catch {
    return false;
  }
};
