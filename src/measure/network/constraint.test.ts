import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyNetwork, clique, matrixOf, ring, star, tiesIn } from '../../../test/networks/any-network.ts';
import { constraint } from './constraint.ts';

describe('constraint', () => {
  it('equals Burt’s double sum', () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const ties = tiesIn(network);
        const s = matrixOf(ties);
        const nodes = [...Array(network.nodeCount).keys()];
        const p = s.map((row) => {
          const strength = row.reduce((a, b) => a + b, 0);
          return row.map((w) => w / strength);
        });
        const found = constraint(ties);
        for (const i of nodes) {
          const near = nodes.filter((j) => s[i][j] > 0);
          if (near.length === 0) {
            expect(found[i]).toBeNaN();
            continue;
          }
          let sum = 0;
          for (const j of near) {
            let invested = p[i][j];
            for (const q of near) if (q !== j && s[q][j] > 0) invested += p[i][q] * p[q][j];
            sum += invested ** 2;
          }
          expect(found[i]).toBeCloseTo(sum, 12);
        }
      }),
      { seed: 51 },
    );
  });

  it('does not care in which unit ties are weighed', () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const scaled = {
          ...network,
          pairs: network.pairs.map((pair) => ({ ...pair, weight: pair.weight / 4 })),
        };
        expect(constraint(tiesIn(scaled))).toEqual(constraint(tiesIn(network)));
      }),
      { seed: 52 },
    );
  });

  it('is 1/(n − 1) at the centre of a star, 1 at its points, 1/2 on a ring', () => {
    const found = constraint(tiesIn(star(6)));
    expect(found[0]).toBeCloseTo(1 / 5, 12);
    expect(found[1]).toBe(1);
    expect(constraint(tiesIn(ring(6)))[3]).toBeCloseTo(1 / 2, 12);
    // (n − 1) contacts, each at 1/(n − 1) and through n − 2 others at 1/(n − 1)² each.
    expect(constraint(tiesIn(clique(5)))[2]).toBeCloseTo(4 * (1 / 4 + 3 / 16) ** 2, 12);
  });
});
