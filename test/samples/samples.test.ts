import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { simulateTurning } from '../../scripts/simulate-turning.ts';
import { readSample, sampleIds } from '../../src/app/samples.ts';

const file = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../samples/${path}`, import.meta.url)), 'utf8');

const rowsOf = (path: string): string[][] =>
  file(path)
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

describe('the ready organisations', () => {
  it('name files that exist', () => {
    for (const id of sampleIds()) {
      const sample = readSample(id);
      for (const path of [...sample.sources, ...(sample.chart === null ? [] : [sample.chart])]) {
        expect(existsSync(path), path).toBe(true);
      }
    }
    expect(sampleIds()).toEqual(['managers', 'turning']);
  });

  it('are refused by name when there is no such one, with those there are', () => {
    expect(() => readSample('nobody')).toThrow('sample-unknown');
    expect(() => readSample('../docs')).toThrow('sample-unknown');
  });

  it('have the managers as published: 190 advice ties, 102 friendships, 20 who report to someone', () => {
    expect(rowsOf('managers/advice.csv')).toHaveLength(190);
    expect(rowsOf('managers/friendship.csv')).toHaveLength(102);
    const chart = rowsOf('managers/chart.csv');
    expect(chart).toHaveLength(21);
    expect(chart.filter(([, manager]) => manager !== '')).toHaveLength(20);
  });

  it('say of the simulated one that it is simulated', () => {
    expect(readSample('turning').isSimulated).toBe(true);
    expect(readSample('managers').isSimulated).toBe(false);
  });
});

describe('the simulated organisation', () => {
  it('comes out of its generator byte for byte', () => {
    const { interactions, chart } = simulateTurning(1);
    expect(interactions).toBe(file('turning/interactions.csv'));
    expect(chart).toBe(file('turning/chart.csv'));
  });

  it('comes out different from another seed', () => {
    expect(simulateTurning(2).interactions).not.toBe(file('turning/interactions.csv'));
  });

  it('tells the story its README tells: fewer questions up the line, more answers, sooner', () => {
    const managerOf = new Map(rowsOf('turning/chart.csv').map(([employee, manager]) => [employee, manager]));
    const rows = rowsOf('turning/interactions.csv').map(([time, from, to, kind, context]) => ({
      year: time.slice(0, 4),
      timeMs: Date.parse(time),
      from,
      to,
      kind,
      context,
    }));
    const told = ['2023', '2024'].map((year) => {
      const asked = rows.filter((row) => row.year === year && row.kind === 'message');
      const answers = new Map(
        rows
          .filter((row) => row.kind === 'reply')
          .reverse()
          .map((row) => [row.context, row]),
      );
      const waits = asked
        .flatMap((row) => {
          const answer = answers.get(row.context);
          return answer === undefined ? [] : [answer.timeMs - row.timeMs];
        })
        .sort((a, b) => a - b);
      return {
        upShare: asked.filter((row) => managerOf.get(row.from) === row.to).length / asked.length,
        answeredShare: waits.length / asked.length,
        medianHours: waits[Math.floor(waits.length / 2)] / 3_600_000,
      };
    });
    const [before, after] = told;
    expect(before.upShare).toBeGreaterThan(0.6);
    expect(after.upShare).toBeLessThan(0.35);
    expect(before.answeredShare).toBeLessThan(0.5);
    expect(after.answeredShare).toBeGreaterThan(0.65);
    expect(after.medianHours).toBeLessThan(before.medianHours / 2);
  });
});
