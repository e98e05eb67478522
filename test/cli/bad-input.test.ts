import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runGit } from '../sources/git-fixture.ts';
import { equipo, folderForTests, printed, unbroken } from './command-line.ts';
import {
  addressOf,
  letters,
  names,
  writeChart,
  writeCsv,
  writeGit,
  writeMbox,
  writeParquet,
} from './made-up-team.ts';

const at = folderForTests();

let before = '';

/** Everything an archive tells, to see that nothing of it is lost or changed. */
const contents = (archive: string) => printed('people', 'list', '--names', '--json', '--archive', archive);

beforeAll(async () => {
  writeCsv(at('letters.csv'), letters);
  writeMbox(at('letters.mbox'), letters);
  writeGit(at('letters'), letters.slice(0, 20));
  await printed('import', at('letters.csv'), '--archive', at('kept.duckdb'));
  before = await contents(at('kept.duckdb'));
});

/** One sentence: what happened; what was kept; what to do. Nothing else is printed, and nothing was lost. */
const expectRefusal = async (argv: readonly string[], ...words: readonly string[]): Promise<string> => {
  const { code, out, err } = await equipo(...argv);
  const sentence = unbroken(err);
  expect([code, out], sentence).toEqual([2, '']);
  expect(sentence).toMatch(/^[A-Z][^;]+; [^;]+; .*\.$/);
  expect(sentence).not.toMatch(/[{}]|undefined|; ;|has ;/);
  expect(sentence).toMatch(/nothing was \w+|is kept/);
  for (const word of words) expect(sentence).toContain(word);
  expect(await contents(at('kept.duckdb'))).toBe(before);
  return sentence;
};

const measure = (...argv: readonly string[]) => [
  'measure',
  ...argv,
  '--out',
  at('out'),
  '--no-nulls',
  '--no-intervals',
];

