import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { betweenness } from '../../src/measure/network/betweenness.ts';
import { clustering } from '../../src/measure/network/clustering.ts';
import {
  type Components,
  connectedComponents,
  strongComponents,
  weakComponents,
} from '../../src/measure/network/components.ts';
import { constraint } from '../../src/measure/network/constraint.ts';
import { arcsFrom, tiesFromPairs, tiesOf } from '../../src/measure/network/csr.ts';
import { coreness } from '../../src/measure/network/k-core.ts';
import { modularity } from '../../src/measure/network/modularity.ts';
import { numberBySize } from '../../src/measure/network/number-by-size.ts';
import { pageRank } from '../../src/measure/network/page-rank.ts';
import type { Arcs, Ties } from '../../src/measure/network/snapshot.ts';
import { hasReference } from './reference-folder.ts';
import { expectedNetworks, networkNames, referenceArcs, referenceTies } from './reference-networks.ts';

/** Both sides sum the same few hundred terms in double precision, in another order. */
const roundingDigits = 11;
/** Two solutions within an L1 residual of 1e-10 lie at most 2·1e-10/(1 − d) apart. */
const pageRankTolerance = 2e-9;

const expectClose = (
  found: ArrayLike<number>,
  expected: readonly (number | null)[],
  digits = roundingDigits,
) => {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, i) => {
    if (value === null) expect(found[i], `at ${i}`).toBeNaN();
    else expect(found[i], `at ${i}`).toBeCloseTo(value, digits);
  });
};

const expectRank = (arcs: Arcs, expected: readonly number[]) => {
  const found = pageRank(arcs);
  expect(found.converged).toBe(true);
  const apart = expected.reduce((sum, x, i) => sum + Math.abs(x - found.rank[i]), 0);
  expect(apart).toBeLessThan(pageRankTolerance);
};

const expectSameComponents = (found: Components, expected: readonly number[]) => {
  const { membership, count } = numberBySize(expected);
  expect(found.count).toBe(count);
  expect(found.membership).toEqual(membership);
};

const bothWays = (ties: Ties): Arcs => ({
  nodeCount: ties.nodeCount,
  out: ties,
  into: ties,
  total: ties.targets.length,
});

interface RandomGraph {
  readonly name: string;
  readonly n: number;
  readonly directed: boolean;
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly weight: readonly number[];
  readonly betweenness: readonly number[];
  readonly constraint: readonly (number | null)[];
  readonly pageRankIgraph: readonly number[];
  readonly pageRankNetworkx: readonly number[];
  readonly weakComponents: readonly number[];
  readonly strongComponents: readonly number[];
}

interface RandomTies extends RandomGraph {
  readonly membership: readonly number[];
  readonly modularity: Readonly<Record<string, number>>;
  readonly coreness: readonly number[];
  readonly transitivity: number;
  readonly local: readonly (number | null)[];
  readonly weighted: readonly (number | null)[];
}

const { graphs } = JSON.parse(
  readFileSync(new URL('./values/graph-kernels.json', import.meta.url), 'utf8'),
) as { graphs: readonly RandomGraph[] };

describe('graph kernels agree with igraph and networkx on random', () => {
  for (const graph of graphs.filter(({ directed }) => !directed) as RandomTies[]) {
    it(graph.name, () => {
      const ties = tiesFromPairs(graph.n, graph.from, graph.to, graph.weight);
      for (const [resolution, value] of Object.entries(graph.modularity)) {
        expect(modularity(ties, graph.membership, Number(resolution))).toBeCloseTo(value, roundingDigits);
      }
      expectSameComponents(connectedComponents(ties), graph.weakComponents);
      expect([...coreness(ties)]).toEqual(graph.coreness);
      const { transitivity, local, weighted } = clustering(ties);
      expect(transitivity).toBeCloseTo(graph.transitivity, roundingDigits);
      expectClose(local, graph.local);
      expectClose(weighted, graph.weighted);
      expectClose(constraint(ties), graph.constraint);
      expectClose(betweenness(ties).value, graph.betweenness, 9);
      expectRank(bothWays(ties), graph.pageRankIgraph);
      expectRank(bothWays(ties), graph.pageRankNetworkx);
    });
  }

  for (const graph of graphs.filter(({ directed }) => directed)) {
    it(graph.name, () => {
      const arcs = arcsFrom(graph.n, graph.from, graph.to, graph.weight);
      expectSameComponents(weakComponents(arcs), graph.weakComponents);
      expectSameComponents(strongComponents(arcs), graph.strongComponents);
      expectClose(constraint(tiesOf(arcs)), graph.constraint);
      expectClose(betweenness(arcs).value, graph.betweenness, 9);
      expectRank(arcs, graph.pageRankIgraph);
      expectRank(arcs, graph.pageRankNetworkx);
    });
  }
});

describe.skipIf(!hasReference)('graph kernels agree with igraph on the published', () => {
  for (const name of networkNames) {
    it(name, () => {
      const expected = expectedNetworks[name];
      const numbers = (key: string) => expected[key] as readonly (number | null)[];
      const ties = referenceTies(name);
      const arcs = name === 'karate' ? bothWays(ties) : referenceArcs(name);
      expectClose(betweenness(ties).value, numbers('betweenness_undirected'), 9);
      expectClose(betweenness(name === 'karate' ? ties : arcs).value, numbers('betweenness'), 9);
      expectClose(constraint(ties), numbers('constraint_undirected'));
      expectClose(constraint(name === 'karate' ? ties : tiesOf(arcs)), numbers('constraint'));
      expectRank(arcs, numbers('pagerank_0.85') as readonly number[]);
      expect([...coreness(ties)]).toEqual(numbers('coreness_undirected'));
      const { transitivity, local } = clustering(ties);
      expect(transitivity).toBeCloseTo(expected.transitivity_global_undirected as number, roundingDigits);
      expectClose(
        local.map((value) => (Number.isNaN(value) ? 0 : value)),
        numbers('transitivity_local_undirected_zero'),
      );
      expect(weakComponents(arcs).count).toBe(expected.components_weak);
      expect(strongComponents(arcs).count).toBe(expected.components_strong);
    });
  }
});
