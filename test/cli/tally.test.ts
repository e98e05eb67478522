import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { rankingMethods } from '../../src/practice/governance/decisions/count-rankings.ts';
import { equipo, folderForTests, printed, unbroken } from './command-line.ts';

const at = folderForTests();

const tennessee = `4 1
42 1 2 3 4 0
26 2 3 4 1 0   # the middle
15 3 4 2 1 0
(b17) 17 4 3 2 1 0
0
"Memphis"
"Nashville"
"Chattanooga"
"Knoxville"
"Where the capital should be"
`;

/** The same, as PrefLib writes it now and wrote it before. */
const present = `# TITLE: Where the capital should be
# DATA TYPE: soc
# NUMBER ALTERNATIVES: 4
# NUMBER VOTERS: 100
# NUMBER UNIQUE ORDERS: 4
# ALTERNATIVE NAME 1: Memphis
# ALTERNATIVE NAME 2: Nashville
# ALTERNATIVE NAME 3: Chattanooga
# ALTERNATIVE NAME 4: Knoxville
42: 1,2,3,4
26: 2,3,4,1
17: 4,3,2,1
15: 3,4,2,1
`;
const former = `4
1,Memphis
2,Nashville
3,Chattanooga
4,Knoxville
100,100,4
42,1,2,3,4
26,2,3,4,1
17,4,3,2,1
15,3,4,2,1
`;

beforeAll(() => {
  writeFileSync(at('capital.blt'), tennessee);
  writeFileSync(at('capital.soc'), present.replaceAll('\n', '\r\n'));
  writeFileSync(at('former.soc'), former);
});

const outcome = async (...argv: readonly string[]) => {
  const { status, winners, audit, ties } = JSON.parse(await printed('tally', ...argv, '--json'));
  return { status, winners, audit, ties };
};

describe('equipo tally', () => {
  it('counts the same ballots alike from every format, by every method', async () => {
    for (const { id } of rankingMethods) {
      const blt = await outcome(at('capital.blt'), '--method', id);
      expect(await outcome(at('capital.soc'), '--method', id)).toEqual(blt);
      expect(await outcome(at('former.soc'), '--method', id)).toEqual(blt);
    }
  });

  it('says who won first, then every round with its numbers, then how it is counted', async () => {
    const text = await printed('tally', at('capital.blt'), '--method', 'instant-runoff');
    const parts = ['Where the capital should be', 'Chosen: Knoxville.', 'Round 1', 'Round 3', 'How this is'];
    const places = parts.map((part) => text.indexOf(part));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text).toMatch(/Knoxville +58/);
  });

  it('says a tie and what would resolve it, and resolves it as declared', async () => {
    writeFileSync(at('circle.blt'), '3 1\n1 1 2 3 0\n1 2 3 1 0\n1 3 1 2 0\n0\nA\nB\nC\nCircle\n');
    const text = unbroken(await printed('tally', at('circle.blt'), '--method', 'schulze'));
    expect(text).toContain('Chosen: nobody (a tie stands; --tie says what resolves one).');
    expect(text).toContain('A, B and C tie for the win. No rule declared at the opening resolves it.');
    const kept = ['--tie', 'status-quo', '--status-quo', 'B'];
    const held = await outcome(at('circle.blt'), '--method', 'schulze', ...kept);
    expect([held.status, held.winners, held.ties[0].resolvedBy]).toEqual(['decided', ['B'], 'status-quo']);
    const drawn = await outcome(at('circle.blt'), '--method', 'schulze', '--tie', 'draw', '--seed', 'x');
    expect(drawn).toEqual(
      await outcome(at('circle.blt'), '--method', 'schulze', '--tie', 'draw', '--seed', 'x'),
    );
    expect(drawn.status).toBe('decided');
  });

  it('counts without an option that stood back', async () => {
    const without = ['--method', 'majority', '--withdraw', 'Knoxville', '--withdraw', '3'];
    expect((await outcome(at('capital.blt'), ...without)).winners).toEqual(['Nashville']);
  });

  it('writes the ballots again in another format, and counts them alike', async () => {
    for (const name of ['again.toi', 'again.soc', 'again.blt']) {
      await printed('tally', at('capital.blt'), '--method', 'schulze', '--save', at(name));
      expect(await outcome(at(name), '--method', 'stv', '--seats', '2')).toEqual(
        await outcome(at('capital.blt'), '--method', 'stv', '--seats', '2'),
      );
    }
    expect(readFileSync(at('again.soc'), 'utf8')).toContain('# NUMBER VOTERS: 100');
  });
});