describe('a source that is no good', () => {
  it('that is not there is said at once, and leaves no archive behind', async () => {
    await expectRefusal(measure(at('nowhere.mbox')), 'There is nothing at', 'nowhere.mbox');
    await expectRefusal(measure(at('letters.csv'), at('nowhere.mbox')), 'nowhere.mbox');
    expect(readdirSync(resolve(String(process.env.EQUIPO_DATA), 'archives'))).toEqual([]);
    expect(existsSync(at('out'))).toBe(false);
  });

  it('that is a folder without a repository is told from one whose repository is broken', async () => {
    mkdirSync(at('plain'));
    writeFileSync(at('plain', 'notes.md'), 'notes\n');
    await expectRefusal(measure(at('plain')), 'holds nothing Equipo reads', 'git repositories');
    mkdirSync(at('broken', '.git'), { recursive: true });
    await expectRefusal(measure(at('broken')), 'cannot read the repository', 'git fsck');
    runGit(at(), ['init', '--quiet', 'no-commit']);
    await expectRefusal(measure(at('no-commit')), 'has no commit yet');
  });

  it('that holds files to be read one by one says how', async () => {
    mkdirSync(at('several'));
    writeCsv(at('several', 'a.csv'), letters);
    await expectRefusal(measure(at('several')), 'give them by name', 'several/a.csv');
  });

  it('that is of no kind known says which are', async () => {
    writeFileSync(at('picture.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]));
    await expectRefusal(measure(at('picture.png')), 'of no kind Equipo reads', 'Parquet');
  });

  it('that may not be read says so', async ({ skip }) => {
    writeCsv(at('locked.csv'), letters);
    chmodSync(at('locked.csv'), 0);
    if (process.getuid?.() === 0) skip('this account may read everything');
    await expectRefusal(measure(at('locked.csv')), 'may not be opened', 'see that you may read it');
  });

  it('that is a shallow clone is measured, and what is missing is said', async () => {
    runGit(at(), ['clone', '--quiet', '--depth', '5', `file://${at('letters')}`, 'shallow']);
    const said = await equipo('import', at('shallow'), '--archive', at('shallow.duckdb'));
    expect([said.code, said.err]).toEqual([0, '']);
    expect(unbroken(said.out)).toContain('a shallow clone: the history before these commits is missing');
    expect(unbroken(said.out)).toContain('git fetch --unshallow');
  });

  it('that is empty, damaged or without columns is told apart', async () => {
    writeFileSync(at('empty.csv'), '');
    await expectRefusal(measure(at('empty.csv')), 'has no rows');
    writeFileSync(at('header.csv'), 'time,from,to\n');
    await expectRefusal(measure(at('header.csv')), 'has no rows');
    await writeParquet(at('cut.parquet'), letters);
    writeFileSync(at('cut.parquet'), readFileSync(at('cut.parquet')).subarray(0, 900));
    await expectRefusal(measure(at('cut.parquet')), 'damaged or breaks off');
    writeFileSync(at('settings.json'), JSON.stringify({ name: 'x', version: { major: 1 } }, null, 2));
    await expectRefusal(measure(at('settings.json')));
  });
});

describe('columns', () => {
  it('that no name gives away are asked for, with those there are', async () => {
    writeFileSync(at('unnamed.csv'), 'when,who,what\n2024-01-01,a,b\n');
    await expectRefusal(measure(at('unnamed.csv')), 'it has when, who, what', '--columns time=…,from=…,to=…');
    await expectRefusal(
      measure(at('letters.csv'), '--columns', 'time=sent'),
      'There is no column sent',
      'it has time, from, to, note',
    );
  });

  it('whose times or rows cannot be read are refused by name', async () => {
    writeFileSync(at('soon.csv'), 'time,from,to\nsoon,a@x.org,b@x.org\nlater,b@x.org,c@x.org\n');
    await expectRefusal(measure(at('soon.csv')), 'The times in column time', 'time=none');
    writeFileSync(at('slashes.csv'), 'time,from,to\n03/04/2024,a@x.org,b@x.org\n');
    await expectRefusal(measure(at('slashes.csv')), 'day or month first', 'time=time:day-first');
  });
});

describe('an organisation that cannot be measured', () => {
  it('because nobody turned to anybody in the span keeps what was read', async () => {
    await expectRefusal(
      measure('--archive', at('kept.duckdb'), '--from', '2031'),
      'Nobody turned to anybody',
      'what was read is kept',
    );
  });

  it('because fewer than five people are in it says how many there are', async () => {
    writeCsv(
      at('few.csv'),
      letters.filter(({ from, to }) => from < 4 && to < 4),
    );
    await expectRefusal(measure(at('few.csv')), 'Only 4 people', 'from 5 on');
  });

  it('because no source was named says what to give', async () => {
    await expectRefusal(['measure'], 'No source was named', '--sample managers');
    await expectRefusal(['measure', '--sample', 'nobody'], 'no ready organisation called nobody', 'turning');
  });
});

describe('a chart', () => {
  it('that goes round in a circle is refused with the rows', async () => {
    writeFileSync(
      at('circle.csv'),
      `employee,manager\n${addressOf(0)},${addressOf(1)}\n${addressOf(1)},${addressOf(0)}\n`,
    );
    await expectRefusal(
      measure(at('letters.csv'), '--org', at('circle.csv')),
      'circle of 2 people',
      'rows 1, 2',
    );
  });

  it('of other people is refused: nobody on it stands in the sources', async () => {
    writeFileSync(
      at('strangers.csv'),
      `employee,manager\nz0@example.net,\n${[1, 2, 3, 4, 5].map((i) => `z${i}@example.net,z0@example.net\n`).join('')}`,
    );
    await expectRefusal(
      measure(at('letters.csv'), '--org', at('strangers.csv')),
      'Nobody on the chart',
      'strangers.csv',
    );
  });

  it('with some people who are in no source says how many, and measures', async () => {
    writeChart(at('half.csv'));
    const lines = readFileSync(at('half.csv'), 'utf8').replaceAll(
      /(?:nicanor|hildegund)@example\.org/g,
      (who) => who.replace('@', '@old.'),
    );
    writeFileSync(at('half.csv'), lines);
    const { code, out } = await equipo(...measure(at('letters.csv'), '--org', at('half.csv')));
    expect(code).toBe(0);
    expect(unbroken(out)).toContain('2 of 12 people on the chart are in no other source');
  });

  it('that is no chart is refused with the columns it needs', async () => {
    await expectRefusal(
      measure(at('letters.csv'), '--org', at('letters.csv')),
      'one column for the person and one for their manager',
    );
    await expectRefusal(measure(at('letters.csv'), '--org', at('nowhere.csv')), 'nowhere.csv');
  });
});

describe('an archive', () => {
  it('from a newer Equipo is left as it is', async () => {
    await printed('import', at('letters.csv'), '--archive', at('newer.duckdb'));
    const instance = await DuckDBInstance.create(at('newer.duckdb'));
    const connection = await instance.connect();
    await connection.run("UPDATE meta SET value = '999' WHERE name = 'format'");
    connection.closeSync();
    instance.closeSync();
    const bytes = readFileSync(at('newer.duckdb'));
    await expectRefusal(measure('--archive', at('newer.duckdb')), 'made by a newer Equipo', 'update Equipo');
    expect(readFileSync(at('newer.duckdb')).equals(bytes)).toBe(true);
  });

  it('that is none, or is not there, or has no place, is refused as that', async () => {
    writeFileSync(at('text.duckdb'), 'no archive\n');
    await expectRefusal(measure('--archive', at('text.duckdb')), 'is not an archive of Equipo');
    expect(readFileSync(at('text.duckdb'), 'utf8')).toBe('no archive\n');
    await expectRefusal(['people', 'list', '--archive', at('gone.duckdb')], 'There is no archive at');
    await expectRefusal(
      measure(at('letters.csv'), '--archive', at('no-folder', 'x.duckdb')),
      'its folder is missing',
    );
  });

  it('must be named where there is none, or more than one', async () => {
    const kept = process.env.EQUIPO_DATA;
    process.env.EQUIPO_DATA = at('other-data');
    await expectRefusal(['people', 'list'], 'No archive is kept on this machine yet');
    await printed('import', at('letters.csv'));
    expect(await printed('people', 'list')).toContain(`${names.length} people`);
    await printed('import', at('letters.mbox'));
    await expectRefusal(['people', 'list'], 'There are 2 archives', '--archive');
    process.env.EQUIPO_DATA = kept;
  });

  describe('that another program holds', () => {
    let holder: ChildProcess;
    beforeAll(async () => {
      await printed('import', at('letters.csv'), '--archive', at('held.duckdb'));
      const program = resolve(import.meta.dirname, '../archive/hold-archive.ts');
      holder = spawn(process.execPath, ['--import', 'tsx', program, at('held.duckdb')], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(holder.stdout!, 'data');
    });
    afterAll(async () => {
      holder.kill('SIGKILL');
      await once(holder, 'close');
    });

    it('is not waited for: who holds it is said', async () => {
      const sentence = await expectRefusal(measure('--archive', at('held.duckdb')), 'has the archive');
      expect(sentence).toContain(`process ${holder.pid}`);
    });
  });
});

describe('a place to write', () => {
  it('that is a file, or full, keeps what was measured in the archive', async () => {
    const out = at('letters.csv');
    await expectRefusal(
      ['measure', '--archive', at('kept.duckdb'), '--no-nulls', '--no-intervals', '--out', out],
      'cannot be written',
      'kept in the archive',
    );
    await expectRefusal(
      ['export', '--private', '--archive', at('kept.duckdb'), '--out', out],
      'cannot be written',
    );
  });
});

describe('a command line that was mistyped', () => {
  it.each([
    [
      ['mesure', 'x.csv'],
      ['There is no command mesure', 'measure'],
    ],
    [
      ['measure', 'x.csv', '--frm', '2020'],
      ['There is no option --frm', '--from'],
    ],
    [
      ['measure', 'x.csv', '--window', 'week'],
      ['week', '--window', 'month, quarter or year'],
    ],
    [
      ['measure', 'x.csv', '--from', 'yesterday'],
      ['yesterday', '--from', '2024-03-31'],
    ],
    [['measure', 'x.csv', '--from'], ['--from']],
    [['measure', 'x.csv', '--from', '2024', '--until', '2023'], ['holds no time']],
    [['measure', 'x.csv', '--columns', 'time'], ['time=…,from=…,to=…']],
    [['measure', 'x.csv', '--level-top', 'up'], ['low (1 = top) or high']],
    [['measure', 'x.csv', '--seed', 'x'], ['whole number']],
    [['measures', 'no-such'], ['There is no measure called no-such']],
    [['measures', 'lead', 'reciprocity'], ['More was named']],
    [['import'], ['sources']],
    [['people', 'merge'], ['people']],
    [['people', 'undo', 'x'], ['whole number']],
    [
      ['export', '--private', '--format', 'docx'],
      ['docx', 'gexf, graphml'],
    ],
    [
      ['people', 'erase', 'somebody'],
      ['cannot be undone', '--yes'],
    ],
  ] as const)('%j is refused in a sentence that says what to type', async (argv, words) => {
    await expectRefusal(argv, ...words);
  });
});
