import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { equipo, folderForTests, printed, unbroken } from './command-line.ts';
import { identities, letters, names, writeMbox } from './made-up-team.ts';

const at = folderForTests();
const every = 'gexf,graphml,pajek,ucinet,csv,gephi-lite,parquet';

beforeAll(async () => {
  writeMbox(at('letters.mbox'), letters);
  await printed('import', at('letters.mbox'), '--archive', at('letters.duckdb'));
});

const exported = (folder: string, ...argv: readonly string[]) =>
  printed('export', '--private', '--archive', at('letters.duckdb'), '--out', at(folder), ...argv);

const textOf = (folder: string): string =>
  readdirSync(at(folder))
    .map((file) => readFileSync(at(folder, file), 'latin1'))
    .join('\n');

describe('equipo export', () => {
  it('writes nothing until the person says that they know it is private', async () => {
    const said = await equipo('export', '--archive', at('letters.duckdb'), '--out', at('unsaid'));
    expect([said.code, said.out]).toEqual([2, '']);
    expect(unbroken(said.err)).toContain('add --private if that is what you want');
    expect(existsSync(at('unsaid'))).toBe(false);
  });

  it('writes every format it names, by pseudonym, and says that they stay private', async () => {
    const said = await exported('all', '--format', every);
    const files = readdirSync(at('all')).sort();
    expect(files).toEqual([
      'interactions.parquet',
      'network-edges.csv',
      'network.dl',
      'network.gephi-lite.json',
      'network.gexf',
      'network.graphml',
      'network.net',
    ]);
    for (const file of files) expect(said).toContain(at('all', file));
    expect(unbroken(said)).toContain('still private');
    for (const word of identities) expect(textOf('all').toLowerCase()).not.toContain(word.toLowerCase());
  });

  it('names people only where names are asked for, and says what that means', async () => {
    const said = await exported('named', '--names', '--format', 'gexf,csv');
    expect(unbroken(said)).toContain('These files name people');
    for (const name of names) expect(textOf('named')).toContain(name);
  });

  it('calls people by other pseudonyms each time, so that two exports cannot be joined', async () => {
    await exported('once', '--format', 'pajek');
    await exported('again', '--format', 'pajek');
    const peopleIn = (folder: string) => new Set(textOf(folder).match(/[a-z]+-[a-z]+/g));
    const [once, again] = [peopleIn('once'), peopleIn('again')];
    expect(once.size).toBe(12);
    expect([...once].filter((name) => again.has(name)).length).toBeLessThan(6);
  });

  it('keeps to a span', async () => {
    const rows = async (...argv: string[]) => {
      const json = JSON.parse(await exported('span', '--format', 'csv', '--json', ...argv)) as {
        readonly interactions: number;
      };
      return json.interactions;
    };
    const until = Date.UTC(2023, 0, 1);
    expect(await rows()).toBe(letters.length);
    expect(await rows('--until', '2023')).toBe(letters.filter(({ timeMs }) => timeMs < until).length);
  });
});
