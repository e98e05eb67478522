/**
 * The models against the figures of the papers they come from and closed forms. Slow counterparts, over many networks
 * and landscapes, are in scenario-models.slow.test.ts; docs/models.md has the numbers.
 */
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/base/random.ts';
import { tiesFromPairs } from '../../src/measure/network/csr.ts';
import { inferredSpine } from '../../src/scenario/designs/inferred-spine.ts';
import { cascadeBoundary, spreadBehaviour } from '../../src/scenario/models/contagion.ts';
import { forkJoinTime } from '../../src/scenario/models/fork-join.ts';
import { messageLoads } from '../../src/scenario/models/message-loads.ts';
import { capacityOf, queueState } from '../../src/scenario/models/queue.ts';
import { busiestFirst, keptTogether } from '../../src/scenario/models/robustness.ts';
import { routingNetwork } from '../../src/scenario/models/routing-network.ts';
import { type LinkClass, linkClasses, sampleLinks } from '../../src/scenario/models/sample-links.ts';
import { simulateQueue } from '../../src/scenario/models/simulate-queue.ts';
import { soundSpine } from '../../src/scenario/models/spine.ts';

const n = 3906;
const hierarchy = Int32Array.from({ length: n }, (_, i) => (i === 0 ? -1 : Math.floor((i - 1) / 5)));
const spine = soundSpine(hierarchy);

const withLinks = (link: LinkClass, seed: number) => {
  const { a, b } = sampleLinks(spine, link, n, randomStream(seed, 'links'));
  const network = routingNetwork(hierarchy, a, b);
  const { load } = messageLoads(network, {
    reach: 1,
    targets: Array.from({ length: 300 }, (_, k) => k * 13),
  });
  return {
    busiest: Math.max(...load),
    kept: keptTogether(network.offsets, network.ties, busiestFirst(load), [156])[0],
  };
};

describe('messages through a hierarchy (Dodds, Watts & Sabel 2003)', () => {
  it('put the exact load on its root', () => {
    const network = routingNetwork(hierarchy, [], []);
    for (const [reach, load] of [
      [1, 0.22627],
      [2, 0.58732],
      [5, 0.73297],
      [Number.POSITIVE_INFINITY, 0.80031],
    ]) {
      expect(Math.abs(messageLoads(network, { reach }).load[0] - load)).toBeLessThan(1e-4);
    }
  });

  it('order the five classes of links by congestion and by robustness', () => {
    const of = (link: LinkClass) => withLinks(link, 1);
    const team = of(linkClasses['local-team']);
    const divisions = of(linkClasses.interdivisional);
    const random = of(linkClasses.random);
    const multiscale = of(linkClasses.multiscale);
    const core = of(linkClasses['core-periphery']);
    expect(team.busiest).toBeGreaterThan(random.busiest);
    expect(divisions.busiest).toBeGreaterThan(random.busiest * 0.9);
    expect(random.busiest).toBeGreaterThan(2 * multiscale.busiest);
    expect(random.busiest).toBeGreaterThan(2 * core.busiest);
    expect(random.kept).toBeGreaterThan(0.999);
    expect(divisions.kept).toBeGreaterThan(0.999);
    expect(multiscale.kept).toBeGreaterThan(0.97);
    expect(multiscale.kept).toBeLessThan(random.kept);
    expect(team.kept).toBeLessThan(0.02);
    expect(core.kept).toBeLessThan(0.02);
  });
});

/** A tree, a star, a ring of cliques: who is above whom and what else is tied. */
const queueNetworks = {
  tree: routingNetwork(
    Int32Array.from({ length: 31 }, (_, i) => (i === 0 ? -1 : (i - 1) >> 1)),
    [],
    [],
  ),
  star: routingNetwork(
    Int32Array.from({ length: 12 }, (_, i) => (i === 0 ? -1 : 0)),
    [],
    [],
  ),
  'ring of cliques': (() => {
    const a: number[] = [];
    const b: number[] = [];
    for (let clique = 0; clique < 5; clique++) {
      for (let i = 0; i < 4; i++) {
        for (let j = i + 1; j < 4; j++) {
          a.push(4 * clique + i);
          b.push(4 * clique + j);
        }
      }
      a.push(4 * clique + 3);
      b.push((4 * (clique + 1)) % 20);
    }
    return routingNetwork(inferredSpine(20, a, b), a, b);
  })(),
} as const;

