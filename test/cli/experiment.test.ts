import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readExperiment } from '../../src/app/run-experiment.ts';
import { equipo, folderForTests, printed, unbroken } from './command-line.ts';
import { writeLettersOfForty } from './letters-of-forty.ts';

const at = folderForTests();

const planned = (...argv: readonly string[]) => [
  ...[
    'experiment',
    'new',
    at('forty.duckdb'),
    '--start',
    '2023-06-05',
    '--hypothesis',
    'Answering early helps.',
  ],
  ...['--draws', '19', ...argv],
];

beforeAll(async () => {
  writeLettersOfForty(at('forty.csv'));
  await printed('import', at('forty.csv'), '--archive', at('forty.duckdb'));
});

const expectRefusal = async (words: string, ...argv: readonly string[]): Promise<void> => {
  const { code, out, err } = await equipo(...argv);
  expect([code, out], err).toEqual([2, '']);
  expect(unbroken(err)).toContain(words);
};

describe('equipo experiment', () => {
  it('fixes a plan, says beforehand what it could show, and compares when the weeks are over', async () => {
    const said = unbroken(
      await printed(...planned('--challenge', 'one-way-ties', '--weeks', '10', '--plan', at('plan.json'))),
    );
    expect(said).toContain('“Answering early helps.”');
    expect(said).toMatch(/About 40 people for 10 weeks could show a change of [\d.]+ points or more/);
    expect(said).toContain('Nothing from 2023-06-05 on was read.');
    const read = unbroken(await printed('experiment', 'read', at('plan.json'), at('forty.duckdb')));
    expect(read).toMatch(/p \d\.\d{3} over 19 arrangements of the weeks/);
    expect(read).toContain('Said beforehand:');
    expect(read).toMatch(/Week by week, \d+ before and 10 after/);
    expect(read).toContain('it may be the season');
    expect(read).not.toMatch(/NaN|undefined|person-\d/);
  });

  it('reads nothing of the second window beforehand: the plan is the same without it', async () => {
    const lines = readFileSync(at('forty.csv'), 'utf8').trim().split('\n');
    const early = lines.filter((line, k) => k === 0 || line < '2023-06-05');
    writeFileSync(at('early.csv'), `${early.join('\n')}\n`);
    const ask = ['--measure', 'participation:gini', '--direction', 'down', '--weeks', '8'];
    await printed(...planned(...ask, '--plan', at('with.json')));
    await printed(
      ...['experiment', 'new', at('early.csv'), '--archive', at('early.duckdb'), '--start', '2023-06-05'],
      ...['--hypothesis', 'Answering early helps.', '--draws', '19', ...ask, '--plan', at('without.json')],
    );
    expect(readFileSync(at('with.json'), 'utf8')).toBe(readFileSync(at('without.json'), 'utf8'));
  });

  it('keeps every result beside its plan, null or not', async () => {
    await printed(...planned('--challenge', 'one-way-ties', '--plan', at('twice.json')));
    const first = await printed('experiment', 'read', at('twice.json'), at('forty.duckdb'), '--json');
    expect(await printed('experiment', 'read', at('twice.json'), at('forty.duckdb'), '--json')).toBe(first);
    expect(readdirSync(at('.')).filter((name) => name.startsWith('twice.result'))).toEqual([
      'twice.result-2.json',
      'twice.result.json',
    ]);
    expect(readFileSync(at('twice.result.json'), 'utf8')).toBe(first);
  });

  it('refuses a plan that was changed, one that exists, one whose weeks are not over', async () => {
    await printed(...planned('--challenge', 'one-way-ties', '--plan', at('sealed.json')));
    await expectRefusal(
      'There is a plan at',
      ...planned('--challenge', 'one-way-ties', '--plan', at('sealed.json')),
    );
    const text = readFileSync(at('sealed.json'), 'utf8');
    writeFileSync(at('other.json'), text.replace('"up"', '"down"'));
    await expectRefusal(
      'was changed after it was sealed',
      'experiment',
      'read',
      at('other.json'),
      at('forty.duckdb'),
    );
    writeFileSync(at('none.json'), '{"format":"recipe"}');
    await expectRefusal('does not read as a plan', 'experiment', 'read', at('none.json'), at('forty.duckdb'));
    const request = {
      ...{ sources: [], chart: null, columns: {}, isUndirected: false, levelTop: 'low' as const },
      archivePath: at('forty.duckdb'),
    };
    // Six weeks from the fifth of June are over with the sixteenth of July.
    const tooEarly = readExperiment(
      at('sealed.json'),
      request,
      Date.UTC(2023, 6, 16),
      new AbortController().signal,
      () => {},
    );
    await expect(tooEarly).rejects.toMatchObject({
      refusal: { code: 'experiment-early', params: { until: '2023-07-16' } },
    });
  });

  it('refuses what cannot be watched, in a sentence', async () => {
    const plan = ['--plan', at('bad.json')];
    await expectRefusal('It is not said what to watch', ...planned(...plan));
    await expectRefusal('There is no challenge gossip', ...planned('--challenge', 'gossip', ...plan));
    const ask = ['--direction', 'up', '--weeks', '6', ...plan];
    await expectRefusal('There is no measure charisma', ...planned('--measure', 'charisma', ...ask));
    await expectRefusal('counts people', ...planned('--measure', 'lead:effective-leads', ...ask));
    await expectRefusal(
      '2 weeks are too few',
      ...planned('--challenge', 'one-way-ties', '--weeks', '2', ...plan),
    );
    await expectRefusal(
      'write a day as',
      ...planned('--challenge', 'one-way-ties', '--start', 'soon', ...plan),
    );
    await expectRefusal('There is nothing at', 'experiment', 'read', at('gone.json'), at('forty.duckdb'));
  });

  it('lists the ready experiment of every challenge, and explains itself with examples', async () => {
    const list = await printed('experiment', 'list');
    for (const id of ['one-way-ties', 'rank-decides-answers', 'silos', 'lead-never-rotates'])
      expect(list).toContain(`(${id})`);
    expect(await printed('experiment', '--help')).toContain('Examples:');
  });
});
