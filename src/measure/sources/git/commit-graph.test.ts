import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommitGraph, type ListedCommit, parentsFirst } from './commit-graph.ts';

/** Hashes whose first bytes collide often, so that the table's probing is walked. */
const hashOf = (index: number) =>
  (index % 7).toString(16).padStart(8, '0') + index.toString(16).padStart(32, '0');

const histories = fc
  .array(fc.uniqueArray(fc.nat({ max: 1_000_000 }), { maxLength: 3 }), { maxLength: 60 })
  .map((commits) =>
    commits.map((picks, index) => [...new Set(index === 0 ? [] : picks.map((pick) => pick % index))]),
  );

const listedOf = (parentsOf: readonly (readonly number[])[]): ListedCommit[] =>
  parentsOf.map((parents, index) => ({
    hash: hashOf(index),
    timeS: index * 10,
    parents: parents.map(hashOf),
  }));

const graphOf = (commits: readonly ListedCommit[]): CommitGraph => {
  const graph = new CommitGraph(20);
  for (const { hash, timeS, parents } of commits) graph.add(hash, timeS, parents);
  return graph;
};

describe('the graph of commits', () => {
  it('gives back hashes, dates and parents, and knows no others', () => {
    fc.assert(
      fc.property(histories, (parentsOf) => {
        const graph = graphOf(listedOf(parentsOf));
        expect(graph.size).toBe(parentsOf.length);
        for (const [index, parents] of parentsOf.entries()) {
          expect(graph.indexOf(hashOf(index))).toBe(index);
          expect(graph.hashOf(index)).toBe(hashOf(index));
          expect(graph.timeOf(index)).toBe(index * 10);
          expect(parents.map((_, which) => graph.parentOf(index, which))).toEqual(parents);
          expect(graph.parentCountOf(index)).toBe(parents.length);
        }
        expect(graph.indexOf(hashOf(parentsOf.length))).toBe(-1);
        expect(graph.indexOf('no hash')).toBe(-1);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('keeps thousands of commits as it grows', () => {
    const graph = new CommitGraph(32);
    const longHash = (index: number) =>
      ((index * 2654435761) % 2 ** 32).toString(16).padStart(8, '0').repeat(8);
    for (let i = 0; i < 5000; i++) graph.add(longHash(i), i, i === 0 ? [] : [longHash(i - 1)]);
    const parents = Array.from({ length: 4999 }, (_, i) => graph.parentOf(graph.indexOf(longHash(i + 1)), 0));
    expect(parents).toEqual(Array.from({ length: 4999 }, (_, i) => i));
    expect(graph.heads()).toEqual([4999]);
  });

  it('knows heads and ancestors as sets do', () => {
    fc.assert(
      fc.property(histories, fc.nat(), (parentsOf, pick) => {
        const graph = graphOf(listedOf(parentsOf));
        const isParent = new Set(parentsOf.flat());
        const indices = parentsOf.map((_, index) => index);
        expect(graph.heads()).toEqual(indices.filter((index) => !isParent.has(index)));
        if (parentsOf.length === 0) return;
        const reached = new Set<number>();
        const reach = (index: number): void => {
          if (reached.has(index)) return;
          reached.add(index);
          parentsOf[index].forEach(reach);
        };
        reach(pick % parentsOf.length);
        const ancestry = graph.ancestry([pick % parentsOf.length]);
        expect(indices.filter((index) => ancestry[index] === 1)).toEqual([...reached].sort((a, b) => a - b));
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('puts commits that come in any order behind their parents, each once', () => {
    fc.assert(
      fc.property(histories, fc.infiniteStream(fc.nat()), (parentsOf, keys) => {
        const listed = listedOf(parentsOf);
        const shuffled = listed
          .map((commit) => ({ commit, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ commit }) => commit);
        const ordered = parentsFirst(shuffled);
        expect(ordered).toHaveLength(listed.length);
        const seen = new Set<string>();
        for (const { hash, parents } of ordered) {
          for (const parent of parents) expect(seen).toContain(parent);
          seen.add(hash);
        }
        expect(parentsFirst(listed)).toEqual(listed);
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
