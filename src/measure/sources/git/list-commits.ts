import type { DiagnosticCount } from '../diagnostic-count.ts';
import { CommitGraph, type ListedCommit, parentsFirst } from './commit-graph.ts';
import { askGit, chunksOf, startGit } from './run-git.ts';

/**
 * What counts as history: branches, remote branches, tags and HEAD. Stashes, notes and a forge's pull-request
 * refs are left alone: nobody has published the first two, and the last hold merges that no person made.
 */
const historyRefs: readonly string[] = ['--branches', '--remotes', '--tags'];

const readLine = (line: string): ListedCommit | null => {
  const [time, hash, ...parents] = line.split(' ');
  if (hash === undefined || !/^[0-9a-f]+$/.test(hash)) return null;
  return { hash, timeS: Number(time), parents };
};

/** All commits of a repository, parents first, and the one HEAD names (−1 where it names none). */
export const listCommits = async (
  folder: string,
  hashBytes: number,
  signal: AbortSignal,
  diagnostics: DiagnosticCount,
): Promise<{ readonly graph: CommitGraph; readonly head: number }> => {
  const headAnswer = await askGit(folder, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], { signal });
  const headHash = headAnswer.code === 0 ? headAnswer.answer.toString('latin1').trim() : null;
  const refs = headHash === null ? historyRefs : [...historyRefs, headHash];

  const list = async (order: readonly string[], each: (commit: ListedCommit) => void): Promise<number> => {
    const git = startGit(
      folder,
      ['rev-list', '--parents', '--timestamp', '--ignore-missing', ...order, ...refs],
      {
        signal,
      },
    );
    let rest = '';
    for await (const chunk of chunksOf(git)) {
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const commit = readLine(line);
        if (commit !== null) each(commit);
      }
    }
    return git.ended;
  };

  let graph = new CommitGraph(hashBytes);
  const code = await list(['--date-order', '--reverse'], ({ hash, timeS, parents }) =>
    graph.add(hash, timeS, parents),
  );
  if (code !== 0 && !signal.aborted) {
    // A commit is missing, so git cannot put the history in order: take what it still reaches.
    const reached: ListedCommit[] = [];
    await list([], (commit) => reached.push(commit));
    graph = new CommitGraph(hashBytes);
    for (const { hash, timeS, parents } of parentsFirst(reached.reverse())) graph.add(hash, timeS, parents);
    const oldest = graph.size === 0 ? '' : ` ${graph.hashOf(0).slice(0, 12)}`;
    diagnostics.add('git-history-broken', `commit${oldest}`);
  }
  return { graph, head: headHash === null ? -1 : graph.indexOf(headHash) };
};

/** Old tips asked about in one command line, at most. */
const askedAtOnce = 500;

/**
 * 1 for each commit that an earlier read has done: the ancestors of `tips`. Tips that are no longer in the
 * history (it was rewritten) still say which of its commits they stood on, as long as git keeps them.
 */
export const commitsDone = async (
  folder: string,
  graph: CommitGraph,
  tips: readonly string[],
  signal: AbortSignal,
): Promise<Uint8Array> => {
  const known: number[] = [];
  const gone: string[] = [];
  for (const tip of tips) {
    const index = graph.indexOf(tip);
    if (index >= 0) known.push(index);
    else gone.push(tip);
  }
  if (gone.length > 0) {
    const { answer } = await askGit(
      folder,
      ['rev-list', '--ignore-missing', '--boundary', ...gone.slice(0, askedAtOnce), '--not', ...historyRefs],
      { signal },
    );
    for (const line of answer.toString('latin1').split('\n')) {
      if (!line.startsWith('-')) continue;
      const index = graph.indexOf(line.slice(1));
      if (index >= 0) known.push(index);
    }
  }
  return graph.ancestry(known);
};
