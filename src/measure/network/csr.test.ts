import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arcsFrom, csrFromArcs, tiesFromPairs, tiesOf, totalWeight, transpose } from './csr.ts';
import type { Csr } from './snapshot.ts';

const nodeCount = 8;
const anyArcs = fc.array(
  fc.record({
    from: fc.nat(nodeCount - 1),
    to: fc.nat(nodeCount - 1),
    weight: fc.integer({ min: 0, max: 5 }),
  }),
  { maxLength: 60 },
);

type Arc = { readonly from: number; readonly to: number; readonly weight: number };

const columns = (arcs: readonly Arc[]) =>
  [arcs.map((a) => a.from), arcs.map((a) => a.to), arcs.map((a) => a.weight)] as const;

/** The slow, plain way: a dense matrix. */
const dense = (arcs: readonly Arc[]): number[][] => {
  const matrix = Array.from({ length: nodeCount }, () => new Array<number>(nodeCount).fill(0));
  for (const { from, to, weight } of arcs) if (from !== to) matrix[from][to] += weight;
  return matrix;
};

const denseOf = (csr: Csr): number[][] => {
  const matrix = Array.from({ length: nodeCount }, () => new Array<number>(nodeCount).fill(0));
  for (let i = 0; i < csr.nodeCount; i++) {
    for (let k = csr.offsets[i]; k < csr.offsets[i + 1]; k++) {
      matrix[i][csr.targets[k]] = csr.weights === null ? 1 : csr.weights[k];
    }
  }
  return matrix;
};

describe('compressed sparse rows', () => {
  it('hold the sum of parallel arcs and no loop, like a dense matrix', () => {
    fc.assert(
      fc.property(anyArcs, (arcs) => {
        const csr = csrFromArcs(nodeCount, ...columns(arcs));
        expect(denseOf(csr)).toEqual(dense(arcs));
        expect(totalWeight(csr)).toBe(
          dense(arcs)
            .flat()
            .reduce((a, b) => a + b, 0),
        );
      }),
      { seed: 1 },
    );
  });

  it('keep targets strictly ascending in each row', () => {
    fc.assert(
      fc.property(anyArcs, (arcs) => {
        const csr = csrFromArcs(nodeCount, ...columns(arcs));
        for (let i = 0; i < nodeCount; i++) {
          for (let k = csr.offsets[i] + 1; k < csr.offsets[i + 1]; k++) {
            expect(csr.targets[k]).toBeGreaterThan(csr.targets[k - 1]);
          }
        }
      }),
      { seed: 2 },
    );
  });

  it('come back unchanged when turned round twice', () => {
    fc.assert(
      fc.property(anyArcs, (arcs) => {
        const csr = csrFromArcs(nodeCount, ...columns(arcs));
        expect(transpose(transpose(csr))).toEqual(csr);
      }),
      { seed: 3 },
    );
  });

  it('make ties that weigh what flows both ways', () => {
    fc.assert(
      fc.property(anyArcs, (arcs) => {
        const matrix = dense(arcs);
        const ties = tiesOf(arcsFrom(nodeCount, ...columns(arcs)));
        expect(denseOf(ties)).toEqual(matrix.map((row, i) => row.map((w, j) => w + matrix[j][i])));
      }),
      { seed: 4 },
    );
  });

  it('make the same ties from pairs at once as by way of arcs', () => {
    fc.assert(
      fc.property(anyArcs, fc.boolean(), (arcs, isWeighted) => {
        const [from, to, weight] = columns(arcs);
        const weights = isWeighted ? weight : null;
        expect(tiesFromPairs(nodeCount, from, to, weights)).toEqual(
          tiesOf(arcsFrom(nodeCount, from, to, weights)),
        );
      }),
      { seed: 5 },
    );
  });

  it('say null for weights that are all one', () => {
    expect(csrFromArcs(3, [0, 1], [1, 2], null).weights).toBeNull();
    expect(csrFromArcs(3, [0, 0], [1, 1], null).weights).toEqual(Float64Array.of(2));
    expect(tiesFromPairs(3, [0, 1], [1, 0], [0.5, 0.5]).weights).toBeNull();
  });

  it('name the indices they were given when one is out of range', () => {
    expect(() => csrFromArcs(3, [0], [3], null)).toThrow('expected node indices in [0, 3), but got 0 → 3');
    expect(() => tiesFromPairs(3, [0], [3])).toThrow('expected node indices in [0, 3), but got 0 – 3');
  });
});
