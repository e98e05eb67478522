import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openGit } from '../../src/measure/sources/git/open-git.ts';
import { addCommits, type FixtureCommit, makeRepository, person, runGit } from './git-fixture.ts';
import { describeStreamedSource } from './streamed-source-acceptance.ts';

const ana = person('Ana');
const bo = person('Bo');
const chi = person('Chi');
const people = [ana, bo, chi];
const startS = 1_700_000_000;
const secret = 'the secret plan';

const plain: readonly FixtureCommit[] = [
  { author: ana, authorS: startS, files: { 'a.txt': `${secret} 1` } },
  { author: bo, authorS: startS + 3600, files: { 'a.txt': `${secret} 2` } },
  {
    author: chi,
    committer: ana,
    authorS: startS + 7200,
    committerS: startS + 9000,
    message: `${secret}\n\nbody of ${secret}\n\nReviewed-by: Bo <bo@example.org>\n`,
    files: { 'b.txt': secret },
  },
];

const repositoryOf = (commits: Iterable<FixtureCommit>) => (folder: string) => {
  makeRepository(folder);
  addCommits(folder, commits);
  return folder;
};

/** 2,600 commits by three people on four files, with a merged side branch now and then. */
function* longHistory(): Generator<FixtureCommit> {
  let main: string | null = null;
  for (let i = 0; i < 2600; i++) {
    const commit = {
      id: `c${i}`,
      author: people[i % 3],
      authorS: startS + i * 3600,
      message: secret,
      files: { [`file-${i % 4}.txt`]: `${secret} ${i}` },
    };
    if (main === null) yield commit;
    else if (i % 50 === 48) yield { ...commit, parents: [main], branch: 'side' };
    else if (i % 50 === 49) yield { ...commit, parents: [main, `c${i - 1}`] };
    else yield { ...commit, parents: [main] };
    if (i % 50 !== 48) main = `c${i}`;
  }
}

const oneCommit = (commit: Partial<FixtureCommit>): FixtureCommit => ({
  author: ana,
  authorS: startS + 90_000,
  files: { 'a.txt': `${secret} odd` },
  ...commit,
});

describeStreamedSource('git', {
  open: openGit,
  plain: repositoryOf(plain),
  grow: (path) => {
    addCommits(path, [
      { author: bo, authorS: startS + 10_000_000, files: { 'a.txt': `${secret} grown`, 'b.txt': 'grown' } },
    ]);
  },
  long: (folder) => repositoryOf(longHistory())(folder),
  empty: {
    make: (folder) => {
      makeRepository(folder);
      return folder;
    },
    refusal: 'git-empty',
  },
  foreign: (folder) => {
    // A folder inside a work tree is not itself a repository.
    makeRepository(folder);
    const inside = join(folder, 'letters');
    mkdirSync(inside);
    writeFileSync(join(inside, 'letter.eml'), secret);
    return inside;
  },
  flawed: {
    'bad bytes': {
      make: repositoryOf([
        ...plain,
        oneCommit({
          author: person(Buffer.from([0x41, 0xff, 0xfe, 0x80]), 'odd@example.org'),
          files: { 'na\xefve.txt': 'x' },
        }),
      ]),
      leastActs: 4,
      codes: ['git-name-not-utf8'],
    },
    truncated: {
      make: (folder) => {
        repositoryOf(plain)(folder);
        // Loses one object of the newest commit: the list of its files.
        const tree = runGit(folder, ['rev-parse', 'HEAD^{tree}']).trim();
        rmSync(join(folder, '.git/objects', tree.slice(0, 2), tree.slice(2)));
        return folder;
      },
      leastActs: 4,
      codes: ['git-files-unreadable'],
    },
    'wrong encoding': {
      make: repositoryOf([
        ...plain,
        oneCommit({
          author: person(Buffer.from('J\xf8rgen', 'latin1'), 'j@example.org'),
          encoding: 'ISO-8859-1',
        }),
        oneCommit({ author: person(Buffer.from('B\xf8', 'latin1'), 'b@example.org'), encoding: 'no-such' }),
      ]),
      leastActs: 5,
    },
    'dated 1970': { make: repositoryOf([...plain, oneCommit({ authorS: 0 })]), leastActs: 4 },
    'dated 2100': { make: repositoryOf([...plain, oneCommit({ authorS: 4_102_444_800 })]), leastActs: 4 },
    'an author without name or address': {
      make: repositoryOf([...plain, oneCommit({ author: person('', ''), committer: ana })]),
      leastActs: 3,
      codes: ['git-author-unnamed'],
    },
    'an author dated after the committer': {
      make: repositoryOf([...plain, oneCommit({ committerS: startS })]),
      leastActs: 4,
      codes: ['git-author-date-late'],
    },
  },
  secrets: [secret],
});
