import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anyNetwork,
  anyRenaming,
  clique,
  matrixOf,
  renamed,
  ring,
  star,
  tiesIn,
} from '../../../test/networks/any-network.ts';
import { clustering } from './clustering.ts';

describe('clustering', () => {
  it('equals the sums over ordered pairs of neighbours', () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const ties = tiesIn(network);
        const s = matrixOf(ties);
        const nodes = [...Array(network.nodeCount).keys()];
        const found = clustering(ties);
        let closed = 0;
        let pairs = 0;
        for (const i of nodes) {
          const near = nodes.filter((j) => s[i][j] > 0);
          let closedHere = 0;
          let weightHere = 0;
          for (const j of near) {
            for (const h of near) {
              if (j === h || s[j][h] === 0) continue;
              closedHere++;
              weightHere += (s[i][j] + s[i][h]) / 2;
            }
          }
          const k = near.length;
          closed += closedHere;
          pairs += k * (k - 1);
          expect(found.triangles[i]).toBe(closedHere / 2);
          if (k < 2) {
            expect(found.local[i]).toBeNaN();
            expect(found.weighted[i]).toBeNaN();
            continue;
          }
          const strength = near.reduce((sum, j) => sum + s[i][j], 0);
          expect(found.local[i]).toBeCloseTo(closedHere / (k * (k - 1)), 12);
          expect(found.weighted[i]).toBeCloseTo(weightHere / (strength * (k - 1)), 12);
        }
        if (pairs === 0) expect(found.transitivity).toBeNaN();
        else expect(found.transitivity).toBeCloseTo(closed / pairs, 12);
      }),
      { seed: 41 },
    );
  });

  it('moves with the names', () => {
    fc.assert(
      fc.property(anyRenaming, ({ network, names }) => {
        const found = clustering(tiesIn(network));
        const other = clustering(tiesIn(renamed(network, names)));
        names.forEach((name, v) => {
          expect(other.triangles[name]).toBe(found.triangles[v]);
        });
        expect(other.transitivity).toEqual(found.transitivity);
      }),
      { seed: 42 },
    );
  });

  it('is 1 in a clique, 0 in a ring and a star', () => {
    expect(clustering(tiesIn(clique(6))).transitivity).toBe(1);
    expect(clustering(tiesIn(clique(6))).weighted).toEqual(new Float64Array(6).fill(1));
    expect(clustering(tiesIn(ring(6))).transitivity).toBe(0);
    expect(clustering(tiesIn(star(6))).transitivity).toBe(0);
  });
});
