import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentsOf, linesOf } from '../../../test/archive/archive-contents.ts';
import { scriptedTable } from '../../../test/archive/scripted-source.ts';
import { noThread } from '../network/events.ts';
import type { TabularSource } from '../sources/source.ts';
import { openArchive } from './archive.ts';

let folder: string;
let path: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "equipo-table's-"));
  path = join(folder, 'rows.csv').replaceAll("'", "''");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type TableArguments = Parameters<typeof scriptedTable>;

const table = (
  columns: TableArguments[1],
  rows: TableArguments[2],
  changes: TableArguments[3] = {},
): TabularSource => {
  const written = scriptedTable(join(folder, 'rows.csv'), columns, rows, changes);
  return { ...written, select: changes.select ?? written.select.replaceAll(join(folder, 'rows.csv'), path) };
};

const importInto = async (source: TabularSource) => {
  const archive = await openArchive(null);
  const summary = await archive.importSource(source);
  return { archive, summary };
};

describe('importing a table', () => {
  it('reads rows whose columns have been found, addresses and names alike', async () => {
    const { archive, summary } = await importInto(
      table(
        ['time', 'from', 'to', 'kind', 'context', 'weight'],
        [
          ['1', ' Ana@Example.org ', 'Bo Lind', 'reply', 'thread 1', '2.5'],
          ['2.5', 'bo lind', 'Ana <ana@example.org>', '', 'thread 1', ''],
          ['3', 'ana@example.org', '', 'Post', '', ''],
        ],
      ),
    );
    expect(summary).toMatchObject({
      acts: { new: 3, known: 0 },
      interactions: { new: 2, known: 0 },
      accounts: { new: 2, known: 0 },
      diagnostics: [],
    });
    expect(await linesOf(archive)).toEqual([
      '1000 ana → table:bo lind reply 2.5',
      '2500 table:bo lind → ana message 1',
      '3000 ana → · post 1',
    ]);
    const { events, people } = await archive.readEvents();
    expect([...events.thread]).toEqual([0, 0, noThread]);
    expect(people.map(({ name }) => name)).toEqual(['Ana', 'Bo Lind']);
    await archive.close();
  });

  it('reads ISO times with and without zone, seconds, milliseconds, and times before 1970', async () => {
    const iso = await importInto(
      table(
        ['time', 'from', 'to'],
        [
          ['2024-01-05T10:00:00+02:00', 'ana', 'bo'],
          ['2024-01-05 08:00:01', 'ana', 'bo'],
          ['2024-01-05T08:00:02.25Z', 'ana', 'bo'],
          ['2024-01-05T08:01Z', 'ana', 'bo'],
          ['1969-12-31', 'ana', 'bo'],
        ],
        { timeFormat: 'iso' },
      ),
    );
    expect([...(await iso.archive.readEvents()).events.timeMs]).toEqual([
      -86_400_000,
      Date.UTC(2024, 0, 5, 8),
      Date.UTC(2024, 0, 5, 8, 0, 1),
      Date.UTC(2024, 0, 5, 8, 0, 2, 250),
      Date.UTC(2024, 0, 5, 8, 1),
    ]);
    const ms = await importInto(
      table(['time', 'from', 'to'], [['-1500', 'ana', 'bo']], { timeFormat: 'epoch-ms' }),
    );
    expect([...(await ms.archive.readEvents()).events.timeMs]).toEqual([-1500]);
    await iso.archive.close();
    await ms.archive.close();
  });

  it('takes ties without a time for untimed', async () => {
    const { archive } = await importInto(table(['from', 'to'], [['ana', 'bo']]));
    expect(await linesOf(archive)).toEqual(['-Infinity table:ana → table:bo message 1']);
    await archive.close();
  });

  it('says which rows it could not use, with the first row and how many, and drops nothing in silence', async () => {
    const { archive, summary } = await importInto(
      table(
        ['time', 'from', 'to', 'weight'],
        [
          ['1', 'ana', 'bo', ''],
          ['soon', 'ana', 'bo', ''],
          ['', 'ana', 'bo', ''],
          ['2', '', 'bo', ''],
          ['9e99', 'ana', 'bo', ''],
          ['3', ' ', ' ', ''],
          ['4', 'ana', 'bo', '-1'],
          ['5', 'ana', 'bo', 'much'],
          ['6', 'ana', 'bo', 'inf'],
        ],
      ),
    );
    expect(summary.diagnostics).toEqual([
      { code: 'table-row-empty', place: 'row 6', count: 1 },
      { code: 'table-sender-missing', place: 'row 4', count: 1 },
      { code: 'table-time-missing', place: 'row 3', count: 1 },
      { code: 'table-time-unreadable', place: 'row 2', count: 2 },
      { code: 'table-weight-unreadable', place: 'row 7', count: 3 },
    ]);
    expect(summary.acts.new).toBe(1);
    const { coverage } = await archive.readEvents();
    expect(coverage.resolvedShare).toBeCloseTo(1 / 9, 12);
    await archive.close();
  });

  it('takes rows that share a row number for one act to several people', async () => {
    const cells = table(
      ['time', 'from', 'to'],
      [
        ['1', 'ana', 'bo;chi'],
        ['2', 'ana', 'bo'],
        ['1', 'ana', 'bo;chi'],
      ],
    );
    // The row number is given before the cell is split.
    const select = `SELECT row_number, time, "from", unnest(string_split("to", ';')) AS "to", kind, context, weight FROM (${cells.select})`;
    const { archive, summary } = await importInto({ ...cells, select });
    expect(summary.acts.new).toBe(3);
    expect(await linesOf(archive)).toEqual([
      '1000 table:ana → table:bo message 0.5',
      '1000 table:ana → table:chi message 0.5',
      '1000 table:ana → table:bo message 0.5',
      '1000 table:ana → table:chi message 0.5',
      '2000 table:ana → table:bo message 1',
    ]);
    const again = await archive.importSource({ ...cells, select });
    expect(again.acts).toEqual({ new: 0, known: 3 });
    await archive.close();
  });

  it('makes kinds of names it does not know, with the default kind’s traits', async () => {
    const { archive } = await importInto(
      table(
        ['from', 'to', 'kind'],
        [
          ['ana', 'bo', 'Advice'],
          ['ana', 'bo', 'advice'],
          ['bo', 'ana', 'review'],
        ],
        {
          defaultKind: 'stated-tie',
        },
      ),
    );
    const { events } = await archive.readEvents();
    const named = events.kinds.filter(({ id }) => id === 'advice');
    expect(named).toEqual([
      { id: 'advice', isDirected: true, isAnswerable: false, isAnswer: false, lead: 'forward' },
    ]);
    expect([...events.kind].map((kind) => events.kinds[kind].id).sort()).toEqual([
      'advice',
      'advice',
      'review',
    ]);
    await archive.close();
  });

  it('makes kinds without direction where the table has none', async () => {
    const { archive } = await importInto(
      table(
        ['from', 'to', 'kind'],
        [
          ['ana', 'bo', ''],
          ['ana', 'bo', 'message'],
          ['ana', 'bo', 'meeting'],
        ],
        {
          defaultKind: 'contact',
          isDirected: false,
        },
      ),
    );
    const { events } = await archive.readEvents();
    const kinds = [...events.kind].map((kind) => events.kinds[kind]);
    expect(kinds.map(({ id }) => id).sort()).toEqual(['contact', 'meeting', 'message (undirected)']);
    for (const kind of kinds)
      expect(kind).toMatchObject({ isDirected: false, isAnswer: false, lead: 'none' });
    await archive.close();
  });

  it('does not keep text from a column that was mistaken for kinds', async () => {
    const { archive, summary } = await importInto(
      table(
        ['from', 'to', 'kind'],
        [
          ['ana', 'bo', 'message'],
          ['ana', 'bo', 'Hi Bo, shall we meet at eight? Ana'],
        ],
      ),
    );
    expect(summary.diagnostics).toEqual([{ code: 'table-kinds-not-names', place: 'row 2', count: 1 }]);
    const { events } = await archive.readEvents();
    expect(events.kinds.some(({ id }) => id.includes('eight'))).toBe(false);
    await archive.close();
  });

  it('tells identical rows apart by how often they occur, so a file that grew brings only its new rows', async () => {
    const cell = fc.constantFrom('ana', 'bo', 'chi');
    const rows = fc.array(fc.tuple(fc.constantFrom('1', '2'), cell, cell), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(rows, fc.nat({ max: 12 }), async (all, cut) => {
        const whole = await importInto(table(['time', 'from', 'to'], all));
        const grown = await importInto(table(['time', 'from', 'to'], all.slice(0, cut)));
        const rest = await grown.archive.importSource(table(['time', 'from', 'to'], all));
        const held = Math.min(cut, all.length);
        expect(rest.acts).toEqual({ new: all.length - held, known: held });
        expect(await contentsOf(grown.archive)).toEqual(await contentsOf(whole.archive));
        expect((await whole.archive.readEvents()).events.timeMs).toHaveLength(all.length);
        await whole.archive.close();
        await grown.archive.close();
      }),
      { seed: 2, numRuns: 15 },
    );
  });

  it('keeps nothing of a table whose import was stopped, and all of it the next time', async () => {
    const archive = await openArchive(null);
    const rows = [['1', 'ana', 'bo']];
    const stopped = await archive.importSource(table(['time', 'from', 'to'], rows), {
      signal: AbortSignal.abort(),
    });
    expect(stopped).toMatchObject({ isComplete: false, acts: { new: 0, known: 0 } });
    expect(await linesOf(archive)).toEqual([]);
    expect(await archive.sources()).toEqual([]);
    expect((await archive.importSource(table(['time', 'from', 'to'], rows))).acts.new).toBe(1);
    await archive.close();
  });

  it('stops the engine in the middle of a long read', async () => {
    const archive = await openArchive(null);
    const stop = new AbortController();
    const endless = table(['time', 'from', 'to'], [], {
      select: `SELECT i, i::VARCHAR, 'ana', 'bo', NULL, NULL, NULL FROM range(2000000000) AS r(i)`,
      rows: 2_000_000_000,
    });
    const asked: number[] = [];
    const summary = await archive.importSource(endless, {
      signal: stop.signal,
      onProgress: ({ done }) => {
        asked.push(done);
        stop.abort();
      },
    });
    expect(summary.isComplete).toBe(false);
    expect(asked.length).toBeGreaterThan(0);
    await archive.importSource(table(['from', 'to'], [['ana', 'bo']]));
    expect(await linesOf(archive)).toHaveLength(1);
    await archive.close();
  });
});
