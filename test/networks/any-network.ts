/** Networks for laws: arbitrary ones, and shapes whose values are known in closed form. */
import fc from 'fast-check';
import { arcsFrom, tiesFromPairs } from '../../src/measure/network/csr.ts';
import type { Arcs, Csr, Ties } from '../../src/measure/network/snapshot.ts';

export interface Pair {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

export interface AnyNetwork {
  readonly nodeCount: number;
  readonly pairs: readonly Pair[];
}

/** Up to 14 nodes, sparse enough for pieces and dead ends, dense enough for triangles; loops and parallels too. */
export const anyNetwork: fc.Arbitrary<AnyNetwork> = fc.integer({ min: 1, max: 14 }).chain((nodeCount) =>
  fc.record({
    nodeCount: fc.constant(nodeCount),
    pairs: fc.array(
      fc.record({
        a: fc.nat(nodeCount - 1),
        b: fc.nat(nodeCount - 1),
        weight: fc.integer({ min: 1, max: 5 }),
      }),
      { maxLength: 40 },
    ),
  }),
);

const columns = ({ pairs }: AnyNetwork) =>
  [pairs.map(({ a }) => a), pairs.map(({ b }) => b), pairs.map(({ weight }) => weight)] as const;

export const tiesIn = (network: AnyNetwork): Ties => tiesFromPairs(network.nodeCount, ...columns(network));

export const arcsIn = (network: AnyNetwork): Arcs => arcsFrom(network.nodeCount, ...columns(network));

/** The same network with node v called `names[v]`. */
export const renamed = (network: AnyNetwork, names: readonly number[]): AnyNetwork => ({
  nodeCount: network.nodeCount,
  pairs: network.pairs.map(({ a, b, weight }) => ({ a: names[a], b: names[b], weight })),
});

/** A network with a permutation of its nodes. */
export const anyRenaming: fc.Arbitrary<{ network: AnyNetwork; names: number[] }> = anyNetwork.chain(
  (network) =>
    fc.record({
      network: fc.constant(network),
      names: fc.shuffledSubarray([...Array(network.nodeCount).keys()], {
        minLength: network.nodeCount,
        maxLength: network.nodeCount,
      }),
    }),
);

/** Two networks side by side, the second's nodes after the first's. */
export const beside = (first: AnyNetwork, second: AnyNetwork): AnyNetwork => ({
  nodeCount: first.nodeCount + second.nodeCount,
  pairs: [
    ...first.pairs,
    ...second.pairs.map(({ a, b, weight }) => ({
      a: a + first.nodeCount,
      b: b + first.nodeCount,
      weight,
    })),
  ],
});

const shape = (nodeCount: number, pairs: readonly (readonly [number, number])[]): AnyNetwork => ({
  nodeCount,
  pairs: pairs.map(([a, b]) => ({ a, b, weight: 1 })),
});

const upTo = (count: number): number[] => [...Array(count).keys()];

/** 0 in the middle; as arcs, everybody turns to 0. */
export const star = (nodeCount: number): AnyNetwork =>
  shape(
    nodeCount,
    upTo(nodeCount - 1).map((v) => [v + 1, 0]),
  );

/** 0 – 1 – 2 – …; as arcs, each turns to the next. */
export const path = (nodeCount: number): AnyNetwork =>
  shape(
    nodeCount,
    upTo(nodeCount - 1).map((v) => [v, v + 1]),
  );

export const ring = (nodeCount: number): AnyNetwork =>
  shape(
    nodeCount,
    upTo(nodeCount).map((v) => [v, (v + 1) % nodeCount]),
  );

export const clique = (nodeCount: number): AnyNetwork =>
  shape(
    nodeCount,
    upTo(nodeCount).flatMap((a) =>
      upTo(nodeCount)
        .filter((b) => b > a)
        .map((b) => [a, b] as const),
    ),
  );

/** Weight from row to column, the slow and plain way. */
export const matrixOf = ({ nodeCount, offsets, targets, weights }: Csr): number[][] => {
  const matrix = upTo(nodeCount).map(() => new Array<number>(nodeCount).fill(0));
  for (let v = 0; v < nodeCount; v++) {
    for (let k = offsets[v]; k < offsets[v + 1]; k++)
      matrix[v][targets[k]] = weights === null ? 1 : weights[k];
  }
  return matrix;
};
