import { describe, expect, it } from 'vitest';
import { madeUpOrganisation } from '../../../test/made-up-organisation.ts';
import { randomStream } from '../../base/random.ts';
import { untimed } from '../../base/time.ts';
import { type Events, noThread } from './events.ts';
import { blockCount, blocksOfThreads, jackknifeInterval, withoutBlock } from './jackknife.ts';

const blocksOf = (events: Events): Uint8Array => {
  const blocks = blocksOfThreads(events);
  if (typeof blocks === 'string') throw new Error(`expected blocks, but got ${blocks}`);
  return blocks;
};

describe('blocks of threads', () => {
  const { events } = madeUpOrganisation(2);
  const blocks = blocksOf(events);

  it('keep whole threads and whole acts together', () => {
    const blockOfThread = new Map<number, number>();
    for (const [row, block] of blocks.entries()) {
      if (events.timeMs[row] === untimed) continue;
      const key = events.thread[row] === noThread ? -1 - events.act[row] : events.thread[row];
      expect(block).toBe(blockOfThread.get(key) ?? block);
      blockOfThread.set(key, block);
    }
    const sizes = new Map<number, number>();
    for (const block of blockOfThread.values()) sizes.set(block, (sizes.get(block) ?? 0) + 1);
    expect([...sizes.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: blockCount }, (_, g) => g));
    expect(Math.max(...sizes.values()) - Math.min(...sizes.values())).toBeLessThanOrEqual(1);
  });

  it('follow the time their threads begin', () => {
    const begins = new Map<number, number>();
    for (const [row, block] of blocks.entries()) {
      if (events.timeMs[row] !== untimed && !begins.has(block)) begins.set(block, events.timeMs[row]);
    }
    const inOrder = [...begins].sort(([a], [b]) => a - b).map(([, begin]) => begin);
    expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
  });

  it('leave out each timed row once, and stated ties never', () => {
    const counts = new Map<number, number>();
    for (let g = 0; g < blockCount; g++) {
      const left = withoutBlock(events, blocks, g);
      expect(left.timeMs.filter((time) => time === untimed).length).toBe(
        events.timeMs.filter((time) => time === untimed).length,
      );
      counts.set(g, events.from.length - left.from.length);
    }
    const leftOut = [...counts.values()].reduce((sum, count) => sum + count, 0);
    expect(leftOut).toBe(events.timeMs.filter((time) => time !== untimed).length);
  });

  it('are none where nothing has a time, or under twenty threads', () => {
    const stated = { ...events, timeMs: events.timeMs.map(() => untimed) };
    expect(blocksOfThreads(stated)).toBe('untimed');
    expect(blocksOfThreads(madeUpOrganisation(2, { threads: 12 }).events)).toBe('few-threads');
  });
});

/** Normal draws by Box–Muller. */
const normal = (random: ReturnType<typeof randomStream>): number =>
  Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());

const meanWithout = (values: readonly number[], from: number, until: number): number => {
  let sum = 0;
  for (const [k, value] of values.entries()) if (k < from || k >= until) sum += value;
  return sum / (values.length - until + from);
};

describe('the jackknife interval', () => {
  it('is Student’s interval of block means where the value is a mean', () => {
    const values = Array.from({ length: 20 }, (_, k) => ((k * 7) % 20) / 3 + (k % 3));
    const mean = meanWithout(values, 0, 0);
    const replicates = values.map((_, k) => meanWithout(values, k, k + 1));
    const interval = jackknifeInterval(mean, replicates, 'identity');
    if (typeof interval === 'string') throw new Error(interval);
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 19;
    const reach = 2.0930240544082634 * Math.sqrt(variance / 20); // R: qt(.975, 19)
    expect(interval.low).toBeCloseTo(mean - reach, 10);
    expect(interval.high).toBeCloseTo(mean + reach, 10);
  });

  it('holds the true mean about 95 times in 100', () => {
    let held = 0;
    const trials = 2000;
    for (let trial = 0; trial < trials; trial++) {
      const random = randomStream(1, 'coverage', trial);
      const values = Array.from({ length: 200 }, () => 3 + 2 * normal(random));
      const replicates = Array.from({ length: 20 }, (_, g) => meanWithout(values, g * 10, g * 10 + 10));
      const interval = jackknifeInterval(meanWithout(values, 0, 0), replicates, 'identity');
      if (typeof interval !== 'string' && interval.low <= 3 && 3 <= interval.high) held++;
    }
    // Binomial: 95 % ± 4 standard errors of 0.49 points.
    expect(held / trials).toBeGreaterThan(0.93);
    expect(held / trials).toBeLessThan(0.97);
  });

  it('holds a true share about 95 times in 100, and stays a share', () => {
    let held = 0;
    const trials = 2000;
    for (let trial = 0; trial < trials; trial++) {
      const random = randomStream(2, 'coverage', trial);
      const values = Array.from({ length: 400 }, () => (random.uniform() < 0.1 ? 1 : 0));
      const replicates = Array.from({ length: 20 }, (_, g) => meanWithout(values, g * 20, g * 20 + 20));
      const interval = jackknifeInterval(meanWithout(values, 0, 0), replicates, 'logit');
      if (typeof interval === 'string') throw new Error(interval);
      expect(interval.low).toBeGreaterThan(0);
      expect(interval.high).toBeLessThan(1);
      if (interval.low <= 0.1 && 0.1 <= interval.high) held++;
    }
    expect(held / trials).toBeGreaterThan(0.93);
    expect(held / trials).toBeLessThan(0.975);
  });

  it('is none, and says why, at a bound or where a replicate is undefined', () => {
    expect(jackknifeInterval(1, [1, 1, 1], 'logit')).toBe('at-bound');
    expect(jackknifeInterval(0.5, [0.4, 0, 0.5], 'logit')).toBe('at-bound');
    expect(jackknifeInterval(0.5, [0.4, Number.NaN, 0.5], 'identity')).toBe('undefined-replicate');
    expect(jackknifeInterval(Number.NaN, [0.4, 0.4, 0.5], 'identity')).toBe('undefined-replicate');
  });
});
