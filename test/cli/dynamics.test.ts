import { existsSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { equipo, folderForTests, printed, unbroken } from './command-line.ts';
import { writeChartOfForty, writeLettersOfForty } from './letters-of-forty.ts';

const at = folderForTests();

beforeAll(async () => {
  writeLettersOfForty(at('forty.csv'));
  writeChartOfForty(at('chart.csv'));
  await printed('import', at('forty.csv'), '--archive', at('forty.duckdb'));
});

const expectRefusal = async (words: string, ...argv: readonly string[]): Promise<void> => {
  const { code, out, err } = await equipo('dynamics', ...argv);
  expect([code, out], err).toEqual([2, '']);
  expect(unbroken(err)).toContain(words);
};

describe('equipo dynamics', () => {
  it('says in plain lines what goes with who is turned to, and never why', async () => {
    const said = unbroken(await printed('dynamics', at('forty.duckdb')));
    expect(said).toMatch(/900 messages of 40 among 40 people · everybody else could have been turned to/);
    expect(said).toMatch(
      /Answering back someone who wrote to you once of late, .*: ×[\d.]+ \(×[\d.]+ to ×[\d.]+\), (stable|moves)/,
    );
    expect(said).toContain('Associated with, never caused by.');
    expect(said).toMatch(/of the last fifth, \d+ % were among the first five guesses/);
    expect(said).not.toMatch(/person-\d|NaN|undefined|null/);
  });

  it('reads a table beside a chart and speaks of rank and managers', async () => {
    const said = unbroken(
      await printed(
        'dynamics',
        at('forty.csv'),
        '--org',
        at('chart.csv'),
        '--archive',
        at('with-chart.duckdb'),
      ),
    );
    expect(said).toContain('someone one step above you');
    expect(said).toContain('your own manager');
    expect(said).toContain('someone of your own unit');
    expect(said).toMatch(/p \d\.\d{3} against ranks given out at random/);
  });

  it('prints the same numbers as a table, as CSV and as JSON, whatever the number of runs', async () => {
    const argv = ['dynamics', at('forty.duckdb'), '--effects', 'inertia,reciprocity', '--no-sensitivity'];
    const found = JSON.parse(await printed(...argv, '--json'));
    expect(await printed(...argv, '--json')).toBe(`${JSON.stringify(found, null, 2)}\n`);
    const [, reciprocity] = found.beyondHabit.coefficients;
    expect(reciprocity.effect).toBe('reciprocity');
    expect(reciprocity.ratio).toBeCloseTo(2 ** reciprocity.estimate, 10);
    const csv = await printed(...argv, '--csv');
    expect(csv).toContain(`beyondHabit,reciprocity,${reciprocity.estimate},${reciprocity.standardError},`);
    const table = await printed(...argv, '--table');
    expect(table).toContain(reciprocity.estimate.toFixed(4));
    expect(table).toContain(found.beyondHabit.logLikelihood.toFixed(3));
  });

  it('takes the tie model, controls and a half-life, and says which', async () => {
    const found = JSON.parse(
      await printed(
        'dynamics',
        at('forty.duckdb'),
        '--model',
        'tie',
        '--controls',
        '20',
        '--half-life',
        '1w',
        '--no-sensitivity',
        '--effects',
        'inertia,reciprocity,psABBA',
        '--json',
      ),
    );
    expect([found.model, found.controls, found.halfLifeDays]).toEqual(['tie', 20, 7]);
    expect(found.beyondHabit.events).toBe(900);
  });

  it('says that the data are too few instead of a number', async () => {
    writeLettersOfForty(at('few.csv'), 60);
    const said = unbroken(await printed('dynamics', at('few.csv')));
    expect(said).toContain('Only 60 times did somebody turn to somebody');
    expect(said).not.toContain('×');
    const none = unbroken(await printed('dynamics', '--sample', 'managers'));
    expect(none).toContain('Nobody turned to anybody at a known time');
  });

  it('refuses a half-life of zero, an effect it does not know, and one it knows nothing for', async () => {
    await expectRefusal('A half-life of 0', at('forty.duckdb'), '--half-life', '0d');
    await expectRefusal('There is no effect charisma', at('forty.duckdb'), '--effects', 'inertia,charisma');
    await expectRefusal('asks for rank', at('forty.duckdb'), '--effects', 'rankUp');
    await expectRefusal('write a time as 30d', at('forty.duckdb'), '--half-life', 'long');
    await expectRefusal('1 or more, or all', at('forty.duckdb'), '--controls', '0');
  });

  it('refuses a chart of other people, and sources that are not there', async () => {
    writeFileSync(at('others.csv'), 'employee,manager\nzoe,\nyan,zoe\n');
    await expectRefusal(
      'Nobody on the chart',
      at('forty.csv'),
      '--org',
      at('others.csv'),
      '--archive',
      at('others.duckdb'),
    );
    await expectRefusal('There is nothing at', at('nowhere.csv'));
    expect(existsSync(at('nowhere.duckdb'))).toBe(false);
  });

  it('explains itself with examples', async () => {
    const help = await printed('dynamics', '--help');
    expect(help).toContain('Examples:');
    expect(help).toContain('no proof of a cause');
  });
});
