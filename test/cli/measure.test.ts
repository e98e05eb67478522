import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Published, PublishedNumber } from '../../src/kaleidoscope/published.ts';
import { equipo, folderForTests, printed, type Said, screenColumns, unbroken } from './command-line.ts';
import {
  letters,
  reciprocityOf,
  writeChart,
  writeCsv,
  writeEml,
  writeGit,
  writeMaildir,
  writeMbox,
  writeNdjson,
  writeParquet,
  writeTsv,
} from './made-up-team.ts';

const at = folderForTests();

/** Every kind of source, and how the letters of the team are written as one. */
const sources = [
  ['letters', 'git', writeGit],
  ['letters.mbox', 'mbox', writeMbox],
  ['letters-maildir', 'maildir', writeMaildir],
  ['letters-eml', 'eml', writeEml],
  ['letters.csv', 'table', writeCsv],
  ['letters.tsv', 'table', writeTsv],
  ['letters.ndjson', 'table', writeNdjson],
  ['letters.parquet', 'table', writeParquet],
] as const;

const quick = ['--no-nulls', '--no-intervals'];

/** Measures and reads what was written for programs. */
const measured = async (...argv: readonly string[]): Promise<Published> =>
  JSON.parse(await printed('measure', ...argv, ...quick, '--json', '--out', at('report'))) as Published;

/** What was said of each source by itself, and what was written. */
const told = new Map<string, { readonly said: Said; readonly published: Published }>();

beforeAll(async () => {
  writeChart(at('chart.csv'));
  for (const [name, , write] of sources) {
    await write(at(name), letters);
    const out = at(`report of ${name}`);
    const said = await equipo('measure', at(name), ...quick, '--out', out);
    told.set(name, {
      said,
      published: JSON.parse(readFileSync(`${out}/measures.json`, 'utf8')) as Published,
    });
  }
});

const shownValue = (number: PublishedNumber | undefined): number | null => {
  if (number === undefined || number.withheld) throw new Error('expected a number that is shown');
  return number.value;
};

