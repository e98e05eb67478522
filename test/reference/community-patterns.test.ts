import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { boundary } from '../../src/measure/communities/boundary.ts';
import { bridging } from '../../src/measure/communities/bridging.ts';
import { communities } from '../../src/measure/communities/communities.ts';
import { formalLivedOverlap } from '../../src/measure/communities/formal-lived-overlap.ts';
import { modularity } from '../../src/measure/network/modularity.ts';
import { viewOfArcs } from '../small-organisations.ts';
import { hasReference, referenceText } from './reference-folder.ts';
import { referenceArcs } from './reference-networks.ts';

interface Expected {
  readonly n: number;
  readonly arcs: readonly (readonly [number, number, number])[];
  readonly membership: readonly number[];
  readonly ei: number;
  readonly ei_by_community: readonly (number | null)[];
  readonly participation: number;
  readonly participation_by_community: readonly (number | null)[];
  readonly effective_bridges: number | null;
  readonly modularity: number;
  readonly leiden: number;
}

const { networks } = JSON.parse(
  readFileSync(new URL('./values/community-patterns.json', import.meta.url), 'utf8'),
) as { readonly networks: readonly Expected[] };

/** Sums of some hundred doubles in another order. */
const digits = 10;

const expectEach = (ours: Float64Array | undefined, theirs: readonly (number | null)[]) => {
  for (const [c, value] of theirs.entries()) {
    if (value === null) expect(ours?.[c]).toBeNaN();
    else expect(ours?.[c]).toBeCloseTo(value, digits);
  }
};

describe('communities, their boundaries and bridges', () => {
  for (const expected of networks) {
    const name = `${expected.n} people and ${expected.arcs.length} arcs`;
    const view = viewOfArcs(expected.n, expected.arcs, {
      givenPartition: Int32Array.from(expected.membership),
      everybodyIsSeen: true,
    });

    it(`have the E–I index numpy finds for ${name}, overall and in each`, () => {
      const { value, byCommunity } = boundary.compute(view);
      expect(value).toBeCloseTo(expected.ei, digits);
      expectEach(byCommunity, expected.ei_by_community);
    });

    it(`have the participation coefficients numpy finds for ${name}, and networkx’s betweenness`, () => {
      const { value, byCommunity, parts } = bridging.compute(view);
      expect(value).toBeCloseTo(expected.participation, digits);
      expectEach(byCommunity, expected.participation_by_community);
      if (expected.effective_bridges === null) expect(parts?.['effective-bridges']).toBeNaN();
      else expect(parts?.['effective-bridges']).toBeCloseTo(expected.effective_bridges / expected.n, digits);
      expect(parts?.['sampling-error']).toBe(0);
    });

    it(`have the modularity igraph finds for ${name}, and the best is no worse than igraph’s best of 50`, () => {
      expect(modularity(view.ties(), expected.membership)).toBeCloseTo(expected.modularity, digits);
      expect(communities.compute(view).value).toBeGreaterThanOrEqual(expected.leiden - 1e-3);
    });
  }
});

describe.skipIf(!hasReference)('Krackhardt’s managers', () => {
  const advice = () => {
    const { out } = referenceArcs('krackhardt_advice');
    const arcs: [number, number][] = [];
    for (let i = 0; i < out.nodeCount; i++) {
      for (let k = out.offsets[i]; k < out.offsets[i + 1]; k++) arcs.push([i, out.targets[k]]);
    }
    return arcs;
  };

  it('fall into communities of advice with modularity .0968', () => {
    expect(communities.compute(viewOfArcs(21, advice())).value).toBeCloseTo(0.0968, 4);
  });

  it('seek advice in other communities than their departments', () => {
    const lines = referenceText('network', 'ht_advice.nodes.csv').trim().split('\n');
    const columns = lines[0].split(',').map((name) => name.replaceAll('"', '').trim());
    const at = columns.findIndex((name) => name.toLowerCase().startsWith('dep'));
    const unit = Int32Array.from(lines.slice(1), (line) => Number(line.split(',')[at].replaceAll('"', '')));
    const chart = {
      manager: new Int32Array(21).fill(-1),
      isCharted: new Uint8Array(21).fill(1),
      unit,
      unitCount: Math.max(...unit) + 1,
      level: new Float64Array(21).fill(Number.NaN),
    };
    const { value, tables } = formalLivedOverlap.compute(viewOfArcs(21, advice(), { chart }));
    expect(value).toBeLessThan(0.3);
    const people = tables?.alluvial.people as readonly number[];
    expect(people.reduce((sum, count) => sum + count, 0)).toBe(21);
  });
});
