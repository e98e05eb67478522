import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../test/archive/archive-contents.ts';
import { type ScriptedAct, scriptedSource } from '../../../test/archive/scripted-source.ts';
import { untimed } from '../../base/time.ts';
import { openArchive } from './archive.ts';

const archiveOf = async (acts: readonly ScriptedAct[], accounts = {}) => {
  const archive = await openArchive(null);
  await archive.importSource(scriptedSource({ acts, accounts }));
  return archive;
};

describe('reading events', () => {
  it('gives columns that workers can share, sorted by time and then act, with acts in one piece', async () => {
    const archive = await archiveOf([
      { id: 'late', at: 9, by: 'ana', to: ['bo', 'chi', 'dee'] },
      { id: 'same', at: 5, by: 'bo', to: ['dee', 'ana'] },
      { id: 'time', at: 5, by: 'ana', to: ['chi', 'bo'] },
      { id: 'none', at: untimed, by: 'chi', to: ['ana'] },
    ]);
    const { events, people } = await archive.readEvents();
    expect(events.people).toBe(people.length);
    for (const column of [
      events.timeMs,
      events.from,
      events.to,
      events.kind,
      events.weight,
      events.act,
      events.thread,
    ]) {
      expect(column.buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(column).toHaveLength(8);
    }
    expect([...events.timeMs]).toEqual([Number.NEGATIVE_INFINITY, 5, 5, 5, 5, 9, 9, 9]);
    expect([...events.act]).toEqual([0, 1, 1, 2, 2, 3, 3, 3]);
    await archive.close();
  });

  it('takes a half-open span of time, and untimed ties only from the very beginning', async () => {
    const archive = await archiveOf(
      [untimed, -5, 0, 10, 20].map((at, i) => ({ id: `m${i}`, at, by: 'ana', to: ['bo'] })),
    );
    const times = async (span: { from?: number; until?: number }) => [
      ...(await archive.readEvents(span)).events.timeMs,
    ];
    expect(await times({ from: 0, until: 20 })).toEqual([0, 10]);
    expect(await times({ from: -5 })).toEqual([-5, 0, 10, 20]);
    expect(await times({ until: 0 })).toEqual([untimed, -5]);
    expect(await times({ from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY })).toHaveLength(5);
    expect(await times({ from: 100 })).toEqual([]);
    await archive.close();
  });

  it('leaves bots out, keeps what people did beside them, and brings them in when asked', async () => {
    const archive = await archiveOf(
      [
        { id: '1', at: 1, by: 'ana', to: ['bo', 'robot'] },
        { id: '2', at: 2, by: 'ana', to: ['robot'] },
        { id: '3', at: 3, by: 'robot', to: ['ana'] },
        { id: '4', at: 4, by: 'bo', to: [{ to: 'robot', isInward: true }] },
      ],
      { robot: { isBot: true } },
    );
    expect(await linesOf(archive)).toEqual([
      '1 ana → bo mail-opening 1',
      '2 ana → · mail-post 1',
      '4 bo → · mail-post 1',
    ]);
    expect(await linesOf(archive, { includeBots: true })).toHaveLength(5);
    const { coverage, people } = await archive.readEvents();
    expect(coverage.botsLeftOut).toBe(1);
    expect(coverage.people).toBe(people.length);
    await archive.close();
  });

  it('folds two accounts of one person into one arc', async () => {
    const archive = await archiveOf(
      [{ id: '1', at: 1, by: 'ana', to: ['bo', { to: 'robert', kind: 'mail-copy', weight: 1 / 3 }, 'chi'] }],
      { robert: { mapsTo: 'mail:bo@example.org' } },
    );
    expect(await linesOf(archive)).toEqual(['1 ana → bo mail-opening 0.5', '1 ana → chi mail-opening 0.5']);
    await archive.close();
  });

  it('keeps what a source says about weight, and sums it over accounts of one person', async () => {
    const archive = await archiveOf(
      [
        {
          id: '1',
          at: 1,
          by: 'ana',
          to: [
            { to: 'bo', weight: 0.2, kind: 'git-builds-on' },
            { to: 'robert', weight: 0.1, kind: 'git-builds-on' },
            { to: 'chi', weight: 2, kind: 'git-reviewed-by' },
          ],
        },
      ],
      { robert: { mapsTo: 'mail:bo@example.org' } },
    );
    expect(await linesOf(archive)).toEqual(['1 ana → bo git-builds-on 0.3', '1 ana → chi git-reviewed-by 2']);
    await archive.close();
  });

  it('shows who wrote to themselves, and gives that no share of the weight', async () => {
    const archive = await archiveOf([{ id: '1', at: 1, by: 'ana', to: ['ana', 'bo'] }]);
    const { events } = await archive.readEvents();
    expect([...events.from]).toEqual([0, 0]);
    expect([...events.to]).toEqual([0, 1]);
    expect(events.weight[1]).toBe(1);
    await archive.close();
  });

  it('reads events in the same order from two archives with different keys', async () => {
    const acts = Array.from({ length: 40 }, (_, i) => ({
      id: `m${i}`,
      at: i % 3,
      by: `p${i % 5}`,
      to: [`p${(i + 1 + (i % 3)) % 5}`, `p${(i + 4) % 5}`],
      answers: i % 4 === 0 ? [] : [`m${i - 1}`],
    }));
    const columns = await Promise.all(
      [0, 1].map(async () => {
        const archive = await archiveOf(acts);
        const { events } = await archive.readEvents();
        await archive.close();
        return [
          events.timeMs,
          events.from,
          events.to,
          events.kind,
          events.weight,
          events.act,
          events.thread,
        ].map((column) => [...column]);
      }),
    );
    expect(columns[0]).toEqual(columns[1]);
  });

  it('gives at most one arc per act and pair, shares 1, and agrees with folding by hand', async () => {
    const names = ['ana', 'anna', 'bo', 'chi', 'robot', 'tool'] as const;
    const personOf = (name: string) => (name === 'anna' ? 'ana' : name);
    const isBot = (name: string) => name === 'robot' || name === 'tool';
    const accounts = {
      anna: { mapsTo: 'mail:ana@example.org' },
      robot: { isBot: true },
      tool: { isBot: true },
    };
    const name = fc.constantFrom(...names);
    const drawnActs = fc.array(
      fc.record({
        by: name,
        to: fc.uniqueArray(name, { maxLength: 4 }),
        answers: fc.array(fc.nat({ max: 5 }), { maxLength: 1 }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(drawnActs, async (drawn) => {
        const acts = drawn.map(({ by, to, answers }, i) => ({
          id: `m${i}`,
          at: i,
          by,
          to: to.filter((each) => each !== by),
          answers: answers.filter((j) => j !== i && j < drawn.length).map((j) => `m${j}`),
        }));
        const archive = await archiveOf(acts, accounts);
        const expected = acts.flatMap((act) => {
          if (isBot(act.by)) return [];
          const from = personOf(act.by);
          const kindTo = new Map(
            act.to.filter((to) => !isBot(to)).map((to) => [personOf(to), 'mail-opening']),
          );
          const answered =
            act.answers[0] === undefined ? undefined : acts.find(({ id }) => id === act.answers[0])!.by;
          if (answered !== undefined && !isBot(answered) && personOf(answered) !== from) {
            kindTo.set(personOf(answered), 'mail-reply');
          }
          if (kindTo.size === 0) return [`${act.at} ${from} → · mail-post`];
          const shares = [...kindTo.keys()].filter((to) => to !== from).length;
          return [...kindTo].map(([to, kind]) =>
            to === from
              ? `${act.at} ${from} → ${to} ${kind}`
              : `${act.at} ${from} → ${to} ${kind} ${Math.round(1e9 / shares) / 1e9}`,
          );
        });
        // The weight of someone writing to themselves means nothing, and a post has 1 by definition.
        const told = (await linesOf(archive)).map((line) => {
          // A person goes by the account met first, which may be either of Ana's.
          const [at, from, , to, kind, weight] = line.split(' ').map((word) => personOf(word));
          return from === to || to === '·'
            ? `${at} ${from} → ${to} ${kind}`
            : `${at} ${from} → ${to} ${kind} ${weight}`;
        });
        expect(told.sort()).toEqual(expected.sort());
        await archive.close();
      }),
      { seed: 5, numRuns: 40 },
    );
  });
});
