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
  star,
  tiesIn,
} from '../../../test/networks/any-network.ts';
import { betweenness, drawSources } from './betweenness.ts';

/** Shortest path lengths and counts by powers of the matrix, then the definition, over ordered pairs. */
const betweennessPlainly = (matrix: number[][]): number[] => {
  const n = matrix.length;
  const nodes = [...Array(n).keys()];
  const distance = nodes.map((i) => nodes.map((j) => (i === j ? 0 : Number.POSITIVE_INFINITY)));
  const count: number[][] = nodes.map((i) => nodes.map((j) => (i === j ? 1 : 0)));
  let walks = count;
  for (let length = 1; length < n; length++) {
    walks = walks.map((row) =>
      nodes.map((j) => row.reduce((sum, w, k) => sum + (matrix[k][j] > 0 ? w : 0), 0)),
    );
    for (const i of nodes) {
      for (const j of nodes) {
        if (distance[i][j] !== Number.POSITIVE_INFINITY || walks[i][j] === 0) continue;
        distance[i][j] = length;
        count[i][j] = walks[i][j];
      }
    }
  }
  return nodes.map((v) => {
    let sum = 0;
    for (const s of nodes) {
      for (const t of nodes) {
        if (s === t || s === v || t === v || distance[s][t] === Number.POSITIVE_INFINITY) continue;
        if (distance[s][v] + distance[v][t] === distance[s][t])
          sum += (count[s][v] * count[v][t]) / count[s][t];
      }
    }
    return sum;
  });
};

const expectClose = (found: ArrayLike<number>, expected: readonly number[]) => {
  expected.forEach((value, v) => {
    expect(found[v]).toBeCloseTo(value, 9);
  });
};

describe('betweenness', () => {
  it('equals its definition along arcs and along ties', () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const arcs = arcsIn(network);
        const ties = tiesIn(network);
        expectClose(betweenness(arcs).value, betweennessPlainly(matrixOf(arcs.out)));
        expectClose(
          betweenness(ties).value,
          betweennessPlainly(matrixOf(ties)).map((b) => b / 2),
        );
      }),
      { seed: 71, numRuns: 300 },
    );
  });

  it('moves with the names and adds nothing between pieces', () => {
    fc.assert(
      fc.property(anyRenaming, anyNetwork, ({ network, names }, other) => {
        const found = betweenness(tiesIn(network)).value;
        const moved = betweenness(tiesIn(renamed(network, names))).value;
        expectClose(
          names.map((name) => moved[name]),
          [...found],
        );
        expectClose(betweenness(tiesIn(beside(network, other))).value, [
          ...found,
          ...betweenness(tiesIn(other)).value,
        ]);
      }),
      { seed: 72 },
    );
  });

  it('is right on average over samples: all samples of one source together give the whole', () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const ties = tiesIn(network);
        const n = network.nodeCount;
        const mean = new Float64Array(n);
        for (let s = 0; s < n; s++) {
          betweenness(ties, Uint32Array.of(s)).value.forEach((b, v) => {
            mean[v] += b / n;
          });
        }
        expectClose(mean, [...betweenness(ties).value]);
      }),
      { seed: 73 },
    );
  });

  it('states the error that samples really have', () => {
    // Over all pairs of sources, the mean of SE² must be the variance of the estimate.
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const n = network.nodeCount;
        if (n < 3) return;
        const ties = tiesIn(network);
        const exact = betweenness(ties).value;
        const stated = new Float64Array(n);
        const real = new Float64Array(n);
        let samples = 0;
        for (let s = 0; s < n; s++) {
          for (let t = s + 1; t < n; t++) {
            const { value, standardError } = betweenness(ties, Uint32Array.of(s, t));
            for (let v = 0; v < n; v++) {
              stated[v] += standardError[v] ** 2;
              real[v] += (value[v] - exact[v]) ** 2;
            }
            samples++;
          }
        }
        for (let v = 0; v < n; v++) expect(stated[v] / samples).toBeCloseTo(real[v] / samples, 6);
      }),
      { seed: 74, numRuns: 40 },
    );
  });

  it('is known on a star, a path, a ring and a clique', () => {
    expectClose(betweenness(tiesIn(star(6))).value, [10, 0, 0, 0, 0, 0]);
    expectClose(betweenness(tiesIn(path(5))).value, [0, 3, 4, 3, 0]);
    expectClose(betweenness(arcsIn(path(5))).value, [0, 3, 4, 3, 0]);
    expectClose(betweenness(tiesIn(ring(5))).value, [1, 1, 1, 1, 1]);
    expectClose(betweenness(tiesIn(clique(5))).value, [0, 0, 0, 0, 0]);
    expect(betweenness(tiesIn({ nodeCount: 0, pairs: [] })).value).toHaveLength(0);
  });

  it('has no error where every source was used and no known error from one', () => {
    expect([...betweenness(tiesIn(path(4))).standardError]).toEqual([0, 0, 0, 0]);
    expect(betweenness(tiesIn(path(4)), Uint32Array.of(1)).standardError[2]).toBeNaN();
  });
});

describe('drawn sources', () => {
  it('are different nodes, the same for the same seed, all where all are asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(80), fc.nat(), (nodeCount, count, seed) => {
        const drawn = drawSources(nodeCount, count, seed);
        expect(new Set(drawn).size).toBe(Math.min(nodeCount, count));
        expect(Math.max(-1, ...drawn)).toBeLessThan(nodeCount);
        expect(drawSources(nodeCount, count, seed)).toEqual(drawn);
      }),
      { seed: 75 },
    );
  });

  it('take every node equally often', () => {
    const times = new Uint32Array(10);
    for (let seed = 0; seed < 4000; seed++) for (const v of drawSources(10, 3, seed)) times[v]++;
    // Binomial(4000, 0.3): 1200 ± 4.5 standard deviations of 29.
    for (const t of times) expect(Math.abs(t - 1200)).toBeLessThan(130);
  });
});
