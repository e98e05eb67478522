import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpOrganisation } from '../../../test/made-up-organisation.ts';
import { randomStream } from '../../base/random.ts';
import type { Events } from './events.ts';
import { shuffleTimes } from './time-shuffle.ts';
import { View } from './view.ts';

/** Rows of each act without their time: who does what to whom, in which thread. */
const deeds = (events: Events): string[] => {
  const acts = new Map<number, string[]>();
  for (let row = 0; row < events.act.length; row++) {
    const deed = [
      events.from[row],
      events.to[row],
      events.kind[row],
      events.weight[row],
      events.thread[row],
    ].join(' ');
    acts.set(events.act[row], [...(acts.get(events.act[row]) ?? []), deed]);
  }
  return [...acts.values()].map((rows) => rows.join(', ')).sort();
};

const times = (events: Events): string[] => {
  const perAct = new Map<number, string>();
  for (let row = 0; row < events.act.length; row++) {
    if (!perAct.has(events.act[row]))
      perAct.set(events.act[row], `${events.kind[row]} ${events.timeMs[row]}`);
  }
  return [...perAct.values()].sort();
};

describe('shuffling times', () => {
  it('keeps what is done and when anything of a kind is done, and moves which is done when', () => {
    fc.assert(
      fc.property(fc.nat(1000), (seed) => {
        const { events } = madeUpOrganisation(seed, { threads: 60 });
        const shuffled = shuffleTimes(events, randomStream(seed));
        expect(deeds(shuffled)).toEqual(deeds(events));
        expect(times(shuffled)).toEqual(times(events));
        expect(shuffled.from).not.toEqual(events.from);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it('leaves rows sorted by time, acts together and in order, untimed ties first', () => {
    const { events } = madeUpOrganisation(4);
    const shuffled = shuffleTimes(events, randomStream(4));
    for (let row = 1; row < shuffled.act.length; row++) {
      expect(shuffled.timeMs[row]).toBeGreaterThanOrEqual(shuffled.timeMs[row - 1]);
      expect(shuffled.act[row]).toBeGreaterThanOrEqual(shuffled.act[row - 1]);
    }
    const untimedRows = events.timeMs.filter((time) => time === Number.NEGATIVE_INFINITY).length;
    expect(shuffled.from.slice(0, untimedRows)).toEqual(events.from.slice(0, untimedRows));
  });

  it('changes nothing that does not look at time', () => {
    const { events } = madeUpOrganisation(6);
    const before = new View(events, { seed: 1 }).arcs();
    const after = new View(shuffleTimes(events, randomStream(6)), { seed: 1 }).arcs();
    expect(after.out.targets).toEqual(before.out.targets);
    for (const [k, weight] of (before.out.weights ?? []).entries()) {
      expect(after.out.weights?.[k]).toBeCloseTo(weight, 10);
    }
  });
});
