import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesOf } from '../../../test/archive/archive-contents.ts';
import { type ScriptedAct, scriptedSource } from '../../../test/archive/scripted-source.ts';
import { untimed } from '../../base/time.ts';
import { openArchive } from './archive.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'equipo-archive-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const acts: readonly ScriptedAct[] = [
  { id: 'a', at: Date.UTC(2023, 10, 30), by: 'ana', to: ['bo'] },
  { id: 'b', at: Date.UTC(2024, 3, 1), by: 'bo', to: ['robert'] },
];
const keyOf = (name: string) => `mail:${name}@example.org`;

describe('an archive', () => {
  it('keeps corrections over closing, re-import and undoing', async () => {
    const path = join(folder, 'corrected.duckdb');
    const archive = await openArchive(path);
    await archive.importSource(scriptedSource({ acts }), { origin: '/1' });
    expect((await archive.readPeople()).people).toHaveLength(3);
    const merge = await archive.correct({ action: 'merge', accounts: [keyOf('bo'), keyOf('robert')] }, 1000);
    const bot = await archive.correct({ action: 'mark-bot', accounts: [keyOf('ana')] }, 2000);
    const split = await archive.correct(
      { action: 'split', accounts: [keyOf('x')], apartFrom: [keyOf('y')] },
      3000,
    );
    await archive.close();

    const again = await openArchive(path);
    await again.importSource(scriptedSource({ acts }), { origin: '/2' });
    expect(await linesOf(again)).toEqual([`${acts[1]!.at} bo → bo mail-opening 1`]);
    expect(await again.corrections()).toEqual([
      {
        id: merge,
        correction: { action: 'merge', accounts: [keyOf('bo'), keyOf('robert')] },
        madeAtMs: 1000,
        isUndone: false,
      },
      {
        id: bot,
        correction: { action: 'mark-bot', accounts: [keyOf('ana')] },
        madeAtMs: 2000,
        isUndone: false,
      },
      {
        id: split,
        correction: { action: 'split', accounts: [keyOf('x')], apartFrom: [keyOf('y')] },
        madeAtMs: 3000,
        isUndone: false,
      },
    ]);
    expect(await again.undoCorrection(bot)).toBe(true);
    expect(await again.undoCorrection(merge)).toBe(true);
    expect(await again.undoCorrection(merge)).toBe(false);
    expect(await again.undoCorrection(99)).toBe(false);
    expect(await linesOf(again)).toEqual([
      `${acts[0]!.at} ana → bo mail-opening 1`,
      `${acts[1]!.at} bo → robert mail-opening 1`,
    ]);
    await again.close();
  });

  it('gives the same pseudonyms each time, and unrelated ones for what leaves the machine', async () => {
    const path = join(folder, 'pseudonyms.duckdb');
    const many = Array.from({ length: 60 }, (_, i) => ({
      id: `${i}`,
      at: i,
      by: `p${i}`,
      to: [`p${i + 1}`],
    }));
    const archive = await openArchive(path);
    await archive.importSource(scriptedSource({ acts: many }));
    const { people } = await archive.readPeople();
    const kept = await archive.pseudonyms(people);
    const fresh = await archive.pseudonyms(people, 'fresh');
    await archive.close();
    const again = await openArchive(path);
    expect(await again.pseudonyms(people)).toEqual(kept);
    // Whoever comes later, sorted before or not, changes nobody's words.
    await again.importSource(scriptedSource({ acts: [{ id: 'z', at: 1, by: 'aaa', to: ['zzz'] }] }), {
      origin: '/z',
    });
    const grown = await again.pseudonyms((await again.readPeople()).people);
    for (const [id, words] of kept) expect(grown.get(id)).toBe(words);
    await again.close();
    expect(people.filter(({ id }) => kept.get(id) === fresh.get(id)).length).toBeLessThan(3);
  });

  it('records why it is kept, by whom and until when, and keeps what is not said again', async () => {
    const archive = await openArchive(null);
    expect(await archive.purpose()).toEqual({ why: null, heldBy: null, deleteAfterMs: null });
    await archive.recordPurpose({ why: 'to learn', heldBy: 'Ana', deleteAfterMs: null });
    await archive.recordPurpose({ why: null, heldBy: null, deleteAfterMs: 7 });
    expect(await archive.purpose()).toEqual({ why: 'to learn', heldBy: 'Ana', deleteAfterMs: 7 });
    await archive.close();
  });

  it('covers its time with calendar windows', async () => {
    const archive = await openArchive(null);
    expect(await archive.windows('quarter')).toEqual([]);
    await archive.importSource(
      scriptedSource({ acts: [...acts, { id: 'u', at: untimed, by: 'ana', to: ['bo'] }] }),
    );
    expect((await archive.windows('quarter')).map(({ id }) => id)).toEqual(['2023-Q4', '2024-Q1', '2024-Q2']);
    await archive.close();
  });

  it('tells its sources, and how much of them it understood', async () => {
    const archive = await openArchive(null);
    await archive.importSource(scriptedSource({ acts, label: 'one' }), { origin: '/1' });
    await archive.importSource(
      scriptedSource({ acts: [...acts, { id: 'c', at: 5, by: 'chi' }], label: 'two' }),
      { origin: '/2' },
    );
    const { coverage } = await archive.readEvents();
    expect(coverage).toEqual({
      sources: [
        {
          type: 'mbox',
          label: 'one',
          isOpenlyNamed: false,
          isComplete: true,
          acts: 2,
          interactions: 2,
          from: '2023-11-30T00:00:00.000Z',
          until: '2024-04-01T00:00:00.000Z',
        },
        {
          type: 'mbox',
          label: 'two',
          isOpenlyNamed: false,
          isComplete: true,
          acts: 1,
          interactions: 0,
          from: '1970-01-01T00:00:00.005Z',
          until: '1970-01-01T00:00:00.005Z',
        },
      ],
      accounts: 4,
      people: 4,
      merges: 0,
      botsLeftOut: 0,
      resolvedShare: 1,
      erased: { acts: 0, interactions: 0 },
      diagnostics: [],
    });
    await archive.close();
  });
});
