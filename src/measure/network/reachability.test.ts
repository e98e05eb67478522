import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arcsFrom } from './csr.ts';
import { krackhardtDimensions } from './krackhardt-dimensions.ts';
import { bitCount, condense, reachedCounts } from './reachability.ts';
import { returnedWeight } from './returned-weight.ts';
import { trophicLevels } from './trophic-levels.ts';

const nodes = 14;
const rows = fc.array(fc.tuple(fc.nat(nodes - 1), fc.nat(nodes - 1), fc.integer({ min: 1, max: 4 })), {
  maxLength: 60,
});
const arcsOf = (list: readonly (readonly [number, number, number])[], count = nodes) =>
  arcsFrom(
    count,
    list.map((row) => row[0]),
    list.map((row) => row[1]),
    list.map((row) => row[2]),
  );
const options = { seed: 20260107, numRuns: 200 };

describe('who reaches whom', () => {
  it('is what walking from everybody finds', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const arcs = arcsOf(list);
        const reached = reachedCounts(arcs);
        for (let start = 0; start < nodes; start++) {
          const seen = new Set([start]);
          for (const node of seen) {
            for (let k = arcs.out.offsets[node]; k < arcs.out.offsets[node + 1]; k++)
              seen.add(arcs.out.targets[k]);
          }
          expect(reached[start]).toBe(seen.size - 1);
        }
      }),
      options,
    );
  });

  it('is counted beyond one block of people: on a path of 5,000, one fewer at each step', () => {
    const n = 5_000;
    const list = Array.from({ length: n - 1 }, (_, i) => [i, i + 1, 1] as const);
    const reached = reachedCounts(arcsOf(list, n));
    for (let i = 0; i < n; i++) expect(reached[i]).toBe(n - 1 - i);
  });

  it('has strong components in an order in which no arc runs backwards', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const { arcs, count } = condense(arcsOf(list));
        for (let at = 0; at < count; at++) {
          for (let k = arcs.offsets[at]; k < arcs.offsets[at + 1]; k++)
            expect(arcs.targets[k]).toBeGreaterThan(at);
        }
      }),
      options,
    );
  });

  it('counts bits of negative words as well', () => {
    fc.assert(
      fc.property(fc.integer(), (word) => {
        expect(bitCount(word)).toBe((word >>> 0).toString(2).replaceAll('0', '').length);
      }),
      options,
    );
  });
});

describe('Krackhardt’s dimensions', () => {
  it('are all 1 exactly on one tree from the top down', () => {
    const tree = Array.from({ length: nodes - 1 }, (_, i) => [Math.floor(i / 2), i + 1, 1] as const);
    expect(krackhardtDimensions(arcsOf(tree))).toEqual({
      connectedness: 1,
      hierarchy: 1,
      efficiency: 1,
      leastUpperBound: 1,
    });
    fc.assert(
      fc.property(fc.nat(nodes - 1), fc.nat(nodes - 1), (from, to) => {
        fc.pre(from !== to && !tree.some((arc) => arc[0] === from && arc[1] === to));
        const values = Object.values(krackhardtDimensions(arcsOf([...tree, [from, to, 1]])));
        expect(Math.min(...values)).toBeLessThan(1);
      }),
      options,
    );
  });
});

describe('weight returned', () => {
  it('is what comparing every pair finds, and adds up over groups and between them', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const { out } = arcsOf(list);
        const w = Array.from({ length: nodes }, () => new Float64Array(nodes));
        for (const [from, to, weight] of list) if (from !== to) w[from][to] += weight;
        let returned = 0;
        for (let i = 0; i < nodes; i++)
          for (let j = 0; j < i; j++) returned += 2 * Math.min(w[i][j], w[j][i]);
        const group = Array.from({ length: nodes }, (_, i) => i % 3);
        const found = returnedWeight(out, group, 3);
        expect(found.returned).toBe(returned);
        const within = found.returnedWithin.reduce((sum, value) => sum + value, 0);
        expect(within).toBeLessThanOrEqual(returned);
        expect(returnedWeight(out, new Uint8Array(nodes), 1).returnedWithin[0]).toBe(returned);
      }),
      options,
    );
  });
});

describe('trophic levels', () => {
  it('do not care which way all arcs are turned, and lie between layered and none', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const { incoherence, converged } = trophicLevels(arcsOf(list));
        const turned = trophicLevels(arcsOf(list.map(([from, to, weight]) => [to, from, weight] as const)));
        expect(converged).toBe(true);
        if (Number.isNaN(incoherence)) return;
        expect(turned.incoherence).toBeCloseTo(incoherence, 8);
        expect(incoherence).toBeGreaterThanOrEqual(0);
        expect(incoherence).toBeLessThanOrEqual(1);
      }),
      options,
    );
  });

  it('climb by one at each step of a long path', () => {
    const n = 400;
    const { levels, incoherence, converged } = trophicLevels(
      arcsOf(
        Array.from({ length: n - 1 }, (_, i) => [i, i + 1, 1] as const),
        n,
      ),
    );
    expect(converged).toBe(true);
    expect(incoherence).toBeCloseTo(0, 9);
    for (let i = 0; i < n; i++) expect(levels[i]).toBeCloseTo(i, 6);
  });
});
