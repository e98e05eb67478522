import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { closure } from '../../src/measure/dynamics/closure.ts';
import { flowDirection } from '../../src/measure/dynamics/flow-direction.ts';
import { flowHierarchy } from '../../src/measure/dynamics/flow-hierarchy.ts';
import { reciprocity } from '../../src/measure/dynamics/reciprocity.ts';
import { centralisation } from '../../src/measure/equipotency/centralisation.ts';
import { lead } from '../../src/measure/equipotency/lead.ts';
import { arcsFrom, transpose } from '../../src/measure/network/csr.ts';
import { krackhardtDimensions } from '../../src/measure/network/krackhardt-dimensions.ts';
import { reachedCounts } from '../../src/measure/network/reachability.ts';
import { globalReachingCentrality } from '../../src/measure/network/reaching-centrality.ts';
import type { Arcs } from '../../src/measure/network/snapshot.ts';
import { trophicLevels } from '../../src/measure/network/trophic-levels.ts';
import { type Arc, message, viewOfArcs } from '../small-organisations.ts';

interface Expected {
  readonly n: number;
  readonly arcs: readonly (readonly [number, number, number])[];
  readonly incoherence: number;
  readonly levels: readonly number[];
  readonly feed_forward: number;
  readonly reaching_centrality: number;
  readonly reaching_centrality_reversed: number;
  readonly effective_leads: number;
  readonly betweenness_centralisation: number;
  readonly returned: number;
  readonly arcs_returned: number;
  readonly rho: number;
  readonly transitivity: number;
}

interface Dimensions {
  readonly connectedness: number;
  readonly hierarchy: number;
  readonly efficiency: number;
  readonly lubness: number;
}

interface ExpectedBySna {
  readonly plain: Dimensions;
  readonly reversed: Dimensions;
  readonly edgewise: number;
  readonly indegree: number;
  readonly outdegree: number;
  readonly betweenness: number;
}

const values = <T>(file: string): T =>
  JSON.parse(readFileSync(new URL(`./values/${file}`, import.meta.url), 'utf8')) as T;
const { networks } = values<{ readonly networks: readonly Expected[] }>('random-digraphs.json');
const { random: bounds } = values<{
  readonly random: readonly Readonly<
    Record<'plain' | 'reversed', { readonly least: number; readonly highest: number }>
  >[];
}>('least-upper-bounds.json');
const bySna = values<{ readonly networks: readonly ExpectedBySna[] }>('krackhardt-dimensions.json').networks;

const turnedRound = ({ nodeCount, out, total }: Arcs): Arcs => ({
  nodeCount,
  out: transpose(out),
  into: out,
  total,
});

/** PRPACK and our sweeps both stop at a residual of 1e-10; an effective number of up to 150 keeps 8 digits. */
const pageRankDigits = 7;

for (const [index, network] of networks.entries()) {
  const sna = bySna[index];
  const arcs = arcsFrom(
    network.n,
    network.arcs.map((arc) => arc[0]),
    network.arcs.map((arc) => arc[1]),
    network.arcs.map((arc) => arc[2]),
  );
  // A person who neither turns to anybody nor is turned to would not be in the view: all are in these networks, or
  // are seen by a post to nobody.
  const view = viewOfArcs(network.n, network.arcs as readonly Arc[], { everybodyIsSeen: true });

  describe(`a random network of ${network.n} people and ${network.arcs.length} arcs`, () => {
    it('has the trophic levels and incoherence that numpy solves for', () => {
      const { levels, incoherence, converged } = trophicLevels(arcs);
      expect(converged).toBe(true);
      expect(incoherence).toBeCloseTo(network.incoherence, 9);
      for (const [i, level] of network.levels.entries()) expect(levels[i]).toBeCloseTo(level, 7);
      expect(flowDirection.compute(view).value).toBeCloseTo(network.incoherence, 9);
    });

    it('has the flow hierarchy and reaching centrality that networkx finds, both ways round', () => {
      expect(flowHierarchy.compute(view).value).toBeCloseTo(network.feed_forward, 12);
      expect(globalReachingCentrality(reachedCounts(arcs))).toBeCloseTo(network.reaching_centrality, 12);
      expect(flowHierarchy.compute(view).parts?.['reaching-centrality']).toBeCloseTo(
        network.reaching_centrality_reversed,
        12,
      );
    });

    it('has Krackhardt’s dimensions that sna finds, both ways round', () => {
      for (const way of ['plain', 'reversed'] as const) {
        const dimensions = krackhardtDimensions(way === 'plain' ? arcs : turnedRound(arcs));
        expect(dimensions.connectedness).toBeCloseTo(sna[way].connectedness, 12);
        expect(dimensions.hierarchy).toBeCloseTo(sna[way].hierarchy, 12);
        expect(dimensions.efficiency).toBeCloseTo(sna[way].efficiency, 12);
        expect(dimensions.leastUpperBound).toBeCloseTo(bounds[index][way].least, 12);
        // sna's lubness asks for a highest bound, against its manual: shown here, so that nobody mistakes it.
        expect(sna[way].lubness).toBeCloseTo(bounds[index][way].highest, 12);
      }
      expect(flowHierarchy.compute(view).parts?.['least-upper-bound']).toBeCloseTo(
        bounds[index].reversed.least,
        12,
      );
    });

    it('has the effective leads that igraph’s PageRank gives', () => {
      expect(lead.compute(view).parts?.['effective-leads']).toBeCloseTo(
        network.effective_leads,
        pageRankDigits,
      );
    });

    it('is as central as sna and igraph say', () => {
      const { value, parts } = centralisation.compute(view);
      expect(value).toBeCloseTo(network.betweenness_centralisation, 12);
      expect(value).toBeCloseTo(sna.betweenness, 12);
      expect(parts?.['in-degree']).toBeCloseTo(sna.indegree, 12);
      expect(parts?.['out-degree']).toBeCloseTo(sna.outdegree, 12);
    });

    it('returns what numpy, networkx and sna say', () => {
      const plain = reciprocity.compute(view);
      expect(plain.parts?.['arcs-returned']).toBeCloseTo(network.arcs_returned, 12);
      expect(plain.parts?.['arcs-returned']).toBeCloseTo(sna.edgewise, 12);
      expect(plain.parts?.rho).toBeCloseTo(network.rho, 12);
      // Reciprocity counts interactions: a weight of w halves is w interactions here.
      const interactions = network.arcs.flatMap(([from, to, weight]) =>
        Array.from({ length: weight * 2 }, (): Arc => [from, to]),
      );
      const counted = viewOfArcs(network.n, interactions, { kind: message });
      expect(reciprocity.compute(counted).value).toBeCloseTo(network.returned, 12);
    });

    it('is as closed as igraph says', () => {
      expect(closure.compute(view).value).toBeCloseTo(network.transitivity, 12);
    });
  });
}
