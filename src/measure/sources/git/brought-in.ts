import type { CommitGraph } from './commit-graph.ts';

/**
 * For each commit, the merge that brought it in, −1 where none did: the oldest merge that reaches it through
 * another parent than the first and not through the first.
 *
 * So each commit is brought in at most once, by whoever merged it first: in a tree of maintainers a patch goes
 * to the maintainer who took it, and the maintainer's own merge goes to whoever took that. The line of HEAD
 * (its first parents) is never brought in by anyone: merging it back into a topic is catching up, not
 * integrating. One limit is git's own: where someone pulls and pushes the merge (a foxtrot), the shared branch
 * becomes the second parent and looks as though that person had merged it.
 *
 * What a first parent holds already is its own first-parent line and what merges it holds brought in. Where a
 * branch was merged elsewhere before (`next` before `master`), the walk passes through what that merge took, to
 * find what it did not. Cost: O(commits + merges) line jumps plus those passes, which are bounded: a history
 * woven so densely that they would pass 64 times its length is told less precisely, never slowly.
 */
export const broughtInBy = (graph: CommitGraph, mainHead: number): Int32Array => {
  const { size } = graph;
  const broughtBy = new Int32Array(size).fill(-1);
  if (size === 0) return broughtBy;

  // Every commit stands on exactly one line; a line leaves another one at its fork.
  const lineOf = new Int32Array(size).fill(-1);
  const forks: number[] = [];
  const layLine = (top: number): void => {
    if (lineOf[top] !== -1) return;
    const line = forks.length;
    let commit = top;
    while (commit >= 0 && lineOf[commit] === -1) {
      lineOf[commit] = line;
      commit = graph.parentCountOf(commit) > 0 ? graph.parentOf(commit, 0) : -1;
    }
    forks.push(commit);
  };
  layLine(mainHead >= 0 ? mainHead : size - 1);
  for (let i = size - 1; i >= 0; i--) layLine(i);

  /** Whether `commit` is `tip` or one of its first parents' first parents. */
  const isOnLineOf = (commit: number, tip: number): boolean => {
    let at = tip;
    while (at >= commit) {
      const line = lineOf[at]!;
      if (line === lineOf[commit]) return true;
      at = forks[line]!;
    }
    return false;
  };

  /** Whether the history of `tip` holds `commit`, as far as merges so far tell. */
  const isWithin = (commit: number, tip: number): boolean => {
    for (let at = commit; at >= 0; at = broughtBy[at]!) if (isOnLineOf(at, tip)) return true;
    return false;
  };

  let passesLeft = 64 * size + 4096;
  const passedFor = new Int32Array(size).fill(-1);
  const stack: number[] = [];
  for (let merge = 0; merge < size; merge++) {
    const parents = graph.parentCountOf(merge);
    if (parents < 2) continue;
    const first = graph.parentOf(merge, 0);
    for (let p = 1; p < parents; p++) stack.push(graph.parentOf(merge, p));
    for (let commit = stack.pop(); commit !== undefined; commit = stack.pop()) {
      if (lineOf[commit] === 0 || passedFor[commit] === merge || isWithin(commit, first)) continue;
      passedFor[commit] = merge;
      if (broughtBy[commit] === -1) broughtBy[commit] = merge;
      else if (passesLeft-- <= 0) continue;
      for (let p = graph.parentCountOf(commit) - 1; p >= 0; p--) stack.push(graph.parentOf(commit, p));
    }
  }
  return broughtBy;
};
