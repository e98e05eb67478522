import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { broughtInBy } from './brought-in.ts';
import { CommitGraph } from './commit-graph.ts';

const hashOf = (index: number) => (index + 1).toString(16).padStart(8, '0').repeat(5);

const graphOf = (parentsOf: readonly (readonly number[])[]): CommitGraph => {
  const graph = new CommitGraph(20);
  for (const [index, parents] of parentsOf.entries()) graph.add(hashOf(index), index, parents.map(hashOf));
  return graph;
};

/** The rule word for word, with sets. */
const byTheRule = (parentsOf: readonly (readonly number[])[], head: number): number[] => {
  const ancestors = parentsOf.map(() => new Set<number>());
  parentsOf.forEach((parents, index) => {
    ancestors[index].add(index);
    for (const parent of parents) for (const ancestor of ancestors[parent]) ancestors[index].add(ancestor);
  });
  const main = new Set<number>();
  for (let at: number | undefined = head; at !== undefined; at = parentsOf[at][0]) main.add(at);
  const broughtBy = parentsOf.map(() => -1);
  parentsOf.forEach(([first, ...others], merge) => {
    for (const other of others) {
      for (const commit of ancestors[other]) {
        if (ancestors[first].has(commit) || main.has(commit) || broughtBy[commit] !== -1) continue;
        broughtBy[commit] = merge;
      }
    }
  });
  return broughtBy;
};

/** Histories in which each commit has up to three earlier parents, mostly recent ones. */
const histories = fc
  .array(
    fc.record({
      backs: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((commits) =>
    commits.map(({ backs }, index) => backs.map((back) => index - back).filter((parent) => parent >= 0)),
  );

describe('what a merge brought in', () => {
  it('is what its other parents reach and its first does not, each commit once, the line of HEAD never', () => {
    fc.assert(
      fc.property(histories, fc.nat(), (parentsOf, pick) => {
        const head = pick % parentsOf.length;
        expect([...broughtInBy(graphOf(parentsOf), head)]).toEqual(byTheRule(parentsOf, head));
      }),
      { seed: 20240704, numRuns: 2000 },
    );
  });

  it('goes to whoever merged it first: a maintainer of a part, then whoever took that part', () => {
    // 0 main; 1 a patch; 2 the maintainer merges it on their line (first parent 0'); 3 main moves; 4 main takes 2
    const parentsOf = [[], [0], [0], [2, 1], [0], [4, 3]];
    expect([...broughtInBy(graphOf(parentsOf), 5)]).toEqual([-1, 3, 5, 5, -1, -1]);
  });

  it('leaves alone what catching up with HEAD brings into a topic', () => {
    // 0 ← 1 main; 0 ← 2 topic; 3 merges main into the topic; 4 merges the topic into main
    const parentsOf = [[], [0], [0], [2, 1], [1, 3]];
    expect([...broughtInBy(graphOf(parentsOf), 4)]).toEqual([-1, -1, 4, 4, -1]);
  });

  it('is nothing in an empty history', () => {
    expect(broughtInBy(new CommitGraph(20), -1)).toHaveLength(0);
  });

  it('takes the newest line where HEAD names no commit', () => {
    const parentsOf = [[], [0], [0], [1, 2]];
    expect([...broughtInBy(graphOf(parentsOf), -1)]).toEqual([-1, -1, 3, -1]);
  });
});
