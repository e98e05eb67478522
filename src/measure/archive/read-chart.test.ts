import { describe, expect, it } from 'vitest';
import { scriptedChart, scriptedSource } from '../../../test/archive/scripted-source.ts';
import { openArchive } from './archive.ts';
import type { ReadChartOptions } from './read-chart.ts';

type Positions = Parameters<typeof scriptedChart>[0];

/** The chart of several files, person by person: manager, unit and level. */
const chartOf = async (charts: readonly Positions[], options: ReadChartOptions = {}, accounts = {}) => {
  const archive = await openArchive(null);
  await archive.importSource(
    scriptedSource({ acts: [{ id: '1', at: 1, by: 'zoe', to: ['ana'] }], accounts }),
  );
  for (const [i, positions] of charts.entries()) {
    await archive.importSource(scriptedChart(positions, `chart ${i}`), { origin: `/${i}` });
  }
  const { people } = await archive.readEvents();
  const chart = await archive.readChart(people, options);
  await archive.close();
  if (chart === null) return null;
  const nameOf = (person: number) => (person < 0 ? null : people[person].id.replace(/^mail:|@.*/g, ''));
  return Object.fromEntries(
    people.map((_, p) => [
      nameOf(p),
      chart.isCharted[p] === 1
        ? [nameOf(chart.manager[p]), chart.units[chart.unit[p]] ?? null, chart.level[p]]
        : 'none',
    ]),
  );
};

describe('reading a chart', () => {
  it('is null where nobody stands in one', async () => {
    expect(await chartOf([])).toBeNull();
  });

  it('measures level by steps from the top where no level is written, higher nearer the top', async () => {
    const chart = await chartOf([
      [
        { person: 'ana' },
        { person: 'bo', manager: 'ana', unit: 'Work' },
        { person: 'chi', manager: 'bo', unit: 'Work' },
        { person: 'dee', manager: 'ana', unit: 'Rest' },
        { person: 'alone' },
      ],
    ]);
    expect(chart).toEqual({
      alone: [null, null, Number.NaN],
      ana: [null, null, 2],
      bo: ['ana', 'Work', 1],
      chi: ['bo', 'Work', 0],
      dee: ['ana', 'Rest', 1],
      zoe: 'none',
    });
  });

  it('turns levels so that higher is nearer the top, whichever end the file means', async () => {
    const positions = [
      { person: 'ana', level: 1 },
      { person: 'bo', level: 3, manager: 'ana' },
      { person: 'chi' },
    ];
    const low = await chartOf([positions]);
    expect([low?.ana, low?.bo, low?.chi]).toEqual([
      [null, null, 2],
      ['ana', null, 0],
      [null, null, Number.NaN],
    ]);
    const high = await chartOf([positions], { levelTop: 'high' });
    expect([high?.ana[2], high?.bo[2]]).toEqual([1, 3]);
  });

  it('counts a manager who is named without a position of their own', async () => {
    const chart = await chartOf([[{ person: 'bo', manager: 'ana' }]]);
    expect(chart?.ana).toEqual([null, null, 1]);
    expect(chart?.bo).toEqual(['ana', null, 0]);
  });

  it('shows the positions in force at a time, and the latest where no time is asked for', async () => {
    const first = [
      { person: 'ana', untilMs: 100 },
      { person: 'bo', manager: 'ana', fromMs: 0, untilMs: 100 },
      { person: 'bo', manager: 'chi', fromMs: 100 },
      { person: 'chi', fromMs: 100 },
    ];
    expect((await chartOf([first], { at: 99 }))?.bo[0]).toBe('ana');
    expect((await chartOf([first], { at: 99 }))?.chi).toBe('none');
    expect((await chartOf([first], { at: 100 }))?.bo[0]).toBe('chi');
    expect((await chartOf([first]))?.bo[0]).toBe('chi');
    expect((await chartOf([first, [{ person: 'bo', manager: 'zoe', fromMs: 100 }]]))?.bo[0]).toBe('zoe');
  });

  it('replaces what the same file said before', async () => {
    const archive = await openArchive(null);
    const chart = async (positions: Positions) =>
      archive.importSource(scriptedChart(positions), { origin: '/chart' });
    await chart([{ person: 'ana' }, { person: 'bo', manager: 'ana' }]);
    expect((await chart([{ person: 'ana' }])).positions).toBe(1);
    const { people } = await archive.readEvents();
    expect([...(await archive.readChart(people))!.isCharted]).toEqual([1, 0]);
    await archive.close();
  });

  it('bears with a cycle that merged accounts close, and with managing oneself', async () => {
    const accounts = { zoe: { mapsTo: 'mail:ana@example.org' } };
    const chart = await chartOf(
      [
        [
          { person: 'zoe', manager: 'bo' },
          { person: 'bo', manager: 'ana' },
          { person: 'eva', manager: 'eva' },
        ],
      ],
      {},
      accounts,
    );
    expect(chart?.bo).toEqual(['zoe', null, Number.NaN]);
    expect(chart?.zoe).toEqual(['bo', null, Number.NaN]);
    expect(chart?.eva[0]).toBeNull();
  });

  it('takes a number in the chart and the same number in a table for one account', async () => {
    const archive = await openArchive(null);
    const positions = [
      {
        person: 'x',
        account: {
          key: 'org-chart:17',
          name: 'Ana Belmont',
          address: null,
          login: '17',
          isBot: false,
          mapsTo: null,
        },
      },
    ];
    await archive.importSource(scriptedChart(positions));
    expect((await archive.readPeople()).people[0]!.id).toBe('table:17');
    await archive.close();
  });
});

describe('a chart of people who are in no trace', () => {
  const archiveOf = async (...charts: readonly Positions[]) => {
    const archive = await openArchive(null);
    await archive.importSource(scriptedSource({ acts: [{ id: '1', at: 1, by: 'zoe', to: ['ana'] }] }));
    for (const [i, positions] of charts.entries()) {
      await archive.importSource(scriptedChart(positions, `chart ${i}`), { origin: `/${i}` });
    }
    return archive;
  };

  it('is refused where it names nobody else, and leaves nothing behind', async () => {
    const archive = await archiveOf();
    const strangers = scriptedChart([{ person: 'bo', manager: 'eva' }], 'strangers.csv');
    await expect(archive.importSource(strangers, { origin: '/s' })).rejects.toThrow('chart-strangers');
    const { people } = await archive.readEvents();
    expect(people.map(({ id }) => id)).toEqual(['mail:ana@example.org', 'mail:zoe@example.org']);
    expect((await archive.sources()).map(({ type }) => type)).not.toContain('org-chart');
    expect(await archive.readChart(people)).toBeNull();
    await archive.close();
  });

  it('is counted where it names others too, managers without a position among them', async () => {
    const archive = await archiveOf([
      { person: 'ana', manager: 'zoe' },
      { person: 'bo', manager: 'eva' },
    ]);
    const { people } = await archive.readEvents();
    expect((await archive.readChart(people))?.overlap).toEqual({ people: 4, strangers: 2 });
    await archive.close();
  });
});
