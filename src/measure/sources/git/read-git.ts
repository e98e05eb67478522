import { RefusalError } from '../../../base/result.ts';
import type { ReadOptions, SourceBatch } from '../source.ts';
import { ActsOfCommits, type CommitPlace } from './acts-of-commits.ts';
import { broughtInBy } from './brought-in.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import type { CommitGraph } from './commit-graph.ts';
import { type CommitRecord, CommitRecords, decodeText, recordFormat } from './commit-records.ts';
import { DiagnosticCount } from './diagnostic-count.ts';
import { GitAccounts } from './git-accounts.ts';
import { commitsDone, listCommits } from './list-commits.ts';
import { mailmapFingerprint, mapNamed } from './mailmap.ts';
import { buildsOnDays } from './path-versions.ts';
import { chunksOf, startGit } from './run-git.ts';
import { type NamedPerson, readTrailers } from './trailers.ts';

/** How much of a commit can be read: files with renames, files whose contents are not here, or no files. */
export type Detail = 'files' | 'files-without-contents' | 'no-files';

export interface GitRepository {
  readonly folder: string;
  readonly isBare: boolean;
  readonly hashBytes: number;
  readonly detail: Detail;
  /** Hashes of the commits at which a shallow clone was cut. */
  readonly boundary: ReadonlySet<string>;
}

const commitsInBatch = 1000;
/** After so many commits whose files cannot be read, files are given up for the rest. */
const filesGivenUpAfter = 16;
/** After so many commits in a row that git dies on, reading stops. */
const stoppedAfter = 64;

const filesOf = (renames: readonly string[]): readonly string[] => [
  'diff-tree',
  '--stdin',
  '--always',
  '-r',
  '--root',
  '--raw',
  '--no-abbrev',
  '--no-ext-diff',
  '--no-textconv',
  ...renames,
];

const commandOf: Readonly<Record<Detail, readonly string[]>> = {
  // Renames need the contents of files; exact ones only their ids.
  files: filesOf(['-M50%', '-l1000']),
  'files-without-contents': filesOf(['-M100%']),
  // `diff-tree` opens the list of files even when told not to show it; `log` does not.
  'no-files': ['log', '--stdin', '--no-walk=unsorted', '-s', '--no-decorate', '--no-notes'],
};

function* hashLines(graph: CommitGraph, commits: Int32Array): Generator<string, void, void> {
  for (let from = 0; from < commits.length; from += 256) {
    let lines = '';
    for (const commit of commits.subarray(from, from + 256)) lines += `${graph.hashOf(commit)}\n`;
    yield lines;
  }
}

/** Batches of records of `commits` in their order, as git prints them; ends early where git does. */
async function* recordsOf(
  repository: GitRepository,
  graph: CommitGraph,
  commits: Int32Array,
  detail: Detail,
  signal: AbortSignal,
): AsyncGenerator<{ readonly records: CommitRecord[]; readonly unreadable: number }, boolean, void> {
  const git = startGit(
    repository.folder,
    [...commandOf[detail], '-z', '--encoding=UTF-8', `--format=${recordFormat}`],
    { signal, input: hashLines(graph, commits) },
  );
  try {
    const parser = new CommitRecords();
    for await (const chunk of chunksOf(git)) {
      parser.push(chunk);
      if (signal.aborted) return false;
      if (parser.waiting >= commitsInBatch) {
        yield { records: parser.take(), unreadable: parser.takeUnreadable() };
      }
    }
    const code = await git.ended;
    if (signal.aborted) return false;
    parser.end(code === 0);
    yield { records: parser.take(), unreadable: parser.takeUnreadable() };
    return code === 0;
  } finally {
    git.stop();
  }
}

