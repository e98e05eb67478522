import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discLayout, type MapNetwork } from './disc-layout.ts';

const networks = fc
  .record({
    communities: fc.integer({ min: 1, max: 7 }),
    nodes: fc.integer({ min: 1, max: 60 }),
    ties: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 9 })), { maxLength: 120 }),
    seeds: fc.array(fc.integer({ min: -1, max: 100 }), { minLength: 60, maxLength: 60 }),
  })
  .map(({ communities, nodes, ties, seeds }): MapNetwork => {
    const used = ties.filter(([a, b]) => a % nodes !== b % nodes);
    return {
      nodeCount: nodes,
      communityCount: communities,
      community: seeds.slice(0, nodes).map((seed) => (seed < 0 ? -1 : seed % communities)),
      from: used.map(([a]) => a % nodes),
      to: used.map(([, b]) => b % nodes),
      weight: used.map(([, , w]) => w),
    };
  });

describe('a network map of discs', () => {
  it('gives everybody a place of their own within the square', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const { x, y } = discLayout(network);
        const places = Array.from(x, (each, v) => `${each.toFixed(9)} ${y[v]!.toFixed(9)}`);
        expect(new Set(places).size).toBe(network.nodeCount);
        for (const each of [...x, ...y]) expect(Math.abs(each)).toBeLessThanOrEqual(1);
      }),
      { seed: 7 },
    );
  });

  it('keeps each community to a disc that no other reaches into', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const { x, y } = discLayout(network);
        const discs = new Map<number, { x: number; y: number; r: number }>();
        for (let c = -1; c < network.communityCount; c++) {
          const held = Array.from(x, (_, v) => v).filter((v) => network.community[v] === c);
          if (held.length === 0) continue;
          const middle = (column: Float64Array) =>
            (Math.min(...held.map((v) => column[v]!)) + Math.max(...held.map((v) => column[v]!))) / 2;
          const centre = { x: middle(x), y: middle(y) };
          const r = Math.max(...held.map((v) => Math.hypot(x[v]! - centre.x, y[v]! - centre.y)));
          discs.set(c, { ...centre, r });
        }
        for (const [c, disc] of discs) {
          for (let v = 0; v < network.nodeCount; v++) {
            if (network.community[v] === c) continue;
            expect(Math.hypot(x[v]! - disc.x, y[v]! - disc.y)).toBeGreaterThan(disc.r * 0.99);
          }
        }
      }),
      { seed: 8 },
    );
  });

  it('puts whoever ties a community to another at the rim that faces it', () => {
    // Two cliques of nine and one tie between them.
    const ties: [number, number][] = [];
    for (const base of [0, 9]) {
      for (let a = 0; a < 9; a++) for (let b = 0; b < a; b++) ties.push([base + a, base + b]);
    }
    ties.push([3, 12]);
    const { x, y } = discLayout({
      nodeCount: 18,
      communityCount: 2,
      community: Array.from({ length: 18 }, (_, v) => (v < 9 ? 0 : 1)),
      from: ties.map(([a]) => a),
      to: ties.map(([, b]) => b),
      weight: ties.map(() => 1),
    });
    const mean = (column: Float64Array, from: number) =>
      column.slice(from, from + 9).reduce((sum, each) => sum + each, 0) / 9;
    const away = (v: number, from: number) => Math.hypot(x[v]! - mean(x, from), y[v]! - mean(y, from));
    const others = [0, 1, 2, 4, 5, 6, 7, 8].map((v) => away(v, 0));
    expect(away(3, 0)).toBeGreaterThan(Math.max(...others) * 0.9);
    const towards = (v: number) =>
      (x[v]! - mean(x, 0)) * (mean(x, 9) - mean(x, 0)) + (y[v]! - mean(y, 0)) * (mean(y, 9) - mean(y, 0));
    expect(towards(3)).toBeGreaterThan(0);
  });
});