describe('a file of ballots that does not read', () => {
  /** One sentence with the place, exit 2, nothing printed. */
  const refusal = async (name: string, text: string | Uint8Array, ...argv: readonly string[]) => {
    writeFileSync(at(name), text);
    const { code, out, err } = await equipo('tally', at(name), '--method', 'schulze', ...argv);
    const sentence = unbroken(err);
    expect([code, out], sentence).toEqual([2, '']);
    expect(sentence).toMatch(/^[A-Z][^;]+; nothing was counted; [^;]+\.$/);
    expect(sentence).not.toMatch(/\{[a-z]|undefined/);
    return sentence;
  };
  const names = '"A"\n"B"\n"C"\n"Title"\n';

  it('is refused with the line and the reason', async () => {
    const cases: readonly (readonly [string, string, string])[] = [
      ['empty.blt', '', 'empty'],
      ['header.blt', 'ballots\n', 'how many options'],
      ['none.blt', '0 1\n0\n', 'how many options'],
      ['many.blt', '1000000000 1\n0\n', 'at most 1000'],
      ['twice.blt', `3 1\n1 1 2 1 0\n0\n${names}`, 'names option 1 twice'],
      ['unknown.blt', `3 1\n1 4 0\n0\n${names}`, '"4" is none of the 3 options'],
      ['negative.blt', `3 1\n1 -2 0\n0\n${names}`, 'none of the 3 options'],
      ['open.blt', `3 1\n1 1 2\n0\n${names}`, 'ends with 0'],
      ['weight.blt', `3 1\n1.5 1 0\n0\n${names}`, 'not a whole number'],
      ['huge.blt', `3 1\n9007199254740991 1 0\n1 2 0\n0\n${names}`, 'too many'],
      ['cut.blt', '3 1\n1 1 0\n', 'ends among the ballots'],
      ['names.blt', '3 1\n1 1 0\n0\n"A"\n', 'after 1 of 3 names'],
      ['alike.blt', '2 1\n1 1 0\n0\n"A"\n"A"\n"T"\n', 'two options are called "A"'],
      ['kind.soc', present.replace('42: 1,2,3,4', '42: 1,2,3'), 'complete orders'],
      ['level.soc', present.replace('42: 1,2,3,4', '42: {1,2},3,4'), 'equal ranks'],
      ['double.soc', present.replace('42: 1,2,3,4', '42: 1,1,3,4'), 'names option 1 twice'],
      ['count.soc', present.replace('VOTERS: 100', 'VOTERS: 99'), 'counts 99 ballots'],
      ['order.soc', present.replace('42: 1,2,3,4', '42: 1,2,3,'), 'does not read as an order'],
    ];
    for (const [name, text, words] of cases) expect(await refusal(name, text)).toContain(words);
    expect(await refusal('notes.txt', 'x')).toContain('.blt');
  });

  it('is never more than one sentence, whatever bytes it holds', async () => {
    const part = fc.constantFrom(
      '1',
      '2',
      '0',
      ' ',
      '\n',
      '-',
      '=',
      '"',
      '#',
      '{',
      '}',
      ',',
      ':',
      '\u0000',
      'é',
    );
    const texts = fc.array(part, { maxLength: 60 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom('x.blt', 'x.soc', 'x.toi'), async (text, name) => {
        writeFileSync(at(name), text);
        const { code, err } = await equipo('tally', at(name), '--method', 'schulze');
        expect([0, 2], err).toContain(code);
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  it('is refused before it is read where the command line is wrong', async () => {
    const wrong = async (...argv: readonly string[]) => {
      const { code, err } = await equipo('tally', at('capital.blt'), ...argv);
      expect(code).toBe(2);
      return unbroken(err);
    };
    expect(await wrong('--method', 'loudest')).toContain('There is no method loudest');
    expect(await wrong('--method', 'star', '--seats', '2')).toContain('STAR chooses one');
    expect(await wrong('--method', 'stv', '--seats', '0')).toContain('seats');
    expect(await wrong('--method', 'schulze', '--withdraw', 'Paris')).toContain('There is no option Paris');
    expect(await wrong('--method', 'schulze', '--tie', 'shouting')).toContain('status-quo');
    expect(await wrong()).toContain('--method');
    const all = ['1', '2', '3', '4'].flatMap((each) => ['--withdraw', each]);
    expect(await wrong('--method', 'schulze', ...all)).toContain('left to choose from');
    const nowhere = await equipo('tally', at('nowhere.blt'), '--method', 'schulze');
    expect([nowhere.code, unbroken(nowhere.err)]).toEqual([
      2,
      expect.stringContaining('There is nothing at'),
    ]);
  });
});
