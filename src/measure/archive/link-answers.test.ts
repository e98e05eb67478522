import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentsOf, linesOf } from '../../../test/archive/archive-contents.ts';
import { type ScriptedAct, scriptedSource } from '../../../test/archive/scripted-source.ts';
import { noThread } from '../network/events.ts';
import { type Archive, openArchive } from './archive.ts';
import { openEngine } from './engine.ts';

const archiveOf = async (...imports: readonly (readonly ScriptedAct[])[]): Promise<Archive> => {
  const archive = await openArchive(null);
  for (const [index, acts] of imports.entries()) {
    await archive.importSource(scriptedSource({ acts }), { origin: `/${index}` });
  }
  return archive;
};

/** Thread of each event's act, by the lines of the events, in small numbers. */
const threadsOf = async (archive: Archive): Promise<(number | null)[]> => {
  const { events } = await archive.readEvents();
  return [...events.thread].map((thread) => (thread === noThread ? null : thread));
};

describe('linking answers', () => {
  it('makes an answer go to whoever it answers, beside those it names, and shares 1 anew', async () => {
    const archive = await archiveOf([
      { id: 'q', at: 1, by: 'ana', to: ['bo'] },
      { id: 'r', at: 2, by: 'bo', to: ['chi'], answers: ['q'] },
    ]);
    expect(await linesOf(archive)).toEqual([
      '1 ana → bo mail-opening 1',
      '2 bo → ana mail-reply 0.5',
      '2 bo → chi mail-opening 0.5',
    ]);
    await archive.close();
  });

  it('lets the answer win over naming the same person', async () => {
    const archive = await archiveOf([
      { id: 'q', at: 1, by: 'ana' },
      { id: 'r', at: 2, by: 'bo', to: ['ana', 'chi'], answers: ['q'] },
    ]);
    expect(await linesOf(archive)).toEqual([
      '1 ana → · mail-post 1',
      '2 bo → ana mail-reply 0.5',
      '2 bo → chi mail-opening 0.5',
    ]);
    await archive.close();
  });

  it('turns a post without recipient into an answer', async () => {
    const archive = await archiveOf([
      { id: 'q', at: 1, by: 'ana' },
      { id: 'r', at: 2, by: 'bo', answers: ['q'] },
    ]);
    expect(await linesOf(archive)).toEqual(['1 ana → · mail-post 1', '2 bo → ana mail-reply 1']);
    await archive.close();
  });

  it('makes no arc of an answer to oneself, and keeps it in the thread', async () => {
    const archive = await archiveOf([
      { id: 'q', at: 1, by: 'ana', to: ['bo'] },
      { id: 'r', at: 2, by: 'ana', answers: ['q'] },
    ]);
    expect(await linesOf(archive)).toEqual(['1 ana → bo mail-opening 1', '2 ana → · mail-post 1']);
    expect(await threadsOf(archive)).toEqual([0, 0]);
    await archive.close();
  });

  it('answers the nearest ancestor that is held, and a nearer one that arrives later', async () => {
    const question = { id: 'q', at: 1, by: 'ana' };
    const middle = { id: 'm', at: 2, by: 'chi', answers: ['q'] };
    const reply = { id: 'r', at: 3, by: 'bo', answers: ['m', 'q'] };
    const archive = await archiveOf([reply], [question]);
    expect(await linesOf(archive)).toEqual(['1 ana → · mail-post 1', '3 bo → ana mail-reply 1']);
    await archive.importSource(scriptedSource({ acts: [middle] }), { origin: '/late' });
    expect(await linesOf(archive)).toEqual([
      '1 ana → · mail-post 1',
      '2 chi → ana mail-reply 1',
      '3 bo → chi mail-reply 1',
    ]);
    await archive.close();
  });

  it('puts two answers to a lost message into one thread, and a letter nobody answered into none', async () => {
    const archive = await archiveOf([
      { id: 'a', at: 1, by: 'ana', to: ['bo'], answers: ['lost'] },
      { id: 'b', at: 2, by: 'bo', to: ['ana'], answers: ['lost'] },
      { id: 'c', at: 3, by: 'chi', to: ['ana'] },
    ]);
    expect(await threadsOf(archive)).toEqual([0, 0, null]);
    await archive.close();
  });

  it('bears with acts that answer each other or themselves', async () => {
    const archive = await archiveOf([
      { id: 'a', at: 1, by: 'ana', answers: ['b', 'a'] },
      { id: 'b', at: 2, by: 'bo', answers: ['a'] },
    ]);
    expect(await linesOf(archive)).toEqual(['1 ana → bo mail-reply 1', '2 bo → ana mail-reply 1']);
    expect(await threadsOf(archive)).toEqual([0, 0]);
    await archive.close();
  });

  it('links what a killed import left unlinked when the archive is read', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'equipo-link-')), 'killed.duckdb');
    const archive = await openArchive(path);
    const acts = [
      { id: 'q', at: 1, by: 'ana' },
      { id: 'r', at: 2, by: 'bo', answers: ['q'] },
    ];
    await archive.importSource(scriptedSource({ acts }));
    await archive.close();
    // What lies on disk after a kill between the last unit of an import and the linking.
    const engine = await openEngine(path, false);
    await engine.run(
      "DELETE FROM answer; DELETE FROM thread; UPDATE meta SET value = 'unlinked' WHERE name = 'answers'",
    );
    engine.close();
    const again = await openArchive(path);
    expect(await linesOf(again)).toEqual(['1 ana → · mail-post 1', '2 bo → ana mail-reply 1']);
    expect(await threadsOf(again)).toEqual([0, 0]);
    await again.close();
    rmSync(dirname(path), { recursive: true });
  });

  it('comes to the same for any order and any cut of imports, and the same as reading off the statement', async () => {
    const name = fc.constantFrom('ana', 'bo', 'chi', 'dee');
    const acts = fc
      .array(
        fc.record({
          by: name,
          to: fc.uniqueArray(name, { maxLength: 3 }),
          answers: fc.uniqueArray(fc.nat({ max: 9 }), { maxLength: 3 }),
        }),
        { minLength: 2, maxLength: 8 },
      )
      .map((drawn) =>
        drawn.map(
          (
            { by, to, answers },
            i,
          ): ScriptedAct & { readonly to: readonly string[]; readonly answers: readonly string[] } => ({
            id: `m${i}`,
            at: i * 10,
            by,
            to: to.filter((each) => each !== by),
            answers: answers.map((j) => `m${j}`),
          }),
        ),
      );

    /** Threads by flooding over stated ancestry, held or not. */
    const floodedThreads = (all: readonly { readonly id: string; readonly answers: readonly string[] }[]) => {
      const near = new Map<string, Set<string>>();
      const tie = (a: string, b: string) => near.set(a, (near.get(a) ?? new Set()).add(b));
      for (const { id, answers } of all) {
        for (const target of answers) {
          if (target === id) continue;
          tie(id, target);
          tie(target, id);
        }
      }
      const threadOf = new Map<string, string>();
      for (const { id } of all) {
        if (threadOf.has(id) || !near.has(id)) continue;
        const queue = [id];
        while (queue.length > 0) {
          const at = queue.pop()!;
          if (threadOf.has(at)) continue;
          threadOf.set(at, id);
          queue.push(...(near.get(at) ?? []));
        }
      }
      return threadOf;
    };

    const expectedOf = (
      all: readonly (ScriptedAct & { readonly to: readonly string[]; readonly answers: readonly string[] })[],
    ): string[] => {
      const held = new Map(all.map((act) => [act.id, act]));
      const threadOf = floodedThreads(all);
      const threads = new Map<string, string[]>();
      const lines = all.flatMap((act) => {
        const answered = act.answers.filter((id) => id !== act.id).find((id) => held.has(id));
        const asker = answered === undefined ? undefined : held.get(answered)!.by;
        const kindTo = new Map(act.to.map((to) => [to, 'mail-opening']));
        if (asker !== undefined && asker !== act.by) kindTo.set(asker, 'mail-reply');
        const own =
          kindTo.size === 0
            ? [`${act.at} ${act.by} → · mail-post 1`]
            : [...kindTo].map(
                ([to, kind]) => `${act.at} ${act.by} → ${to} ${kind} ${Math.round(1e9 / kindTo.size) / 1e9}`,
              );
        const thread = threadOf.get(act.id);
        if (thread !== undefined) threads.set(thread, [...(threads.get(thread) ?? []), ...own]);
        return own;
      });
      const together = [...threads.values()].map((members) => `thread: ${members.sort().join(' | ')}`);
      return [...lines.sort(), ...together.sort()];
    };

    await fc.assert(
      fc.asyncProperty(acts, fc.infiniteStream(fc.nat()), async (all, random) => {
        const shuffled = [...all];
        for (let i = shuffled.length - 1; i > 0; i--) {
          const j = random.next().value % (i + 1);
          [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
        }
        const cut = random.next().value % (all.length + 1);
        const archive = await archiveOf(shuffled.slice(0, cut), shuffled.slice(cut));
        expect(await contentsOf(archive)).toEqual(expectedOf(all));
        await archive.close();
      }),
      { seed: 3, numRuns: 40 },
    );
  });
});
