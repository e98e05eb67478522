import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anyNetwork,
  anyRenaming,
  clique,
  path,
  renamed,
  ring,
  star,
  tiesIn,
} from '../../../test/networks/any-network.ts';
import { coreness } from './k-core.ts';
import type { Ties } from './snapshot.ts';

/** Take away nodes with fewer than k ties until none is left to take. */
const corePlainly = (ties: Ties, k: number): Set<number> => {
  const left = new Set([...Array(ties.nodeCount).keys()]);
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const v of [...left]) {
      const row = ties.targets.subarray(ties.offsets[v], ties.offsets[v + 1]);
      if (row.filter((u) => left.has(u)).length < k) left.delete(v);
    }
  }
  return left;
};

describe('coreness', () => {
  it('is the last k whose core still holds the person', () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const ties = tiesIn(network);
        const found = coreness(ties);
        for (let k = 0; k <= network.nodeCount; k++) {
          const core = corePlainly(ties, k);
          found.forEach((c, v) => {
            expect(core.has(v)).toBe(c >= k);
          });
        }
      }),
      { seed: 31 },
    );
  });

  it('moves with the names', () => {
    fc.assert(
      fc.property(anyRenaming, ({ network, names }) => {
        const found = coreness(tiesIn(network));
        const other = coreness(tiesIn(renamed(network, names)));
        names.forEach((name, v) => {
          expect(other[name]).toBe(found[v]);
        });
      }),
      { seed: 32 },
    );
  });

  it('is n − 1 in a clique, 2 in a ring, 1 on a path and a star, 0 alone', () => {
    expect([...coreness(tiesIn(clique(6)))]).toEqual(new Array(6).fill(5));
    expect([...coreness(tiesIn(ring(6)))]).toEqual(new Array(6).fill(2));
    expect([...coreness(tiesIn(path(6)))]).toEqual(new Array(6).fill(1));
    expect([...coreness(tiesIn(star(6)))]).toEqual(new Array(6).fill(1));
    expect([...coreness(tiesIn({ nodeCount: 2, pairs: [] }))]).toEqual([0, 0]);
  });
});
