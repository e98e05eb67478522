import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anyNetwork,
  anyRenaming,
  arcsIn,
  path,
  renamed,
  ring,
  star,
} from '../../../test/networks/any-network.ts';
import { blockBounds, pageRank } from './page-rank.ts';
import type { Arcs } from './snapshot.ts';

/** ‖G x − x‖₁ written out, and what arrives along arcs. */
const residualPlainly = ({ nodeCount: n, out }: Arcs, x: Float64Array, damping: number) => {
  const arriving = new Float64Array(n);
  let dangling = 0;
  for (let j = 0; j < n; j++) {
    const row = [...Array(out.offsets[j + 1] - out.offsets[j]).keys()].map((k) => out.offsets[j] + k);
    const weight = (k: number) => (out.weights === null ? 1 : out.weights[k]);
    const total = row.reduce((sum, k) => sum + weight(k), 0);
    if (total === 0) dangling += x[j];
    for (const k of row) arriving[out.targets[k]] += (damping * x[j] * weight(k)) / total;
  }
  const floor = (1 - damping + damping * dangling) / n;
  return { arriving, residual: x.reduce((sum, xi, i) => sum + Math.abs(floor + arriving[i] - xi), 0) };
};

describe('PageRank', () => {
  it('solves its equation to the residual it states, and sums to 1', () => {
    fc.assert(
      fc.property(
        anyNetwork,
        fc.constantFrom(0, 0.5, 0.85, 0.99),
        fc.constantFrom(1, 2, 3),
        (network, damping, blocks) => {
          const arcs = arcsIn(network);
          const found = pageRank(arcs, { damping, blocks });
          expect(found.converged).toBe(true);
          expect(found.delta).toBeLessThanOrEqual(1e-10);
          expect(found.rank.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
          expect(residualPlainly(arcs, found.rank, damping).residual).toBeLessThanOrEqual(
            found.delta + 1e-14,
          );
        },
      ),
      { seed: 61 },
    );
  });

  it('tells apart what arrives from others: nothing at all for someone nobody turns to', () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const arcs = arcsIn(network);
        const { rank, received } = pageRank(arcs);
        const { arriving } = residualPlainly(arcs, rank, 0.85);
        for (let i = 0; i < network.nodeCount; i++) {
          expect(received[i]).toBeCloseTo(arriving[i], 9);
          if (arcs.into.offsets[i] === arcs.into.offsets[i + 1]) expect(received[i]).toBe(0);
        }
      }),
      { seed: 62 },
    );
  });

  it('moves with the names and does not care in which unit arcs are weighed', () => {
    fc.assert(
      fc.property(anyRenaming, ({ network, names }) => {
        const { rank } = pageRank(arcsIn(network));
        const other = pageRank(arcsIn(renamed(network, names))).rank;
        names.forEach((name, v) => {
          expect(other[name]).toBeCloseTo(rank[v], 9);
        });
        const scaled = network.pairs.map((pair) => ({ ...pair, weight: pair.weight / 4 }));
        expect(pageRank(arcsIn({ ...network, pairs: scaled })).rank[0]).toBeCloseTo(rank[0], 9);
      }),
      { seed: 63 },
    );
  });

  it('is even on a ring and known on a star and a path', () => {
    for (const x of pageRank(arcsIn(ring(8))).rank) expect(x).toBeCloseTo(1 / 8, 10);
    // Centre c dangles: leaf ℓ = (0.15 + 0.85 c)/5, c = ℓ + 0.85 · 4ℓ.
    const { rank } = pageRank(arcsIn(star(5)));
    const leaf = rank[1];
    expect(rank[0]).toBeCloseTo(leaf + 0.85 * 4 * leaf, 9);
    expect(leaf).toBeCloseTo((0.15 + 0.85 * rank[0]) / 5, 9);
    const line = pageRank(arcsIn(path(4))).rank;
    for (let v = 1; v < 4; v++) expect(line[v]).toBeCloseTo(line[0] + 0.85 * line[v - 1], 9);
  });

  it('says when it gave up', () => {
    const found = pageRank(arcsIn(path(30)), { maxIterations: 1 });
    expect(found.converged).toBe(false);
    expect(found.iterations).toBe(1);
    expect(found.delta).toBeGreaterThan(1e-10);
  });

  it('of nobody is empty, of nobody turning to anyone is even', () => {
    expect(pageRank(arcsIn({ nodeCount: 0, pairs: [] })).rank).toHaveLength(0);
    expect([...pageRank(arcsIn({ nodeCount: 4, pairs: [] })).rank]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  it('refuses a damping that never lets go', () => {
    expect(() => pageRank(arcsIn(ring(3)), { damping: 1 })).toThrow('expected damping in [0, 1), but got 1');
  });

  it('cuts blocks that cover everyone once', () => {
    fc.assert(
      fc.property(anyNetwork, fc.integer({ min: 1, max: 5 }), (network, blocks) => {
        const bounds = blockBounds(arcsIn(network).into, blocks);
        expect(bounds).toHaveLength(blocks + 1);
        expect(bounds[0]).toBe(0);
        expect(bounds[blocks]).toBe(network.nodeCount);
        expect([...bounds].sort((a, b) => a - b)).toEqual(bounds);
      }),
      { seed: 64 },
    );
  });
});
