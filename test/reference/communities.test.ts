import { describe, expect, it } from 'vitest';
import { tiesOf } from '../../src/measure/network/csr.ts';
import { bestPartition } from '../../src/measure/network/leiden.ts';
import { modularity } from '../../src/measure/network/modularity.ts';
import { hasReference } from './reference-folder.ts';
import { expectedNetworks, networkNames, referenceArcs, referenceTies } from './reference-networks.ts';

const best = { resolution: 1, runs: 10, seed: 1 };

describe.skipIf(!hasReference)('communities of published networks', () => {
  for (const name of networkNames) {
    it(`reach the best modularity known for ${name}, one tie for mutual arcs`, () => {
      const expected = expectedNetworks[name];
      // Exact (GLPK) where the tool could; else the best of 400 runs of leidenalg.
      const optimum = (expected.modularity_optimum_undirected ??
        expected.modularity_best_of_400_leidenalg_undirected) as { value: number; membership: number[] };
      const ties = referenceTies(name);
      expect(modularity(ties, optimum.membership)).toBeCloseTo(optimum.value, 12);
      expect(bestPartition(ties, best).quality).toBeCloseTo(optimum.value, 12);
    });
  }

  it('reach .0968 on Krackhardt’s advice network where mutual arcs add up', () => {
    expect(bestPartition(tiesOf(referenceArcs('krackhardt_advice')), best).quality).toBeCloseTo(0.0968, 4);
  });
});
