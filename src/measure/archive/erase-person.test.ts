import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentsOf, linesOf } from '../../../test/archive/archive-contents.ts';
import {
  type ScriptedAct,
  scriptedChart,
  scriptedSource,
  scriptedTable,
} from '../../../test/archive/scripted-source.ts';
import { RefusalError } from '../../base/result.ts';
import { openArchive } from './archive.ts';
import { openEngine } from './engine.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'equipo-erase-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const acts: readonly ScriptedAct[] = [
  { id: 'a', at: 1, by: 'ana', to: ['bo', 'leaver'] },
  { id: 'b', at: 2, by: 'leaver', to: ['ana'], answers: ['a'] },
  { id: 'c', at: 3, by: 'bo', to: ['leaver'], answers: ['b'] },
  { id: 'd', at: 4, by: 'bo', to: ['ana'], answers: ['a'] },
];
const accounts = { leaver: { name: 'Lea Verlaine' } };
const leaver = 'mail:leaver@example.org';

const withoutLeaver = ['1 ana → bo mail-opening 1', '3 bo → ana mail-reply 1', '4 bo → ana mail-reply 1'];

describe('erasing a person', () => {
  it('leaves what others did, without them, and shows that something is missing', async () => {
    const archive = await openArchive(null);
    await archive.importSource(scriptedSource({ acts, accounts }));
    // Before, Bo answered Lea; after, the nearest ancestor that is held is none of hers.
    const candidates = acts.map((act) => (act.id === 'c' ? { ...act, answers: ['b', 'a'] } : act));
    await archive.importSource(scriptedSource({ acts: candidates, accounts }), { origin: '/copy' });
    expect(await archive.erasePerson(leaver)).toEqual({ accounts: 1, acts: 1, interactions: 3 });
    expect(await linesOf(archive)).toEqual(withoutLeaver);
    const { coverage, people } = await archive.readEvents();
    expect(people.map(({ id }) => id)).toEqual(['mail:ana@example.org', 'mail:bo@example.org']);
    expect(coverage.erased).toEqual({ acts: 1, interactions: 3 });
    expect(coverage.resolvedShare).toBeLessThan(1);
    await archive.close();
  });

  it('leaves no trace of them in the file, not even in its free space', async () => {
    const path = join(folder, 'traces.duckdb');
    const archive = await openArchive(path);
    await archive.importSource(scriptedSource({ acts, accounts }));
    await archive.importSource(
      scriptedChart([
        { person: 'leaver', manager: 'ana' },
        { person: 'bo', manager: 'leaver' },
      ]),
    );
    await archive.correct({ action: 'mark-person', accounts: [leaver] }, 1);
    const bytes = () =>
      readdirSync(folder)
        .filter((file) => file.startsWith('traces'))
        .map((file) => readFileSync(join(folder, file), 'latin1'))
        .join('');
    expect(bytes()).toMatch(/leaver@|Lea Verlaine/);
    await archive.erasePerson(leaver);
    expect(bytes()).not.toMatch(/leaver@|Lea Verlaine/);
    const { people } = await archive.readEvents();
    expect([...(await archive.readChart(people))!.manager]).toEqual([-1, -1]);
    expect(await archive.corrections()).toEqual([]);
    await archive.close();
    expect(bytes()).not.toMatch(/leaver@|Lea Verlaine/);
    const again = await openArchive(path);
    expect((await linesOf(again)).length).toBeGreaterThan(0);
    await again.close();
  });

  it('rewrites the file at the next opening where a kill came between', async () => {
    const path = join(folder, 'due.duckdb');
    const archive = await openArchive(path);
    await archive.importSource(scriptedSource({ acts, accounts }));
    const before = await contentsOf(archive);
    await archive.close();
    const engine = await openEngine(path, false);
    await engine.run("INSERT INTO meta VALUES ('rewriting', 'due')");
    engine.close();
    const again = await openArchive(path);
    expect(await contentsOf(again)).toEqual(before);
    await again.close();
    const checking = await openEngine(path, true);
    expect(await checking.number("SELECT count(*) FROM meta WHERE name = 'rewriting'")).toBe(0);
    checking.close();
    expect(readdirSync(folder).filter((file) => file.includes('rewritten'))).toEqual([]);
  });

  it('keeps them out of every later import: the same source, a copy, a table, a chart', async () => {
    const archive = await openArchive(null);
    await archive.importSource(scriptedSource({ acts, accounts }), { origin: '/1' });
    await archive.erasePerson(leaver);
    const before = await linesOf(archive);
    await archive.importSource(scriptedSource({ acts, accounts }), { origin: '/1' });
    await archive.importSource(scriptedSource({ acts, accounts }), { origin: '/2' });
    const rows = [
      ['5', 'leaver@example.org', 'ana@example.org'],
      ['6', 'bo@example.org', 'Leaver@Example.org'],
    ];
    const table = scriptedTable(join(folder, 'rows.csv'), ['time', 'from', 'to'], rows);
    await archive.importSource(table);
    await archive.importSource(scriptedChart([{ person: 'leaver' }, { person: 'bo', manager: 'leaver' }]));
    expect(await linesOf(archive)).toEqual([...before, '6000 bo → · message 1']);
    expect((await archive.readPeople()).people.map(({ id }) => id)).toEqual([
      'mail:ana@example.org',
      'mail:bo@example.org',
    ]);
    const { people } = await archive.readEvents();
    expect([...(await archive.readChart(people))!.isCharted]).toEqual([0, 1]);
    await archive.close();
  });

  it('refuses somebody it does not know', async () => {
    const archive = await openArchive(null);
    await expect(archive.erasePerson('mail:nobody@example.org')).rejects.toThrow(RefusalError);
    await archive.close();
  });

  it('comes to the same as an archive that never met them, for any traces and any moment of leaving', async () => {
    const name = fc.constantFrom('ana', 'bo', 'leaver');
    const drawn = fc.array(
      fc.record({
        by: name,
        to: fc.uniqueArray(name, { maxLength: 2 }),
        answers: fc.array(fc.nat({ max: 6 }), { maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 7 },
    );
    await fc.assert(
      fc.asyncProperty(drawn, fc.nat({ max: 7 }), async (rows, moment) => {
        const all = rows.map(({ by, to, answers }, i) => ({
          id: `m${i}`,
          at: i,
          by,
          to,
          answers: answers.filter((j) => j !== i).map((j) => `m${j}`),
        }));
        const archive = await openArchive(null);
        await archive.importSource(scriptedSource({ acts: all.slice(0, moment) }), { origin: '/1' });
        const isThere = (await archive.readPeople()).people.some(({ id }) => id === leaver);
        if (isThere) await archive.erasePerson(leaver);
        await archive.importSource(scriptedSource({ acts: all }), { origin: '/2' });
        if (!isThere && (await archive.readPeople()).people.some(({ id }) => id === leaver))
          await archive.erasePerson(leaver);
        const never = await openArchive(null);
        const others = all
          .filter(({ by }) => by !== 'leaver')
          .map((act) => ({ ...act, to: act.to.filter((to) => to !== 'leaver') }));
        await never.importSource(scriptedSource({ acts: others }));
        expect((await linesOf(archive)).sort()).toEqual((await linesOf(never)).sort());
        await archive.close();
        await never.close();
      }),
      { seed: 7, numRuns: 25 },
    );
  });
});
