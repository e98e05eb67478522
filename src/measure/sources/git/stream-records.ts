import type { CommitGraph } from './commit-graph.ts';
import { type CommitRecord, CommitRecords, recordFormat } from './commit-records.ts';
import { chunksOf, startGit } from './run-git.ts';

/** How much of a commit can be read: files with renames, files whose contents are not here, or no files. */
export type Detail = 'files' | 'files-without-contents' | 'no-files';

/** Records given out together, at least, but for the last. */
const recordsTogether = 1000;

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

export interface RecordsTogether {
  readonly records: readonly CommitRecord[];
  /** Pieces of git's output that were part of none. */
  readonly unreadable: number;
}

/**
 * The records of `commits`, in their order, as git prints them. Returns whether git told them all; where it died
 * on one, those before it have been given out.
 */
export async function* streamRecords(
  folder: string,
  graph: CommitGraph,
  commits: Int32Array,
  detail: Detail,
  signal: AbortSignal,
): AsyncGenerator<RecordsTogether, boolean, void> {
  const git = startGit(folder, [...commandOf[detail], '-z', '--encoding=UTF-8', `--format=${recordFormat}`], {
    signal,
    input: hashLines(graph, commits),
  });
  try {
    const parser = new CommitRecords();
    for await (const chunk of chunksOf(git)) {
      parser.push(chunk);
      if (signal.aborted) return false;
      if (parser.waiting >= recordsTogether) {
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
