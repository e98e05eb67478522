import { describe, expect, it } from 'vitest';
import { randomStream } from '../../base/random.ts';
import { pairedDifference } from '../comparison/paired-difference.ts';
import { makeTemplate, templates } from '../designs/templates.ts';
import { spreadNews } from './contagion.ts';
import { decisionTime, decisionVisits } from './decision-visits.ts';
import { fitReach } from './fit-reach.ts';
import { drawLandscape } from './nk-landscape.ts';
import { routingNetwork } from './routing-network.ts';
import { linkClasses, sampleLinks } from './sample-links.ts';
import { organisationalDistance, soundSpine } from './spine.ts';
import { chooseTarget, targetChoice } from './target-choice.ts';

const tree = Int32Array.from({ length: 156 }, (_, i) => (i === 0 ? -1 : Math.floor((i - 1) / 5)));
const spine = soundSpine(tree);

describe('a landscape', () => {
  it('is the sum of its parts for every answer, whatever groups they are tabled in', () => {
    for (const [parts, interdependence] of [
      [8, 0],
      [9, 3],
      [12, 5],
      [6, 5],
      [12, 11],
    ]) {
      const { worth, best } = drawLandscape(parts, interdependence, randomStream(1, 'nk'));
      const random = randomStream(1, 'nk');
      const settings = 2 ** (interdependence + 1);
      const table = Array.from({ length: parts * settings }, () => random.uniform());
      let highest = 0;
      for (let answer = 0; answer < 2 ** parts; answer++) {
        let sum = 0;
        for (let i = 0; i < parts; i++) {
          let bits = 0;
          for (let j = 0; j <= interdependence; j++) bits += ((answer >> ((i + j) % parts)) & 1) * 2 ** j;
          sum += table[i * settings + bits];
        }
        expect(Math.abs(worth[answer] - sum)).toBeLessThan(1e-9);
        highest = Math.max(highest, worth[answer]);
      }
      expect(best).toBe(highest);
    }
  });
});

describe('whom people turn to', () => {
  it('is drawn in proportion to e^(−x/ξ), and ξ is found again in what was drawn', () => {
    const reach = 0.8;
    const choice = targetChoice(spine, reach);
    const random = randomStream(2, 'targets');
    const count = 20_000;
    const from = Uint32Array.from({ length: count }, () => random.below(156));
    const to = from.map((source) => chooseTarget(spine, choice, source, random.uniform()));
    expect(from.some((source, k) => source === to[k])).toBe(false);
    const found = fitReach(spine, from, to, new Float64Array(count).fill(1));
    expect(found.converged).toBe(true);
    expect(Math.abs(found.reach - reach)).toBeLessThan(0.03);
  });

  it('has a norm that is the sum over everybody else', () => {
    const { norm } = targetChoice(spine, 1.5);
    for (const source of [0, 3, 40, 155]) {
      let sum = 0;
      for (let target = 0; target < 156; target++) {
        if (target === source) continue;
        let [i, j] = [source, target];
        while (i !== j) {
          if (i > j) i = spine.parent[i];
          else j = spine.parent[j];
        }
        const [dI, dJ] = [spine.depth[source] - spine.depth[i], spine.depth[target] - spine.depth[i]];
        sum += Math.exp(-organisationalDistance(dI, dJ) / 1.5);
      }
      expect(norm[source]).toBeCloseTo(sum, 9);
    }
  });
});

describe('links', () => {
  it('are drawn once each, never along the spine, and all of a class where so many are asked for', () => {
    const links = sampleLinks(spine, linkClasses['local-team'], 10_000, randomStream(3, 'links'));
    const keys = new Set(
      Array.from(links.a, (a, e) => `${Math.min(a, links.b[e])}:${Math.max(a, links.b[e])}`),
    );
    // 31 teams of five have ten pairs each.
    expect(keys.size).toBe(310);
    expect(links.a).toHaveLength(310);
    expect(Array.from(links.a).every((a, e) => spine.parent[a] === spine.parent[links.b[e]])).toBe(true);
  });
});

describe('decisions', () => {
  it('by the common boss lie on the same desks as messages up and down a bare tree', () => {
    const design = makeTemplate(templates[0], 156, 1);
    const network = routingNetwork(design.above, [], []);
    const visited = decisionVisits(design, network, 1, 'deepest-ancestor', randomStream(1, 'pairs'));
    const byPair = decisionVisits(
      { ...design, deciders: { within: { by: 'those-concerned' }, between: { by: 'those-concerned' } } },
      network,
      1,
      'deepest-ancestor',
      randomStream(1, 'pairs'),
    );
    visited.visits.forEach((visits, p) => {
      expect(visits).toBeCloseTo(byPair.visits[p], 9);
    });
    expect(decisionTime(visited, 1e-9)).toBeCloseTo(
      visited.visits.reduce((sum, visits) => sum + visits, 0),
      6,
    );
    expect(decisionTime(visited, 1e6)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('news', () => {
  it('that always passes reaches who is so many ties away after so many steps', () => {
    const { offsets, ties } = routingNetwork(tree, [], []);
    const origin = Uint32Array.from({ length: 156 }, (_, i) => i);
    const share = spreadNews({ offsets, ties, origin }, [0], 1, 4, 1);
    expect(Array.from(share, (each) => Math.round(each * 156))).toEqual([1, 6, 31, 156, 156]);
  });
});

describe('a paired difference', () => {
  it('has the interval of Student’s t over differences', () => {
    // R 4.2.2: t.test(c(2, 4, 7), c(1, 2, 3), paired = TRUE) gives −1.461250 to 6.127916.
    const { difference, interval } = pairedDifference([1, 2, 3], [2, 4, 7]);
    expect(difference).toBeCloseTo(7 / 3, 12);
    expect(interval?.low).toBeCloseTo(-1.46125, 5);
    expect(interval?.high).toBeCloseTo(6.127916, 5);
  });

  it('is none where two sums differ by rounding alone', () => {
    const sum = 0.1 + 0.2 + 0.3;
    expect(pairedDifference([sum, sum], [0.6, 0.6]).interval).toEqual({ low: 0, high: 0 });
  });

  it('is endless where one is saturated, and none where both are', () => {
    const never = Number.POSITIVE_INFINITY;
    expect(pairedDifference([1, 2], [never, never])).toEqual({ difference: never, interval: null });
    expect(pairedDifference([never, never], [never, never]).difference).toBe(0);
  });
});