describe('waiting on a network (Guimerà et al. 2002)', () => {
  for (const [name, network] of Object.entries(queueNetworks)) {
    for (const share of [0.3, 0.6, 0.9]) {
      it(`is what its simulation shows, within 3 standard errors: ${name} at ${share} of what it can take`, () => {
        const count = network.spine.nodeCount;
        const { load: visits } = messageLoads(network, {
          reach: Number.POSITIVE_INFINITY,
          rule: 'shortest-path',
        });
        const rate = share * capacityOf(visits);
        const distance = Array.from({ length: count }, (_, target) => {
          const steps = new Int32Array(count).fill(-1);
          steps[target] = 0;
          const order = [target];
          for (const p of order) {
            for (let k = network.offsets[p]; k < network.offsets[p + 1]; k++) {
              if (steps[network.ties[k]] >= 0) continue;
              steps[network.ties[k]] = steps[p] + 1;
              order.push(network.ties[k]);
            }
          }
          return steps;
        });
        const simulated = simulateQueue({
          desks: count,
          rate,
          longestRoute: count,
          warmUp: 20_000,
          batchSize: 10_000,
          batchCount: 20,
          random: randomStream(7, name, share),
          route: (random, path) => {
            const source = random.below(count);
            const target = (source + 1 + random.below(count - 1)) % count;
            let at = source;
            let length = 0;
            path[length++] = at;
            while (at !== target) {
              let alike = 0;
              let next = -1;
              for (let k = network.offsets[at]; k < network.offsets[at + 1]; k++) {
                const other = network.ties[k];
                if (distance[target][other] !== distance[target][at] - 1) continue;
                alike++;
                if (random.uniform() * alike < 1) next = other;
              }
              at = next;
              path[length++] = at;
            }
            return length;
          },
        });
        const batches = [...simulated.batches];
        const mean = batches.reduce((sum, time) => sum + time, 0) / batches.length;
        const variance = batches.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (batches.length - 1);
        const exact = queueState(visits, rate);
        expect(exact.busiest).toBeCloseTo(share, 12);
        expect(Math.abs(mean - exact.time)).toBeLessThan(3 * Math.sqrt(variance / batches.length));
      });
    }
  }

  it('never ends past saturation', () => {
    expect(queueState([0.5, 0.25], 2).time).toBe(Number.POSITIVE_INFINITY);
    expect(queueState([0.5, 0.25], 1.9).time).toBeLessThan(100);
  });
});

describe('two people who must both answer (Flatto & Hahn 1984)', () => {
  it('take what a simulation of their two queues shows, within 1 %', () => {
    const load = 0.5;
    const random = randomStream(3, 'fork-join');
    const exponential = (rate: number) => -Math.log(1 - random.uniform()) / rate;
    let now = 0;
    const freeAt = [0, 0];
    let sum = 0;
    const count = 2_000_000;
    for (let k = 0; k < count; k++) {
      now += exponential(load);
      for (const desk of [0, 1]) freeAt[desk] = Math.max(now, freeAt[desk]) + exponential(1);
      sum += Math.max(freeAt[0], freeAt[1]) - now;
    }
    expect(Math.abs(sum / count / forkJoinTime(2, load) - 1)).toBeLessThan(0.01);
  });
});

describe('cascades on random graphs (Watts 2002)', () => {
  const people = 10_000;
  const cascades = (meanTies: number, tries: number): number => {
    const random = randomStream(11, 'poisson', meanTies);
    const count = (people * meanTies) / 2;
    const draw = () => Uint32Array.from({ length: count }, () => random.below(people));
    const { offsets, targets } = tiesFromPairs(people, draw(), draw());
    let global = 0;
    for (let k = 0; k < tries; k++) {
      const share = spreadBehaviour({ offsets, ties: targets }, [random.below(people)], 0.18, 200);
      if (share[200] > 0.1) global++;
    }
    return global;
  };

  it('end where the paper’s equation says', () => {
    expect(Math.abs(cascadeBoundary(0.18) - 5.765)).toBeLessThan(1e-3);
  });

  it('happen at 4 ties each and not at 7', () => {
    expect(cascades(4, 50)).toBeGreaterThan(0);
    expect(cascades(7, 500)).toBe(0);
  });

  it('become rare about the boundary', () => {
    expect(cascades(5.3, 300)).toBeGreaterThan(0);
    expect(cascades(6.3, 500)).toBe(0);
  });
});
