import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { flowHierarchy } from '../../src/measure/dynamics/flow-hierarchy.ts';
import { reciprocity } from '../../src/measure/dynamics/reciprocity.ts';
import { centralisation } from '../../src/measure/equipotency/centralisation.ts';
import { lead } from '../../src/measure/equipotency/lead.ts';
import { gini } from '../../src/measure/network/inequality.ts';
import { krackhardtDimensions } from '../../src/measure/network/krackhardt-dimensions.ts';
import { pageRank } from '../../src/measure/network/page-rank.ts';
import { type Arc, chartOf, viewOfArcs } from '../small-organisations.ts';
import { hasReference } from './reference-folder.ts';
import { expectedNetworks, networkNames, referenceArcs } from './reference-networks.ts';

interface Dimensions {
  readonly connectedness: number;
  readonly hierarchy_krackhardt: number;
  readonly efficiency: number;
}

const { published: bounds } = JSON.parse(
  readFileSync(new URL('./values/least-upper-bounds.json', import.meta.url), 'utf8'),
) as {
  readonly published: Readonly<
    Record<string, Readonly<Record<'plain' | 'reversed', { readonly least: number }>>>
  >;
};

const directed = networkNames.filter((name) => name !== 'karate');

describe.skipIf(!hasReference)('the patterns of published networks', () => {
  for (const name of directed) {
    const expected = expectedNetworks[name];
    const of = <T>(key: string) => expected?.[key] as T;
    const view = () =>
      viewOfArcs(expected.n, expected.edges_0based as readonly Arc[], { everybodyIsSeen: true });

    it(`are ordered as sna and networkx say: ${name}`, () => {
      const reversed = of<Dimensions>('sna_dimensions_transposed');
      const { parts } = flowHierarchy.compute(view());
      expect(parts?.connectedness).toBeCloseTo(reversed.connectedness, 12);
      expect(parts?.hierarchy).toBeCloseTo(reversed.hierarchy_krackhardt, 12);
      expect(parts?.efficiency).toBeCloseTo(reversed.efficiency, 12);
      expect(parts?.['least-upper-bound']).toBeCloseTo(bounds[name].reversed.least, 12);
      expect(krackhardtDimensions(referenceArcs(name)).leastUpperBound).toBeCloseTo(
        bounds[name].plain.least,
        12,
      );
      expect(parts?.['reaching-centrality']).toBeCloseTo(
        of<{ value: number }>('global_reaching_centrality_reversed').value,
        12,
      );
    });

    it(`return and centralise as igraph and sna say: ${name}`, () => {
      const { parts } = reciprocity.compute(view());
      expect(parts?.['arcs-returned']).toBeCloseTo(of<number>('reciprocity_igraph_default'), 12);
      const freeman = of<{ indegree: number; outdegree: number }>('freeman');
      const central = centralisation.compute(view()).parts;
      expect(central?.['in-degree']).toBeCloseTo(freeman.indegree, 12);
      expect(central?.['out-degree']).toBeCloseTo(freeman.outdegree, 12);
    });

    it(`have the inequality numpy finds: ${name}`, () => {
      const { out, into } = referenceArcs(name);
      const degrees = (offsets: Uint32Array) =>
        Array.from({ length: expected.n }, (_, i) => offsets[i + 1] - offsets[i]);
      const { indegree, outdegree, pagerank } = of<{ indegree: number; outdegree: number; pagerank: number }>(
        'gini',
      );
      expect(gini(degrees(into.offsets))).toBeCloseTo(indegree, 12);
      expect(gini(degrees(out.offsets))).toBeCloseTo(outdegree, 12);
      // igraph stops PageRank at its own residual: nine digits are left of the coefficient.
      expect(gini(pageRank(referenceArcs(name)).rank)).toBeCloseTo(pagerank, 9);
    });
  }

  it('read Krackhardt’s chart as the pyramid it is', () => {
    const { n, edges_0based: edges } = expectedNetworks.krackhardt_reports_to;
    const view = viewOfArcs(n, edges as readonly Arc[], { chart: chartOf(n, edges as readonly Arc[]) });
    const { value, parts } = flowHierarchy.compute(view);
    expect(value).toBe(1);
    expect(parts?.hierarchy).toBe(1);
    expect(parts?.['least-upper-bound']).toBe(1);
    expect(parts?.['reaching-centrality']).toBeCloseTo(0.96, 12);
    // Five of 21 are managers; lead is a spike even among those five.
    expect(lead.compute(view).parts?.['effective-leads']).toBeLessThan(5);
    expect(lead.compute(view).value).toBeLessThan(0.2);
  });
});
