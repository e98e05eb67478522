/** The models over as many networks and landscapes as the papers' figures rest on. Numbers in docs/models.md. */
import { describe, expect, it } from 'vitest';
import { randomStream, seedFrom } from '../../src/base/random.ts';
import { tiesFromPairs } from '../../src/measure/network/csr.ts';
import { messageLoads } from '../../src/scenario/models/message-loads.ts';
import { drawLandscape } from '../../src/scenario/models/nk-landscape.ts';
import { routingNetwork } from '../../src/scenario/models/routing-network.ts';
import { linkClasses, sampleLinks } from '../../src/scenario/models/sample-links.ts';
import { searchTogether } from '../../src/scenario/models/search.ts';
import { soundSpine } from '../../src/scenario/models/spine.ts';

describe('search on five networks (Lazer & Friedman 2007)', () => {
  const agents = 100;
  const origin = Uint32Array.from({ length: agents }, (_, i) => i);
  type Pairs = readonly (readonly [number, number])[];
  const networkOf = (pairs: Pairs) => {
    const { offsets, targets } = tiesFromPairs(
      agents,
      pairs.map(([a]) => a),
      pairs.map(([, b]) => b),
    );
    return { offsets, ties: targets, origin };
  };
  const everyPair: Pairs = Array.from({ length: agents }, (_, i) =>
    Array.from({ length: agents - 1 - i }, (__, k) => [i, i + 1 + k] as const),
  ).flat();
  const line: Pairs = Array.from({ length: agents - 1 }, (_, i) => [i, i + 1] as const);
  const lattice: Pairs = Array.from({ length: agents }, (_, i) => [
    [i, (i + 1) % agents] as const,
    [i, (i + 2) % agents] as const,
  ]).flat();
  /** The lattice with a tenth of its ties moved, its people in random places. */
  const smallWorld = (landscape: number): Pairs => {
    const random = randomStream(landscape, 'small world');
    const place = random.shuffle(Uint32Array.from(origin));
    const keyOf = (a: number, b: number) => Math.min(a, b) * agents + Math.max(a, b);
    const held = new Set(lattice.map(([a, b]) => keyOf(a, b)));
    return lattice.map(([a, b]) => {
      let end: number = b;
      if (random.uniform() < 0.1) {
        do end = random.below(agents);
        while (end === a || held.has(keyOf(a, end)));
        held.delete(keyOf(a, b));
        held.add(keyOf(a, end));
      }
      return [place[a], place[end]] as const;
    });
  };
  const randomTies = (landscape: number): Pairs => {
    const random = randomStream(landscape, 'random ties');
    return everyPair.filter(() => random.uniform() < 0.07);
  };

  /** Wins per 1,000 landscapes, row over column: full, line, lattice, small world, random. */
  const published = [
    [0, 26, 50, 88, 138],
    [845, 0, 468, 605, 787],
    [762, 216, 0, 478, 684],
    [632, 132, 222, 0, 557],
    [320, 54, 83, 136, 0],
  ];

  it('has the same pairs win as often, and the line overtakes between rounds 16 and 21', () => {
    const landscapes = 2000;
    const theirLandscapes = 1000;
    const rounds = 100;
    const wins = published.map((row) => row.map(() => 0));
    const score = [new Float64Array(rounds + 1), new Float64Array(rounds + 1)];
    const fixed = [networkOf(everyPair), networkOf(line), networkOf(lattice)];
    for (let k = 0; k < landscapes; k++) {
      const landscape = drawLandscape(20, 5, randomStream(k, 'landscape'));
      const runs = [...fixed, networkOf(smallWorld(k)), networkOf(randomTies(k))].map((network) =>
        searchTogether(network, landscape, rounds, seedFrom(k, 'search')),
      );
      for (let round = 0; round <= rounds; round++) {
        score[0][round] += runs[0].score[round];
        score[1][round] += runs[1].score[round];
      }
      runs.forEach((one, a) => {
        runs.forEach((other, b) => {
          if (one.score[rounds] > other.score[rounds] + 1e-12) wins[a][b]++;
        });
      });
    }
    process.stdout.write(`${wins.map((row) => row.join(' ')).join('\n')}\n`);
    published.forEach((row, a) => {
      row.forEach((theirs, b) => {
        if (a === b) return;
        const pooled = (theirs + wins[a][b]) / (theirLandscapes + landscapes);
        const z =
          (wins[a][b] / landscapes - theirs / theirLandscapes) /
          Math.sqrt(pooled * (1 - pooled) * (1 / landscapes + 1 / theirLandscapes));
        expect(Math.abs(z), `${a} over ${b}: ${wins[a][b]}, published ${theirs}`).toBeLessThanOrEqual(3);
      });
    });
    const crossing = score[1].findIndex((value, round) => round > 0 && value > score[0][round]);
    process.stdout.write(`line overtakes full after round ${crossing}\n`);
    expect(crossing).toBeGreaterThanOrEqual(16);
    expect(crossing).toBeLessThanOrEqual(21);
  });
});

describe('links over a hierarchy (Dodds, Watts & Sabel 2003)', () => {
  const n = 3906;
  const hierarchy = Int32Array.from({ length: n }, (_, i) => (i === 0 ? -1 : Math.floor((i - 1) / 5)));
  const spine = soundSpine(hierarchy);
  const busiest = (depthScale: number, distanceScale: number, count: number, seed: number): number => {
    const links = sampleLinks(spine, { depthScale, distanceScale }, count, randomStream(seed, 'links'));
    return Math.max(...messageLoads(routingNetwork(hierarchy, links.a, links.b), { reach: 1 }).load);
  };

  it('are least congested near (0.5, 0.5) on a ten by ten grid', () => {
    const targets = Array.from({ length: 781 }, (_, k) => k * 5);
    const points = Array.from({ length: 100 }, (_, k) => {
      const [depthScale, distanceScale] = [(1 + Math.floor(k / 10)) / 10, (1 + (k % 10)) / 10];
      const links = sampleLinks(spine, { depthScale, distanceScale }, n, randomStream(0, 'grid'));
      const { load } = messageLoads(routingNetwork(hierarchy, links.a, links.b), { reach: 1, targets });
      return { depthScale, distanceScale, rough: Math.max(...load) };
    });
    // One network and a fifth of the targets tell the far points; the ten best are followed exactly over ten networks.
    const best = points
      .sort((p, q) => p.rough - q.rough)
      .slice(0, 10)
      .map(({ depthScale, distanceScale }) => {
        let sum = 0;
        for (let seed = 1; seed <= 10; seed++) sum += busiest(depthScale, distanceScale, n, seed);
        return { depthScale, distanceScale, mean: sum / 10 };
      })
      .sort((p, q) => p.mean - q.mean);
    process.stdout.write(
      `${best.map((point) => `(${point.depthScale}, ${point.distanceScale}) ${point.mean.toFixed(5)}`).join('\n')}\n`,
    );
    expect([best[0].depthScale, best[0].distanceScale]).toEqual([0.5, 0.5]);
  });

  it('reach nine tenths of what they can relieve at one link a person', () => {
    const { depthScale, distanceScale } = linkClasses.multiscale;
    const mean = (count: number) =>
      [1, 2, 3, 4, 5].reduce((sum, seed) => sum + busiest(depthScale, distanceScale, count, seed), 0) / 5;
    const [none, one, many] = [busiest(0.5, 0.5, 0, 1), mean(n), mean(5 * n)];
    process.stdout.write(`busiest share without links ${none}, at m = N ${one}, at m = 5 N ${many}\n`);
    expect((none - one) / (none - many)).toBeGreaterThanOrEqual(0.9);
  });
});
