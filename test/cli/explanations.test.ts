import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../src/measure/catalogue.ts';
import { equipo, folderForTests, printed, unbroken } from './command-line.ts';

folderForTests();

/** Examples are written out, and may be a little wider than what is broken to fit. */
const helpColumns = 120;

const helpOf = (command: readonly string[]) => printed(...command, '--help');

/** Commands that a help names, under `Commands:` or the headings of the first page. */
const namedIn = (help: string): string[] =>
  help
    .split('\n\n')
    .filter((block) => /^[A-Z].*:\n/.test(block) && !/^(?:Usage|Arguments|Options|Examples):/.test(block))
    .flatMap((block) => [...block.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name!))
    .filter((name) => name !== 'help');

/** Every command there is, found from help to help, with its help. */
const helps = new Map<string, string>();

const gather = async (command: readonly string[]): Promise<void> => {
  const help = await helpOf(command);
  helps.set(command.join(' '), help);
  for (const name of namedIn(help)) await gather([...command, name]);
};

beforeAll(() => gather([]));

describe('help', () => {
  it('leads from the first page to every command', () => {
    const known = [
      'measure',
      'import',
      'people',
      'people list',
      'people erase',
      'measures',
      'export',
      'doctor',
      'scenario run',
      'identity device retire',
      'decision answer',
      'tally',
    ];
    expect([...helps.keys()]).toEqual(expect.arrayContaining(known));
  });

  it('of every command ends with examples of that command, which only use what there is', () => {
    for (const [command, help] of helps) {
      expect(help, command).toContain('\nExamples:\n');
      const examples = help
        .slice(help.indexOf('\nExamples:\n'))
        .split('\n')
        .filter((line) => line.startsWith('  equipo '))
        .map((line) =>
          line
            .trim()
            .split(/\s{2,}/)[0]!
            .slice('equipo '.length),
        );
      expect(examples.length, command).toBeGreaterThan(0);
      for (const example of examples) {
        expect(`${example} `).toMatch(new RegExp(`^${command}`));
        const called = [...helps.keys()]
          .filter((name) => `${example} `.startsWith(`${name} `))
          .reduce((longest, name) => (name.length > longest.length ? name : longest), '');
        for (const option of example.split(' ').filter((word) => word.startsWith('--'))) {
          expect(helps.get(called), example).toMatch(new RegExp(`^ +(-\\w, )?${option}\\b`, 'm'));
        }
      }
    }
  });

  it('fits a screen', () => {
    for (const [command, help] of helps) {
      const long = help.split('\n').filter((line) => [...line].length > helpColumns);
      expect(long, command).toEqual([]);
    }
  });

  it('is what a command line without a command gets', async () => {
    expect(await printed()).toBe(await helpOf([]));
  });

  it('tells the version by itself', async () => {
    expect(await printed('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('equipo measures', () => {
  it('lists every measure under its pattern with the question it answers', async () => {
    const said = await printed('measures');
    for (const { id, question } of catalogue) {
      expect(said).toContain(`  ${id} `);
      expect(said).toContain(question);
    }
  });

  it.each(catalogue.map(({ id }) => id))(
    'explains %s: unit, formula, chance, interval and source',
    async (id) => {
      const said = unbroken(await printed('measures', id));
      const measure = catalogue.find((each) => each.id === id)!;
      for (const words of [
        measure.title,
        measure.question,
        measure.formula,
        measure.higherMeans,
        measure.source,
      ]) {
        expect(said).toContain(unbroken(words));
      }
      for (const fact of ['Unit', 'Chance alone', 'Interval', 'Needs']) expect(said).toContain(fact);
    },
  );

  it('refuses one it does not have, and names the nearest', async () => {
    const said = await equipo('measures', 'reciprocty');
    expect(said.code).toBe(2);
    expect(unbroken(said.err)).toContain('the nearest is reciprocity');
  });
});

describe('equipo doctor', () => {
  it('names what this machine has, line by line, and what to do about what it lacks', async () => {
    const { code, out } = await equipo('doctor');
    expect(code).toBe(0);
    for (const line of out.trimEnd().split('\n')) expect(line).toMatch(/^(good|absent) +\S/);
    expect(out).toContain('Node.js');
    expect(out).toContain('DuckDB');
    expect(out).toContain(process.env.EQUIPO_DATA);
  });
});