/** Old commits that new ones need: within 90 days of one, or brought in by one. */
const contextOf = (graph: CommitGraph, isDone: Uint8Array, broughtBy: Int32Array): Uint8Array => {
  const dayOf = (commit: number) => Math.floor(graph.timeOf(commit) / 86_400);
  const days = new Set<number>();
  for (let i = 0; i < graph.size; i++) if (isDone[i] === 0) days.add(dayOf(i));
  const sorted = Float64Array.from(days).sort();
  const isNear = (day: number): boolean => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < day - buildsOnDays - 1) low = middle + 1;
      else high = middle;
    }
    return low < sorted.length && sorted[low]! <= day + buildsOnDays + 1;
  };
  const isContext = new Uint8Array(graph.size);
  for (let i = 0; i < graph.size; i++) {
    if (isDone[i] === 0) continue;
    const merge = broughtBy[i]!;
    if ((merge >= 0 && isDone[merge] === 0) || isNear(dayOf(i))) isContext[i] = 1;
  }
  return isContext;
};

/**
 * Reads a repository's history, parents before children, in two passes of git: `rev-list` names the commits,
 * `diff-tree` tells them. What was there when the read began is read; what comes while it runs is for the next.
 */
export async function* readGit(
  repository: GitRepository,
  { since, signal }: ReadOptions,
): AsyncGenerator<SourceBatch, void, void> {
  const { folder } = repository;
  if (signal.aborted) return;
  const diagnostics = new DiagnosticCount();
  const mailmap = await mailmapFingerprint(folder, repository.isBare);
  const { graph, head } = await listCommits(folder, repository.hashBytes, signal, diagnostics);
  const earlier = readCheckpoint(since);
  const tips = earlier?.mailmap === mailmap ? earlier.hashes : [];
  const isDone = await commitsDone(folder, graph, tips, signal);
  if (signal.aborted) return;

  const broughtBy = broughtInBy(graph, head);
  const isContext = contextOf(graph, isDone, broughtBy);
  let done = 0;
  let wanted = 0;
  for (let i = 0; i < graph.size; i++) {
    if (isDone[i] === 1) done++;
    if (isDone[i] === 0 || isContext[i] === 1) wanted++;
  }
  if (done === graph.size) return;
  const commits = new Int32Array(wanted);
  // Earliest committer date from each place in `commits` on: what lies 90 days before it is no longer needed.
  const earliestS = new Float64Array(wanted + 1).fill(Number.POSITIVE_INFINITY);
  for (let i = graph.size - 1, place = wanted - 1; i >= 0; i--) {
    if (isDone[i] === 1 && isContext[i] === 0) continue;
    commits[place] = i;
    earliestS[place] = Math.min(earliestS[place + 1]!, graph.timeOf(i));
    place--;
  }

  const accounts = new GitAccounts();
  const acting = new ActsOfCommits(accounts, diagnostics);
  const placeOf = (hash: string) => `commit ${hash.slice(0, 12)}`;

  // Done commits without done children.
  const frontier = new Set<number>();
  const rewritten: string[] = [];
  for (const tip of tips) {
    const index = graph.indexOf(tip);
    if (index >= 0) frontier.add(index);
    else rewritten.push(tip);
  }
  const finish = (commit: number): void => {
    for (let p = graph.parentCountOf(commit) - 1; p >= 0; p--) frontier.delete(graph.parentOf(commit, p));
    frontier.add(commit);
    done++;
  };
  const checkpoint = (): string =>
    writeCheckpoint({
      mailmap,
      hashes:
        done === graph.size
          ? graph.heads().map((index) => graph.hashOf(index))
          : [...rewritten, ...[...frontier].map((index) => graph.hashOf(index))],
    });

  /** Finds the accounts of people whom trailers name for the first time. */
  const introduce = async (named: readonly (readonly NamedPerson[])[]): Promise<void> => {
    const strangers: NamedPerson[] = [];
    const seen = new Set<string>();
    for (const person of named.flat()) {
      const identity = `${person.name}\0${person.address}`;
      if (acting.isKnown(person) || seen.has(identity)) continue;
      seen.add(identity);
      strangers.push(person);
    }
    if (strangers.length === 0) return;
    const mapped = mailmap === 'none' ? null : await mapNamed(folder, strangers, signal);
    if (mapped === null && mailmap !== 'none' && !signal.aborted) {
      diagnostics.add('git-trailer-unmapped', 'trailers', strangers.length);
    }
    strangers.forEach((person, i) => {
      const { name, address } = person;
      const identity = mapped?.[i] ?? { name, address, mappedName: name, mappedAddress: address };
      acting.introduce(person, accounts.enter(identity));
    });
  };

  let place = 0;
  let detail = repository.detail;
  const read = async (records: readonly CommitRecord[]): Promise<SourceBatch | null> => {
    const named = records.map((record) => {
      const { named: people, unreadable } = readTrailers(decodeText(record.trailers).text);
      const index = graph.indexOf(record.hash);
      if (index >= 0 && isDone[index] === 1) return [];
      diagnostics.add('git-trailer-unreadable', placeOf(record.hash), unreadable);
      return people;
    });
    await introduce(named);
    const acts: SourceBatch['acts'][number][] = [];
    const doneBefore = done;
    records.forEach((record, i) => {
      const index = graph.indexOf(record.hash);
      // What git passed over in silence it could not read.
      while (place < wanted && commits[place] !== index) skip('git-commit-unreadable');
      if (place >= wanted) return;
      const where: CommitPlace = {
        timeS: graph.timeOf(index),
        isMerge: graph.parentCountOf(index) > 1,
        isBoundary: repository.boundary.has(record.hash),
        broughtBy: broughtBy[index]!,
      };
      if (isDone[index] === 1) acting.recall(record, where);
      else {
        acts.push(...acting.read(record, where, index, named[i]!));
        finish(index);
      }
      place++;
      if ((place & 255) === 0) acting.forget(earliestS[place]!);
    });
    if (done === doneBefore) return null;
    return {
      accounts: accounts.takeNew(),
      acts,
      diagnostics: diagnostics.take(),
      done,
      total: graph.size,
      checkpoint: checkpoint(),
    };
  };
  const skip = (code: string): void => {
    const commit = commits[place]!;
    diagnostics.add(code, placeOf(graph.hashOf(commit)));
    if (isDone[commit] === 0) finish(commit);
    place++;
  };

  let deaths = 0;
  let lostInARow = 0;
  while (place < wanted) {
    const from = place;
    const stream = recordsOf(repository, graph, commits.subarray(place), detail, signal);
    let step = await stream.next();
    for (; step.done !== true; step = await stream.next()) {
      diagnostics.add('git-record-unreadable', 'output of git', step.value.unreadable);
      const batch = await read(step.value.records);
      if (signal.aborted) return;
      if (batch !== null) yield batch;
    }
    if (signal.aborted) return;
    if (step.value) {
      while (place < wanted) skip('git-commit-unreadable');
      break;
    }
    if (place >= wanted) break;
    if (place > from) lostInARow = 0;

    // Git died on the commit at `place`: an object is missing or damaged. Who made it can often still be read.
    deaths++;
    const stopped = place;
    if (detail !== 'no-files') {
      const isTooMany = deaths >= filesGivenUpAfter;
      const seen = placeOf(graph.hashOf(commits[place]!));
      diagnostics.add('git-files-unreadable', seen, isTooMany ? wanted - place : 1);
      if (isTooMany) {
        detail = 'no-files';
        continue;
      }
      const alone = recordsOf(repository, graph, commits.subarray(place, place + 1), 'no-files', signal);
      for await (const { records } of alone) {
        const batch = await read(records);
        if (signal.aborted) return;
        if (batch !== null) yield batch;
      }
      if (signal.aborted) return;
    }
    if (place > stopped) continue;
    skip('git-commit-unreadable');
    if (++lostInARow > stoppedAfter) throw new RefusalError('git-stopped', { path: folder, done });
  }
  const left = diagnostics.take();
  if (left.length > 0) {
    yield {
      accounts: accounts.takeNew(),
      acts: [],
      diagnostics: left,
      done,
      total: graph.size,
      checkpoint: checkpoint(),
    };
  }
}
