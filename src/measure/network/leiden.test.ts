import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tiesFromPairs } from './csr.ts';
import { bestPartition, leiden } from './leiden.ts';
import { modularity } from './modularity.ts';
import type { Ties } from './snapshot.ts';

const nodeCount = 24;
const anyPairs = fc.array(
  fc.record({
    a: fc.nat(nodeCount - 1),
    b: fc.nat(nodeCount - 1),
    weight: fc.integer({ min: 1, max: 8 }),
  }),
  { minLength: 1, maxLength: 90 },
);
type Pair = { readonly a: number; readonly b: number; readonly weight: number };

const tiesOfPairs = (pairs: readonly Pair[], scale = 1): Ties =>
  tiesFromPairs(
    nodeCount,
    pairs.map((p) => p.a),
    pairs.map((p) => p.b),
    pairs.map((p) => p.weight * scale),
  );

/** Nodes reached from `root` without leaving its community. */
const reached = (ties: Ties, membership: Uint32Array, root: number): Set<number> => {
  const seen = new Set([root]);
  for (const v of seen) {
    for (const u of ties.targets.subarray(ties.offsets[v], ties.offsets[v + 1])) {
      if (membership[u] === membership[root]) seen.add(u);
    }
  }
  return seen;
};

/** Cliques of `size` in a ring, one tie between neighbours. */
const ringOfCliques = (cliques: number, size: number): Ties => {
  const a: number[] = [];
  const b: number[] = [];
  for (let c = 0; c < cliques; c++) {
    for (let i = 0; i < size; i++) {
      for (let j = i + 1; j < size; j++) {
        a.push(c * size + i);
        b.push(c * size + j);
      }
    }
    a.push(c * size);
    b.push(((c + 1) % cliques) * size + 1);
  }
  return tiesFromPairs(cliques * size, a, b);
};

