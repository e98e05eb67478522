import { describe, expect, it } from 'vitest';
import { type ScriptedAct, scriptedSource } from '../../../test/archive/scripted-source.ts';
import type { SourcePathChange } from '../sources/source.ts';
import { openArchive } from './archive.ts';

const added = (path: string): SourcePathChange => ({ path, status: 'added' });
const modified = (path: string): SourcePathChange => ({ path, status: 'modified' });
const deleted = (path: string): SourcePathChange => ({ path, status: 'deleted' });
const renamed = (previousPath: string, path: string): SourcePathChange => ({
  path,
  previousPath,
  status: 'renamed',
});

/** For each file its authors as `name first deliveries/acceptances`, files sorted. */
const authorsOf = async (commits: readonly (readonly [string, ...SourcePathChange[]])[], erased?: string) => {
  const acts = commits.map(
    ([by, ...paths], i): ScriptedAct => ({ id: `c${i}`, at: 1000 - i, by, paths, kind: 'git-commit' }),
  );
  const archive = await openArchive(null);
  await archive.importSource(scriptedSource({ acts, accounts: { robot: { isBot: true } } }));
  if (erased !== undefined) await archive.erasePerson(`mail:${erased}@example.org`);
  const { people } = await archive.readEvents();
  const read = await archive.readAuthorship(people);
  await archive.close();
  if (read === null) return null;
  expect(read.offsets).toHaveLength(read.fileCount + 1);
  return Array.from({ length: read.fileCount }, (_, f) =>
    Array.from({ length: read.offsets[f + 1] - read.offsets[f] }, (_, k) => {
      const row = read.offsets[f] + k;
      const name = people[read.author[row]].id.replace(/^mail:|@.*/g, '');
      return `${name}${read.isFirstAuthor[row] === 1 ? ' first' : ''} ${read.deliveries[row]}/${read.acceptances[row]}`;
    }).join(', '),
  ).sort();
};

describe('authorship of files', () => {
  it('is null where no source tells files', async () => {
    const archive = await openArchive(null);
    await archive.importSource(scriptedSource({ acts: [{ id: '1', at: 1, by: 'ana' }] }));
    expect(await archive.readAuthorship((await archive.readEvents()).people)).toBeNull();
    await archive.close();
  });

  it('counts the making, one’s own changes and those of others, in the order the source told them', async () => {
    expect(
      await authorsOf([
        ['ana', added('a'), added('b')],
        ['bo', modified('a')],
        ['bo', modified('a')],
        ['ana', modified('a')],
      ]),
    ).toEqual(['ana first 1/0', 'ana first 2/2, bo 2/2']);
  });

  it('follows a file through renames and forgets it when it is deleted', async () => {
    expect(
      await authorsOf([
        ['ana', added('a'), added('gone')],
        ['bo', renamed('a', 'b')],
        ['chi', modified('b'), deleted('gone')],
        ['dee', added('a')],
      ]),
    ).toEqual(['ana first 1/2, bo 1/2, chi 1/2', 'dee first 1/0']);
  });

  it('names no first author of a file that was there before the history begins', async () => {
    expect(await authorsOf([['ana', modified('old')]])).toEqual(['ana 1/0']);
  });

  it('credits nobody for what bots did, and still knows where their renames went', async () => {
    expect(
      await authorsOf([
        ['robot', added('made'), added('robots-own')],
        ['ana', modified('made'), added('a')],
        ['robot', renamed('a', 'b')],
        ['bo', modified('b')],
      ]),
    ).toEqual(['ana 1/0', 'ana first 1/1, bo 1/1']);
  });

  it('never gives the number of an erased act to another', async () => {
    const archive = await openArchive(null);
    const move = { id: '2', at: 2, by: 'leaver', paths: [renamed('a', 'b')] };
    await archive.importSource(
      scriptedSource({ acts: [{ id: '1', at: 1, by: 'ana', paths: [added('a')] }, move] }),
    );
    await archive.erasePerson('mail:leaver@example.org');
    const later = [{ id: '3', at: 3, by: 'bo', paths: [modified('b')] }];
    await archive.importSource(scriptedSource({ acts: later }), { origin: '/later' });
    const { people } = await archive.readEvents();
    const read = (await archive.readAuthorship(people))!;
    expect([...read.deliveries]).toEqual([1, 1]);
    await archive.close();
  });

  it('forgets who left, and neither brings back what they deleted nor loses what they moved', async () => {
    expect(
      await authorsOf(
        [
          ['ana', added('a'), added('gone')],
          ['leaver', renamed('a', 'b'), deleted('gone'), added('own')],
          ['bo', modified('b'), modified('own')],
        ],
        'leaver',
      ),
    ).toEqual(['ana first 1/1, bo 1/1', 'bo 1/0']);
  });
});