describe('equipo measure', () => {
  it.each(sources)('reads %s and prints the three patterns and what they rest on', (name, type) => {
    const { said, published } = told.get(name)!;
    expect(said).toMatchObject({ code: 0, err: '' });
    const headings = ['Node communities', 'Equipotency', 'Relational dynamics', 'What may stand in the way'];
    for (const words of [...headings, '1 source · about']) expect(said.out).toContain(words);
    expect(published.coverage.sources).toMatchObject([{ type, label: name }]);
    // Twelve people, to the nearest five.
    expect(published.coverage.people).toBe(10);
    expect(readdirSync(at(`report of ${name}`)).sort()).toEqual([
      'kaleidoscope.png',
      'kaleidoscope.svg',
      'measures.csv',
      'measures.json',
      'report.html',
    ]);
  });

  it('tells the same of the same letters, whichever table or mailbox they lie in', () => {
    const family = (wanted: (type: string) => boolean) =>
      sources
        .filter(([, type]) => wanted(type))
        .map(([name]) => JSON.stringify(told.get(name)?.published.measures));
    const tables = family((type) => type === 'table');
    const mail = family((type) => ['mbox', 'maildir', 'eml'].includes(type));
    expect([tables.length, mail.length]).toEqual([4, 3]);
    expect(new Set(tables).size).toBe(1);
    expect(new Set(mail).size).toBe(1);
  });

  it('gives the reciprocity that counting the letters by hand gives', () => {
    const value = shownValue(told.get('letters.csv')?.published.measures.reciprocity);
    expect(value).toBeCloseTo(reciprocityOf(letters), 12);
  });

  it('keeps to a span: from is in it, until is not', async () => {
    const from = Date.UTC(2022, 6, 1);
    const until = Date.UTC(2023, 3, 1);
    const inside = letters.filter(({ timeMs }) => timeMs >= from && timeMs < until);
    expect(inside.length).toBeLessThan(letters.length);
    const { measures } = await measured(at('letters.csv'), '--from', '2022-07', '--until', '2023-04-01');
    expect(shownValue(measures.reciprocity)).toBeCloseTo(reciprocityOf(inside), 12);
    expect(measures.reciprocity?.evidence.from?.slice(0, 7)).toBe('2022-07');
    expect(measures.reciprocity?.evidence.until?.slice(0, 7)).toBe('2023-03');
  });

  it('makes several sources one organisation: people are known again by their address', async () => {
    const half = Math.floor(letters.length / 2);
    writeCsv(at('first-half.csv'), letters.slice(0, half));
    writeMbox(at('second-half.mbox'), letters.slice(half));
    const { coverage, measures, organisation } = await measured(
      at('first-half.csv'),
      at('second-half.mbox'),
      at('letters'),
    );
    expect(coverage.sources.map(({ type }) => type)).toEqual(['table', 'mbox', 'git']);
    expect(coverage.people).toBe(10);
    expect(organisation).toBe('first-half.csv and 2 more');
    expect(measures.reciprocity?.evidence.from?.slice(0, 4)).toBe('2022');
  });

  it('lays the formal chart beside the lived network where one is given', async () => {
    const out = at('with-chart');
    const without = told.get('letters.csv')?.published;
    expect(without?.measures['formal-lived-overlap']).toMatchObject({ value: null, reason: 'no-chart' });
    await printed('measure', at('letters.csv'), '--org', at('chart.csv'), ...quick, '--out', out);
    const { measures } = JSON.parse(readFileSync(`${out}/measures.json`, 'utf8')) as Published;
    // Its circles are its units, so the two agree well beyond chance.
    expect(shownValue(measures['formal-lived-overlap'])).toBeGreaterThan(0.3);
    expect(readdirSync(out)).toContain('kaleidoscope-chart.svg');
    expect(readFileSync(`${out}/report.html`, 'utf8')).toContain('The formal chart');
  });

  it('cuts time into months, quarters or years', async () => {
    const windowsOf = ({ measures, windowScheme }: Published) => {
      const windows = measures.reciprocity?.windows ?? [];
      return [windowScheme, windows[0]?.window, windows.length];
    };
    expect(windowsOf(told.get('letters.csv')!.published)).toEqual(['quarter', '2022-Q1', 8]);
    expect(windowsOf(await measured(at('letters.csv'), '--window', 'month'))).toEqual([
      'month',
      '2022-01',
      24,
    ]);
    expect(windowsOf(await measured(at('letters.csv'), '--window', 'year'))).toEqual(['year', '2022', 2]);
  });

  it('sums everything up on one screen, with interval and chance alone beside each headline', async () => {
    const said = await printed('measure', at('letters.mbox'), '--org', at('chart.csv'), '--out', at('full'));
    const lines = said.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(40);
    for (const line of lines.filter((each) => !/^(Report|Archive) /.test(each))) {
      expect(line.length).toBeLessThanOrEqual(screenColumns);
    }
    const headlines = lines.slice(0, lines.indexOf('What may stand in the way')).join('\n');
    expect(headlines.match(/\([^()]+ to [^()]+\) · chance alone [\d−.% {2}]+/g)).toHaveLength(3);
    expect(unbroken(said)).toContain('2 sources · about');
  });

  it('measures an archive again without its sources, to the same bytes', async () => {
    const archive = at('kept.duckdb');
    await printed('import', at('letters.csv'), '--archive', archive);
    await printed('measure', '--archive', archive, ...quick, '--out', at('again'));
    const written = (folder: string) => readFileSync(at(folder, 'measures.json'), 'utf8');
    expect(written('again')).toBe(written('report of letters.csv'));
  });

  it('reads nothing twice: the next import of every kind finds everything known', async () => {
    const archive = at('twice.duckdb');
    const paths = sources.map(([name]) => at(name));
    await printed('import', ...paths, '--archive', archive);
    const again = JSON.parse(await printed('import', ...paths, '--archive', archive, '--json')) as {
      readonly imports: readonly { readonly label: string; readonly acts: { readonly new: number } }[];
    };
    expect(again.imports.map(({ label, acts }) => [label, acts.new])).toEqual(
      sources.map(([name]) => [name, 0]),
    );
  });

  it('shows a ready organisation, and says that it is simulated where it is', async () => {
    const first = async (id: string) =>
      (await printed('measure', '--sample', id, '--until', '2024-04', ...quick, '--out', at(id))).split(
        '\n',
      )[0];
    expect(await first('managers')).not.toContain('simulated');
    expect(await first('turning')).toContain('(simulated)');
  });
});
