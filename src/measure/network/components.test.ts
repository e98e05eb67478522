import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anyNetwork,
  anyRenaming,
  arcsIn,
  beside,
  clique,
  matrixOf,
  path,
  renamed,
  ring,
  tiesIn,
} from '../../../test/networks/any-network.ts';
import { type Components, connectedComponents, strongComponents, weakComponents } from './components.ts';

/** Who reaches whom, by Warshall's closure. */
const reach = (matrix: number[][]): boolean[][] => {
  const can = matrix.map((row, i) => row.map((w, j) => i === j || w > 0));
  for (let k = 0; k < can.length; k++) {
    for (let i = 0; i < can.length; i++) {
      for (let j = 0; j < can.length; j++) can[i][j] ||= can[i][k] && can[k][j];
    }
  }
  return can;
};

const expectTogether = (found: Components, areTogether: (i: number, j: number) => boolean) => {
  const nodes = [...found.membership.keys()];
  for (const i of nodes) {
    for (const j of nodes) {
      expect(found.membership[i] === found.membership[j]).toBe(areTogether(i, j));
    }
  }
  expect([...found.sizes]).toEqual(
    [...Array(found.count).keys()].map((c) => nodes.filter((v) => found.membership[v] === c).length),
  );
  expect([...found.sizes]).toEqual([...found.sizes].sort((a, b) => b - a));
};

describe('components', () => {
  it('of ties hold exactly those who reach each other', () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const ties = tiesIn(network);
        const can = reach(matrixOf(ties));
        expectTogether(connectedComponents(ties), (i, j) => can[i][j]);
        expect(weakComponents(arcsIn(network))).toEqual(connectedComponents(ties));
      }),
      { seed: 21 },
    );
  });

  it('of arcs hold exactly those who reach each other both ways', () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const arcs = arcsIn(network);
        const can = reach(matrixOf(arcs.out));
        expectTogether(strongComponents(arcs), (i, j) => can[i][j] && can[j][i]);
      }),
      { seed: 22 },
    );
  });

  it('keep their sizes when nodes change names, and add up side by side', () => {
    fc.assert(
      fc.property(anyRenaming, anyNetwork, ({ network, names }, other) => {
        const { sizes, count } = strongComponents(arcsIn(network));
        expect(strongComponents(arcsIn(renamed(network, names))).sizes).toEqual(sizes);
        expect(strongComponents(arcsIn(beside(network, other))).count).toBe(
          count + strongComponents(arcsIn(other)).count,
        );
      }),
      { seed: 23 },
    );
  });

  it('know a ring from a path, and do not fall over on a path of a hundred thousand', () => {
    expect(strongComponents(arcsIn(ring(7))).count).toBe(1);
    expect(strongComponents(arcsIn(path(100_000))).count).toBe(100_000);
    expect(weakComponents(arcsIn(path(100_000))).count).toBe(1);
    expect(connectedComponents(tiesIn(clique(5))).sizes).toEqual(Uint32Array.of(5));
  });

  it('of nobody are none', () => {
    expect(connectedComponents(tiesIn({ nodeCount: 0, pairs: [] })).count).toBe(0);
    expect(strongComponents(arcsIn({ nodeCount: 0, pairs: [] })).count).toBe(0);
  });
});
