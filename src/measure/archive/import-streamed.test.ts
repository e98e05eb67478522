import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentsOf, linesOf } from '../../../test/archive/archive-contents.ts';
import { type ScriptedAct, scriptedSource } from '../../../test/archive/scripted-source.ts';
import { untimed } from '../../base/time.ts';
import { openArchive } from './archive.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'equipo-archive-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const letters: readonly ScriptedAct[] = [
  { id: 'a', at: 1000, by: 'ana', to: ['bo', 'chi'] },
  { id: 'b', at: 2000, by: 'bo', to: ['ana'] },
  { id: 'c', at: 2000, by: 'chi' },
  { id: 'd', at: untimed, by: 'dee', to: [{ to: 'ana', kind: 'stated-tie', weight: 3 }] },
  { id: 'e', at: 4000, by: 'ana', to: [{ to: 'bo', kind: 'git-co-author', isInward: true }] },
];

describe('importing a streamed source', () => {
  it('keeps every act and interaction, and a letter to two weighs as much as a letter to one', async () => {
    const archive = await openArchive(null);
    const summary = await archive.importSource(scriptedSource({ acts: letters }));
    expect(summary.acts).toEqual({ new: 5, known: 0 });
    expect(summary.interactions).toEqual({ new: 5, known: 0 });
    expect(summary.accounts).toEqual({ new: 4, known: 0 });
    expect(summary.isComplete).toBe(true);
    expect(await linesOf(archive)).toEqual([
      '-Infinity dee → ana stated-tie 3',
      '1000 ana → bo mail-opening 0.5',
      '1000 ana → chi mail-opening 0.5',
      '2000 bo → ana mail-opening 1',
      '2000 chi → · mail-post 1',
      '4000 bo → ana git-co-author 1',
    ]);
    await archive.close();
  });

  it('adds nothing when the same source is read again, whole or from its checkpoint', async () => {
    const archive = await openArchive(null);
    await archive.importSource(scriptedSource({ acts: letters }), { origin: '/here' });
    const before = await contentsOf(archive);
    const again = await archive.importSource(scriptedSource({ acts: letters }), { origin: '/here' });
    expect(again.acts).toEqual({ new: 0, known: 0 });
    const copied = await archive.importSource(scriptedSource({ acts: letters }), { origin: '/copy' });
    expect(copied.acts).toEqual({ new: 0, known: 5 });
    expect(copied.interactions).toEqual({ new: 0, known: 5 });
    expect(copied.accounts).toEqual({ new: 0, known: 4 });
    expect(await contentsOf(archive)).toEqual(before);
    await archive.close();
  });

  it('counts a message that lies in two mailboxes, or twice in one, once', async () => {
    const archive = await openArchive(null);
    const first = { id: 'a', at: 1000, by: 'ana', to: ['bo'] };
    await archive.importSource(scriptedSource({ acts: [first, first] }), { origin: '/bo' });
    const copy = { ...first, to: ['bo', 'chi'] };
    const summary = await archive.importSource(scriptedSource({ acts: [copy] }), { origin: '/chi' });
    expect(summary.acts).toEqual({ new: 0, known: 1 });
    expect(summary.interactions).toEqual({ new: 1, known: 1 });
    expect(await linesOf(archive)).toEqual([
      '1000 ana → bo mail-opening 0.5',
      '1000 ana → chi mail-opening 0.5',
    ]);
    await archive.close();
  });

  it('gives an act its recipients when a later copy names them', async () => {
    const archive = await openArchive(null);
    await archive.importSource(scriptedSource({ acts: [{ id: 'a', at: 1, by: 'ana' }] }), { origin: '/1' });
    const named = [{ id: 'a', at: 1, by: 'ana', to: ['bo'] }];
    await archive.importSource(scriptedSource({ acts: named }), { origin: '/2' });
    expect(await linesOf(archive)).toEqual(['1 ana → bo mail-opening 1']);
    await archive.close();
  });

  it('takes acts of two spaces of ids for different acts', async () => {
    const archive = await openArchive(null);
    const acts = [{ id: 'a', at: 1, by: 'ana', to: ['bo'] }];
    await archive.importSource(scriptedSource({ acts, idSpace: 'mail' }), { origin: '/1' });
    await archive.importSource(scriptedSource({ acts, idSpace: 'git' }), { origin: '/2' });
    expect(await linesOf(archive)).toHaveLength(2);
    await archive.close();
  });

  it('goes on where it was stopped, and says that it was', async () => {
    const acts = Array.from({ length: 30 }, (_, i) => ({
      id: `m${i}`,
      at: i,
      by: `p${i % 4}`,
      to: [`p${(i + 1) % 4}`],
    }));
    const stop = new AbortController();
    const archive = await openArchive(null);
    const stopping = scriptedSource({
      acts,
      beforeBatch: (done) => (done === 12 ? stop.abort() : undefined),
    });
    const first = await archive.importSource(stopping, { origin: '/m', signal: stop.signal });
    expect(first.isComplete).toBe(false);
    expect(first.acts.new).toBe(15);
    expect((await archive.sources())[0]!.isComplete).toBe(false);
    const seen: number[] = [];
    const rest = await archive.importSource(
      scriptedSource({ acts, beforeBatch: (done) => void seen.push(done) }),
      {
        origin: '/m',
      },
    );
    expect(seen[0]).toBe(15);
    expect(rest.acts).toEqual({ new: 15, known: 0 });
    expect((await archive.sources())[0]!.isComplete).toBe(true);
    const whole = await openArchive(null);
    await whole.importSource(scriptedSource({ acts }));
    expect(await contentsOf(archive)).toEqual(await contentsOf(whole));
    await archive.close();
    await whole.close();
  });

  it('sums diagnostics over batches and continued reads, and does not repeat them when read anew', async () => {
    const archive = await openArchive(null);
    const note = { code: 'git-shallow', place: 'commit 1', count: 1 };
    const odd = { code: 'self-loop', place: 'message 2', count: 2 };
    const script = { acts: letters, notes: [note], diagnostics: [odd, odd] };
    const summary = await archive.importSource(scriptedSource(script), { origin: '/a' });
    expect(summary.diagnostics).toEqual([note, { ...odd, count: 4 }]);
    await archive.importSource(scriptedSource(script), { origin: '/a' });
    const { coverage } = await archive.readEvents();
    expect(coverage.diagnostics.map(({ code, count }) => [code, count])).toEqual([
      ['git-shallow', 1],
      ['self-loop', 4],
    ]);
    await archive.close();
  });

  it('writes no native id, context, path or origin to disk, only hashes under a key', async () => {
    const path = join(folder, 'silent.duckdb');
    const archive = await openArchive(path);
    const acts = [
      {
        id: 'native-id-in-the-clear',
        at: 1,
        by: 'ana',
        to: ['bo'],
        context: 'channel-in-the-clear',
        answers: ['ancestor-in-the-clear'],
        paths: [
          { path: 'path-in-the-clear', status: 'renamed' as const, previousPath: 'former-in-the-clear' },
        ],
      },
    ];
    await archive.importSource(scriptedSource({ acts }), { origin: '/origin-in-the-clear' });
    const inFiles = () =>
      readdirSync(folder)
        .filter((file) => file.startsWith('silent'))
        .map((file) => readFileSync(join(folder, file), 'latin1'))
        .join('');
    expect(inFiles()).not.toContain('in-the-clear');
    await archive.close();
    // The names of accounts are meant to be there: this shows that the search would find a text.
    expect(inFiles()).toContain('ana@example.org');
    expect(inFiles()).not.toContain('in-the-clear');
  });

  it('knows the fullest of what sources say about an account, whichever comes first', async () => {
    const acts = [{ id: 'a', at: 1, by: 'ana' }];
    const sources = [
      scriptedSource({ acts, accounts: { ana: { name: 'Ana' } } }),
      scriptedSource({ acts, accounts: { ana: { name: 'Ana Belmont', login: 'ana' } } }),
      scriptedSource({ acts, accounts: { ana: { name: 'A. B.', isBot: true } } }),
    ];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      const archive = await openArchive(null);
      for (const index of order) await archive.importSource(sources[index]!, { origin: `/${index}` });
      const [person] = (await archive.readPeople()).people;
      expect(person!.accounts).toEqual([
        expect.objectContaining({ name: 'Ana Belmont', login: 'ana', isBot: true }),
      ]);
      await archive.close();
    }
  });

  it('holds the same in the end however the acts are cut into batches and imports', async () => {
    const person = fc.constantFrom('ana', 'bo', 'chi', 'dee');
    const act = fc.record({
      at: fc.integer({ min: 0, max: 5 }),
      by: person,
      to: fc.uniqueArray(person, { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat({ max: 12 }),
        async (drawn, actsPerBatch, cut) => {
          const acts = drawn.map((each, i) => ({ ...each, id: `m${i}` }));
          const whole = await openArchive(null);
          await whole.importSource(scriptedSource({ acts }));
          const parts = await openArchive(null);
          await parts.importSource(scriptedSource({ acts: acts.slice(cut), actsPerBatch }), { origin: '/1' });
          await parts.importSource(scriptedSource({ acts: acts.slice(0, cut + 2), actsPerBatch }), {
            origin: '/2',
          });
          expect(await contentsOf(parts)).toEqual(await contentsOf(whole));
          await whole.close();
          await parts.close();
        },
      ),
      { seed: 1, numRuns: 12 },
    );
  });
});