describe('Leiden', () => {
  it('leaves every community connected, whatever the ties', () => {
    fc.assert(
      fc.property(anyPairs, fc.nat(), fc.constantFrom(0.3, 1, 3), (pairs, seed, resolution) => {
        const ties = tiesOfPairs(pairs);
        const { membership } = leiden(ties, { resolution, iterations: 2, seed });
        for (let v = 0; v < nodeCount; v++) {
          const community = [...membership.keys()].filter((u) => membership[u] === membership[v]);
          expect([...reached(ties, membership, v)].sort((x, y) => x - y)).toEqual(community);
        }
      }),
      { seed: 11 },
    );
  });

  it('connects a community that was handed in broken', () => {
    const ties = tiesFromPairs(6, [0, 1, 3, 4], [1, 2, 4, 5]);
    const { membership } = leiden(ties, { seed: 1, iterations: 1, initial: new Uint32Array(6) });
    expect(membership[0]).not.toBe(membership[5]);
  });

  it('leaves no node that would gain by going to a neighbour, once stable', () => {
    fc.assert(
      fc.property(anyPairs, fc.nat(), (pairs, seed) => {
        const ties = tiesOfPairs(pairs);
        const found = leiden(ties, { iterations: 'until-stable', seed });
        if (ties.targets.length === 0) return;
        for (let v = 0; v < nodeCount; v++) {
          for (const u of ties.targets.subarray(ties.offsets[v], ties.offsets[v + 1])) {
            const moved = Uint32Array.from(found.membership);
            moved[v] = found.membership[u];
            expect(modularity(ties, moved)).toBeLessThanOrEqual(found.quality + 1e-9);
          }
        }
      }),
      { seed: 12 },
    );
  });

  it('leaves no two communities that would gain by becoming one', () => {
    fc.assert(
      fc.property(anyPairs, fc.nat(), (pairs, seed) => {
        const ties = tiesOfPairs(pairs);
        if (ties.targets.length === 0) return;
        const found = leiden(ties, { iterations: 'until-stable', seed });
        for (let a = 0; a < found.communityCount; a++) {
          for (let b = 0; b < a; b++) {
            const joined = found.membership.map((c) => (c === a ? b : c));
            expect(modularity(ties, joined)).toBeLessThanOrEqual(found.quality + 1e-9);
          }
        }
      }),
      { seed: 15 },
    );
  });

  it('joins floors into houses: groups so close that their members move together only', () => {
    // Two houses of two floors of six. Within a floor ties weigh 8, between the floors of a house 3.
    const pairs: Pair[] = [];
    for (let a = 0; a < 24; a++) {
      for (let b = 0; b < a; b++) {
        if (Math.floor(a / 6) === Math.floor(b / 6)) pairs.push({ a, b, weight: 8 });
        else if (Math.floor(a / 12) === Math.floor(b / 12)) pairs.push({ a, b, weight: 3 });
      }
    }
    for (let seed = 0; seed < 20; seed++) {
      const { communityCount, quality } = leiden(tiesOfPairs(pairs), { seed });
      expect(communityCount).toBe(2);
      expect(quality).toBeCloseTo(0.5, 12);
    }
  });

  it('never falls behind the partition it began from', () => {
    fc.assert(
      fc.property(
        anyPairs,
        fc.array(fc.nat(nodeCount - 1), { minLength: nodeCount, maxLength: nodeCount }),
        fc.nat(),
        (pairs, initial, seed) => {
          const ties = tiesOfPairs(pairs);
          if (ties.targets.length === 0) return;
          expect(leiden(ties, { iterations: 1, seed, initial }).quality).toBeGreaterThanOrEqual(
            modularity(ties, initial) - 1e-12,
          );
        },
      ),
      { seed: 13 },
    );
  });

  it('does not care in which unit ties are weighed', () => {
    fc.assert(
      fc.property(anyPairs, fc.nat(), (pairs, seed) => {
        const plain = leiden(tiesOfPairs(pairs), { seed });
        const scaled = leiden(tiesOfPairs(pairs, 1 / 64), { seed });
        expect(scaled.membership).toEqual(plain.membership);
      }),
      { seed: 14 },
    );
  });

  it('gives the same communities for the same seed', () => {
    const ties = ringOfCliques(12, 5);
    expect(leiden(ties, { seed: 3 })).toEqual(leiden(ties, { seed: 3 }));
  });

  it('finds the cliques of a ring of cliques', () => {
    const { membership, communityCount, quality } = bestPartition(ringOfCliques(8, 6), {
      resolution: 1,
      runs: 3,
      seed: 1,
    });
    expect(communityCount).toBe(8);
    for (let v = 0; v < membership.length; v++) expect(membership[v]).toBe(Math.floor(v / 6));
    // 15 of each clique's 16 ties lie inside, eight cliques of equal strength.
    expect(quality).toBeCloseTo(15 / 16 - 1 / 8, 12);
  });

  it('puts every person of a star around its centre, γ small, and each alone, γ large', () => {
    const star = tiesFromPairs(6, [0, 0, 0, 0, 0], [1, 2, 3, 4, 5]);
    expect(leiden(star, { seed: 1, resolution: 0.1 }).communityCount).toBe(1);
    expect(leiden(star, { seed: 1, resolution: 10 }).communityCount).toBe(6);
  });

  it('leaves everyone alone where there are no ties, with undefined quality', () => {
    const found = leiden(tiesFromPairs(4, [], []), { seed: 1 });
    expect([...found.membership]).toEqual([0, 1, 2, 3]);
    expect(found.quality).toBeNaN();
    expect(leiden(tiesFromPairs(0, [], []), { seed: 1 }).communityCount).toBe(0);
  });

  it('says which initial partition it cannot begin from', () => {
    const ties = tiesFromPairs(3, [0], [1]);
    expect(() => leiden(ties, { seed: 1, initial: [0, 1] })).toThrow(
      'expected 3 initial communities, but got 2',
    );
    expect(() => leiden(ties, { seed: 1, initial: [0, 1, 3] })).toThrow('in [0, 3), but got 3');
  });
});

describe('modularity', () => {
  it('is 0 for one community at γ = 1 and falls with γ', () => {
    const ties = ringOfCliques(4, 3);
    expect(modularity(ties, new Uint32Array(12))).toBeCloseTo(0, 12);
    expect(modularity(ties, new Uint32Array(12), 2)).toBeCloseTo(-1, 12);
  });

  it('equals the double sum it abbreviates', () => {
    fc.assert(
      fc.property(
        anyPairs,
        fc.array(fc.nat(4), { minLength: nodeCount, maxLength: nodeCount }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (pairs, membership, resolution) => {
          const ties = tiesOfPairs(pairs);
          const s = Array.from({ length: nodeCount }, () => new Array<number>(nodeCount).fill(0));
          for (let i = 0; i < nodeCount; i++) {
            for (let k = ties.offsets[i]; k < ties.offsets[i + 1]; k++) {
              s[i][ties.targets[k]] = ties.weights === null ? 1 : ties.weights[k];
            }
          }
          const strength = s.map((row) => row.reduce((x, y) => x + y, 0));
          const total = strength.reduce((x, y) => x + y, 0);
          let sum = 0;
          for (let i = 0; i < nodeCount; i++) {
            for (let j = 0; j < nodeCount; j++) {
              if (membership[i] === membership[j]) {
                sum += s[i][j] - (resolution * strength[i] * strength[j]) / total;
              }
            }
          }
          if (total === 0) expect(modularity(ties, membership, resolution)).toBeNaN();
          else expect(modularity(ties, membership, resolution)).toBeCloseTo(sum / total, 10);
        },
      ),
      { seed: 15 },
    );
  });
});
