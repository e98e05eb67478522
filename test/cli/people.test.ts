import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { equipo, folderForTests, printed, unbroken } from './command-line.ts';
import { addressOf, identities, letters, names, writeCsv, writeMbox } from './made-up-team.ts';

const at = folderForTests();

interface Listed {
  readonly people: readonly {
    readonly pseudonym: string;
    readonly isBot: boolean;
    readonly name: string | null;
    readonly accounts: readonly string[] | null;
  }[];
  readonly corrections: readonly { readonly id: number; readonly isUndone: boolean }[];
}

let archive = '';
let archives = 0;

/** A command about people of this test's archive. */
const people = (command: string, ...argv: readonly string[]) =>
  equipo('people', command, ...argv, '--archive', archive);

const list = async (...argv: readonly string[]): Promise<Listed> =>
  JSON.parse(await printed('people', 'list', '--json', ...argv, '--archive', archive)) as Listed;

/** The pseudonym of a person of the team. */
const pseudonymOf = async (person: number): Promise<string> => {
  const all = await list('--names');
  const found = all.people.find(({ accounts }) => accounts?.includes(`mail:${addressOf(person)}`));
  if (found === undefined) throw new Error(`nobody holds the account of ${names[person]}`);
  return found.pseudonym;
};

beforeEach(async () => {
  archive = at(`people-${archives++}.duckdb`);
  writeMbox(at('letters.mbox'), letters);
  await printed('import', at('letters.mbox'), '--archive', archive);
});

describe('equipo people', () => {
  it('lists everybody by pseudonym, and by name only where names are asked for', async () => {
    const { out: quiet } = await people('list');
    expect(quiet.split('\n').filter((line) => /^[a-z]+-[a-z]+ /.test(line))).toHaveLength(12);
    expect(quiet).toContain('12 people, 0 bots.');
    for (const word of identities) expect(quiet.toLowerCase()).not.toContain(word.toLowerCase());
    const { out: named } = await people('list', '--names');
    for (const name of names) expect(named).toContain(name);
  });

  it('keeps a person’s pseudonym from one day to the next', async () => {
    expect(await list()).toEqual(await list());
  });

  it('merges two people, says how to take it back, and takes it back', async () => {
    const [first, second] = [await pseudonymOf(0), await pseudonymOf(1)];
    const merged = await people('merge', first, second);
    expect(merged.code).toBe(0);
    const number = /`equipo people undo (\d+)`/.exec(merged.out)?.[1];
    expect((await list()).people).toHaveLength(11);
    expect((await people('list')).out).toContain(`${number}  merge of 2 accounts`);
    expect((await people('undo', String(number))).out).toContain(`Number ${number} is taken back`);
    expect((await list()).people).toHaveLength(12);
    expect((await list()).corrections).toMatchObject([{ id: Number(number), isUndone: true }]);
  });

  it('splits an account from the person it was merged with', async () => {
    await people('merge', addressOf(0), addressOf(1), addressOf(2));
    expect((await list()).people).toHaveLength(10);
    expect((await people('split', addressOf(1))).code).toBe(0);
    const { people: listed } = await list('--names');
    expect(listed).toHaveLength(11);
    const alone = listed.find(({ accounts }) => accounts?.includes(`mail:${addressOf(1)}`));
    expect(alone?.accounts).toHaveLength(1);
  });

  it('leaves out of the measures whoever is marked as a bot, until said otherwise', async () => {
    const peopleMeasured = async () => {
      const json = await printed(
        'measure',
        '--archive',
        archive,
        '--no-nulls',
        '--no-intervals',
        '--json',
        '--out',
        at('out'),
      );
      const { coverage } = JSON.parse(json) as { readonly coverage: { readonly people: number } };
      return coverage.people;
    };
    // People are told to the nearest five, so three of twelve must go for it to show.
    const three = await Promise.all([pseudonymOf(0), pseudonymOf(1), pseudonymOf(2)]);
    expect(await peopleMeasured()).toBe(10);
    await people('mark-bot', ...three, await pseudonymOf(3), await pseudonymOf(4));
    expect((await people('list')).out).toContain('7 people, 5 bots.');
    expect(await peopleMeasured()).toBe(5);
    await people('mark-person', ...three);
    expect((await list()).people.filter(({ isBot }) => isBot)).toHaveLength(2);
    // Without a number the last change that holds goes first.
    await people('undo');
    await people('undo');
    expect((await list()).people.filter(({ isBot }) => isBot)).toEqual([]);
  });

  it('erases a person for good: not in the list, not in the file, not after another import', async () => {
    const gone = await pseudonymOf(3);
    const unsure = await people('erase', gone);
    expect(unsure.code).toBe(2);
    expect(unsure.err).toContain('--yes');
    expect((await list()).people).toHaveLength(12);
    expect(readFileSync(archive, 'latin1')).toContain(addressOf(3));
    expect((await people('erase', gone, '--yes')).code).toBe(0);
    await printed('import', at('letters.mbox'), '--archive', archive);
    writeCsv(at('letters.csv'), letters);
    await printed('import', at('letters.csv'), '--archive', archive);
    const left = await list('--names');
    expect(left.people).toHaveLength(11);
    expect(JSON.stringify(left)).not.toContain(addressOf(3));
    expect(readFileSync(archive, 'latin1')).not.toContain(addressOf(3));
    const again = await people('erase', gone, '--yes');
    expect([again.code, unbroken(again.err)]).toEqual([2, expect.stringContaining('Nobody in this archive')]);
  });

  it('refuses what it cannot do in a sentence, and changes nothing', async () => {
    const before = await list('--names');
    const one = await pseudonymOf(0);
    for (const [argv, words] of [
      [['merge', 'nobody-known', one], 'Nobody in this archive goes by nobody-known'],
      [['split', one], 'Nothing would be left to split'],
      [['undo'], 'Nothing was said by hand'],
      [['undo', '7'], 'There is no change number 7'],
      [['mark-bot', 'stranger@example.org'], 'Nobody in this archive goes by stranger@example.org'],
    ] as const) {
      const said = await people(argv[0], ...argv.slice(1));
      expect([said.code, said.out]).toEqual([2, '']);
      expect(unbroken(said.err)).toContain(words);
      expect(unbroken(said.err)).toContain('nothing was changed');
    }
    expect(await list('--names')).toEqual(before);
  });
});
