import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpOrganisation } from '../../test/made-up-organisation.ts';
import { chartOf, eventsFrom, message, pyramid, reply } from '../../test/small-organisations.ts';
import { chartEvents } from './evaluation-tasks.ts';
import { nobody } from './network/events.ts';
import { View } from './network/view.ts';
import { pairIndex, portraitOf, weightBetween } from './portrait.ts';

const partition = (people: number, count: number) => Int32Array.from({ length: people }, (_, p) => p % count);

describe('a portrait', () => {
  it('holds all weight, once: inside communities or between two of them', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 6 }), (seed, count) => {
        const { events } = madeUpOrganisation(seed, { threads: 60 });
        const view = new View(events, { seed, givenPartition: partition(events.people, count) });
        const { communities, ties, people } = portraitOf(view, 'lived', count);
        const inside = communities.reduce((sum, community) => sum + community.internalWeight, 0);
        const between = ties.reduce((sum, tie) => sum + tie.weightAToB + tie.weightBToA, 0);
        const total = events.weight.reduce(
          (sum, weight, row) => sum + (events.to[row] === nobody ? 0 : weight),
          0,
        );
        expect(inside + between).toBeCloseTo(total, 8);
        expect(communities.reduce((sum, community) => sum + community.people, 0)).toBe(people);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it('knows of each tie who it touches, how much of it one person, as counting one by one does', () => {
    fc.assert(
      fc.property(fc.nat(1000), (seed) => {
        const { events } = madeUpOrganisation(seed, { threads: 40 });
        const communityOf = partition(events.people, 4);
        const view = new View(events, { seed, givenPartition: communityOf });
        const portrait = portraitOf(view, 'lived', 4);
        for (const tie of portrait.ties) {
          const [a, b] = [portrait.communities[tie.a].letter, portrait.communities[tie.b].letter].map(
            (letter) => letter.charCodeAt(0) - 65,
          );
          const touched = new Map<number, number>();
          for (let row = 0; row < events.from.length; row++) {
            const [from, to] = [events.from[row], events.to[row]];
            if (to === nobody) continue;
            const [x, y] = [communityOf[from], communityOf[to]].sort();
            if (x !== a || y !== b) continue;
            for (const person of [from, to])
              touched.set(person, (touched.get(person) ?? 0) + events.weight[row]);
          }
          const weight = [...touched.values()].reduce((sum, own) => sum + own, 0) / 2;
          const entropy = [...touched.values()].reduce(
            (sum, own) => sum - (own / 2 / weight) * Math.log(own / 2 / weight),
            0,
          );
          expect(tie.weightAToB + tie.weightBToA).toBeCloseTo(weight, 9);
          expect(tie.people).toBe(touched.size);
          expect(tie.topShare).toBeCloseTo(Math.max(...touched.values()) / weight, 9);
          expect(tie.effectivePeople).toBeCloseTo(Math.exp(entropy), 9);
        }
      }),
      { seed: 2, numRuns: 25 },
    );
  });

  it('runs ties from who turned to who was turned to: a reply flows to the one who asked', () => {
    // 0 and 1 ask 2 and 3, who answer; nobody of the second community asks.
    const rows = [
      { timeMs: 1, from: 0, to: 2 },
      { timeMs: 2, from: 1, to: 3 },
      { timeMs: 3, from: 2, to: 0, kind: 1 },
      { timeMs: 4, from: 3, to: 1, kind: 1 },
    ];
    const view = new View(eventsFrom(4, [message, reply], rows), {
      seed: 1,
      givenPartition: Int32Array.from([0, 0, 1, 1]),
    });
    const [tie] = portraitOf(view, 'lived', 2).ties;
    expect(tie).toMatchObject({ a: 0, b: 1, weightAToB: 4, weightBToA: 0, reciprocity: 0, people: 4 });
  });

  it('gives a community the same letter where others are missing, and none to people in no community', () => {
    const rows = [
      { timeMs: 1, from: 4, to: 5 },
      { timeMs: 2, from: 5, to: 4 },
      { timeMs: 3, from: 6, to: nobody },
    ];
    const view = new View(eventsFrom(7, [message], rows), {
      seed: 1,
      givenPartition: Int32Array.from([0, 0, 1, 1, 2, 2, -1]),
    });
    const { communities, people, ties } = portraitOf(view, 'lived', 3);
    expect(communities.map(({ letter, people: own }) => [letter, own])).toEqual([['C', 2]]);
    expect(communities[0].reciprocity).toBe(1);
    expect([people, ties]).toEqual([3, []]);
  });

  it('of a chart shows what it is: nothing returned, lead held by those who have reports', () => {
    const chart = chartOf(40, pyramid(4, 3));
    const view = new View(chartEvents(chart), { seed: 1, givenPartition: partition(40, 2) });
    const { communities, layer, isLeadMeasurable, people } = portraitOf(view, 'chart', 2);
    expect([layer, isLeadMeasurable, people]).toEqual(['chart', true, 40]);
    for (const community of communities) {
      expect(community.reciprocity ?? 0).toBe(0);
      expect(community.leadShare).toBeLessThan(0.35);
    }
  });
});

describe('weight between communities', () => {
  it('is that of the portrait’s ties, for the first communities', () => {
    const { events } = madeUpOrganisation(3);
    const communityOf = partition(events.people, 5);
    const view = new View(events, { seed: 1, givenPartition: communityOf });
    const sums = weightBetween(view, communityOf, 3);
    expect(sums.length).toBe(3);
    for (const tie of portraitOf(view, 'lived', 5).ties) {
      if (tie.b < 3)
        expect(sums[pairIndex(tie.a, tie.b, 3)]).toBeCloseTo(tie.weightAToB + tie.weightBToA, 10);
    }
  });
});
