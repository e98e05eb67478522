import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnosticSentences, sentenceOf } from '../../../base/refusals.ts';
import { RefusalError } from '../../../base/result.ts';
import { type ChartOptions, openOrgChart } from './open-org-chart.ts';

let folder: string;
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'equipo-chart-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (content: string | Uint8Array): string => {
  const path = join(folder, `${files++}.csv`);
  writeFileSync(path, content);
  return path;
};

const read = async (content: string | Uint8Array, options: ChartOptions = {}) => {
  const chart = await openOrgChart(fileOf(content), options);
  if (chart === null) throw new Error('no chart');
  const { positions, diagnostics } = await chart.read({ since: null, signal: new AbortController().signal });
  for (const { code } of diagnostics) expect(diagnosticSentences).toHaveProperty([code]);
  return { positions, codes: Object.fromEntries(diagnostics.map(({ code, count }) => [code, count])) };
};

const refusal = async (content: string) => {
  const error = await openOrgChart(fileOf(content)).catch((reason: unknown) => reason);
  if (!(error instanceof RefusalError)) throw new Error(`expected a refusal, but got ${String(error)}`);
  return { code: error.refusal.code, params: error.refusal.params, sentence: sentenceOf(error.refusal) };
};

const lines = ({ positions }: Awaited<ReturnType<typeof read>>) =>
  positions.map(({ account, managerKey }) => `${account.key} under ${managerKey ?? 'nobody'}`);

const day = (text: string) => Date.parse(text);

describe('an org chart', () => {
  it('is read under the many names its columns go by', async () => {
    for (const header of [
      'employee,manager,unit,title,level',
      'Person;Boss;Department;Job Title;Rank',
      'id\tSuperior\tTeam\tPosition\tGrade',
      'EMPLOYEE_ID,MANAGER_ID,DEPARTMENT,TITLE,LEVEL',
    ]) {
      const delimiter = /[,;\t]/.exec(header)![0];
      const rows = [
        ['1', '', 'Top', 'Director', '1'],
        ['2', '1', 'Sales', 'Head', '2'],
      ];
      const chart = await read([header, ...rows.map((row) => row.join(delimiter))].join('\n'));
      expect(lines(chart), header).toEqual(['table:1 under nobody', 'table:2 under table:1']);
      expect(chart.positions[1]).toMatchObject({ unit: 'Sales', title: 'Head', level: 2 });
      expect(chart.codes).toEqual({});
    }
  });

  it('finds a manager by id, by address or by name', async () => {
    const header = 'employee_id,employee_email,employee_name,manager';
    for (const manager of ['17', 'ANA@example.org', 'ana belmont']) {
      const chart = await read(
        `${header}\n17,Ana@example.org,Ana Belmont,\n18,bo@example.org,Bo Carver,${manager}\n`,
      );
      expect(lines(chart)).toEqual(['table:17 under nobody', 'table:18 under table:17']);
      expect(chart.positions[0].account).toMatchObject({
        address: 'ana@example.org',
        name: 'Ana Belmont',
        login: '17',
      });
      expect(chart.codes).toEqual({});
    }
    const byAddress = await read('email,manager\nana@example.org,\nBo@example.org,Ana@Example.org\n');
    expect(lines(byAddress)).toEqual([
      'mail:ana@example.org under nobody',
      'mail:bo@example.org under mail:ana@example.org',
    ]);
  });

  it('does not guess between two people of one name', async () => {
    const chart = await read('id,name,manager\n1,Ana Belmont,\n2,Ana Belmont,1\n3,Bo Carver,Ana Belmont\n');
    expect(lines(chart)[2]).toBe('table:3 under table:ana belmont');
    expect(chart.codes).toEqual({ 'chart-manager-unknown': 1 });
  });

  it('is refused where people report to one another in a circle, with its length and rows, and no names', async () => {
    const { code, params, sentence } = await refusal(
      'employee,manager\nroot,\nana,chi\nbo,ana\nchi,bo\ndee,ana\n',
    );
    expect(code).toBe('chart-cycle');
    expect(params.length).toBe(3);
    expect(String(params.rows).split(', ').sort()).toEqual(['2', '3', '4']);
    expect(sentence).not.toMatch(/\b(ana|bo|chi)\b/);
  });

  it('is refused for any circle, and for nothing else', async () => {
    // Each reports to someone; following managers n steps without reaching the top is a circle.
    const managers = fc.array(fc.option(fc.nat(11), { nil: null }), { minLength: 12, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(managers, async (chosen) => {
        const upward = (start: number) => {
          let at: number | null = start;
          for (let step = 0; step <= 12 && at !== null; step++) at = chosen[at] === at ? null : chosen[at];
          return at;
        };
        const isCircular = chosen.some((_, person) => upward(person) !== null);
        const text = [
          'employee,manager',
          ...chosen.map((manager, person) => `${person},${manager ?? ''}`),
        ].join('\n');
        const opening = openOrgChart(fileOf(text)).then(
          () => 'read',
          (error: RefusalError) => error.refusal.code,
        );
        expect(await opening).toBe(isCircular ? 'chart-cycle' : 'read');
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('counts tops, unknown managers, own managers, people without a name and people twice', async () => {
    const chart = await read(
      'employee,manager\ntop,\nother,other\nana,top\nbo,other\nchi,ghost\n,top\nana,other\ndee,NA\n',
    );
    expect(lines(chart)).toEqual([
      'table:top under nobody',
      'table:other under nobody',
      'table:bo under table:other',
      'table:chi under table:ghost',
      'table:ana under table:other',
      'table:dee under nobody',
    ]);
    expect(chart.codes).toEqual({
      'chart-own-manager': 1,
      'chart-manager-unknown': 1,
      'chart-person-missing': 1,
      'chart-person-twice': 1,
    });
    const two = await read('employee,manager\ntop,\nother,\nana,top\nbo,other\n');
    expect(two.codes).toEqual({ 'chart-several-tops': 2 });
  });

  it('keeps who held which place when, and tells of leavers', async () => {
    const chart = await read(
      [
        'employee,manager,unit,from,until',
        'ana,,Top,2020-01-01,',
        'bo,ana,Sales,2021-01-01,2022-06-30',
        'bo,ana,Support,2022-06-30,',
        'chi,ana,Sales,2021-03-01,2022-01-01',
        'dee,ana,Sales,2022-01-01,2021-01-01',
      ].join('\n'),
    );
    const spans = chart.positions.map(({ account, unit, fromMs, untilMs }) => [
      account.login,
      unit,
      fromMs,
      untilMs,
    ]);
    expect(spans).toEqual([
      ['ana', 'Top', day('2020-01-01'), null],
      ['bo', 'Sales', day('2021-01-01'), day('2022-06-30')],
      ['bo', 'Support', day('2022-06-30'), null],
      ['chi', 'Sales', day('2021-03-01'), day('2022-01-01')],
    ]);
    expect(chart.codes).toEqual({ 'chart-span-empty': 1, 'chart-leavers': 1 });
  });

  it('reads a file of several days as what held between them', async () => {
    const chart = await read(
      [
        'EMPLOYEE_ID,EMPLOYEE_EMAIL,DEPARTMENT,SNAPSHOT,MANAGER_ID,JOIN_DATE,LEAVE_DATE',
        '1,a@x.org,Top,2024-01-01,,2020-01-01,',
        '2,b@x.org,A,2024-01-01,1,2021-01-01,',
        '4,d@x.org,A,2024-01-01,1,2021-01-01,',
        '1,a@x.org,Top,2024-02-01,,2020-01-01,',
        '2,b@x.org,B,2024-02-01,1,2021-01-01,2024-02-15',
        '3,c@x.org,B,2024-02-01,2,2024-01-20,',
      ].join('\n'),
    );
    const spans = chart.positions.map(({ account, unit, fromMs, untilMs }) => [
      account.login,
      unit,
      fromMs,
      untilMs,
    ]);
    expect(spans).toEqual([
      ['1', 'Top', day('2020-01-01'), null],
      ['2', 'A', day('2021-01-01'), day('2024-02-01')],
      ['4', 'A', day('2021-01-01'), day('2024-02-01')],
      ['2', 'B', day('2024-02-01'), day('2024-02-15')],
      ['3', 'B', day('2024-01-20'), null],
    ]);
    expect(chart.codes).toEqual({ 'chart-leavers': 1 });
  });

  it('may change its lines so that a circle over time is none', async () => {
    const before = 'ana,,2020-01-01,2022-01-01\nbo,ana,2020-01-01,2022-01-01';
    const after = 'bo,,2022-01-01,\nana,bo,2022-01-01,';
    const chart = await read(`employee,manager,from,until\n${before}\n${after}\n`);
    expect(chart.positions).toHaveLength(4);
    expect(
      (await refusal(`employee,manager,from,until\n${before}\nana,bo,2021-01-01,2022-01-01\n`)).code,
    ).toBe('chart-cycle');
  });

  it('tells when its levels run against its lines', async () => {
    const text = 'employee,manager,level\ntop,,1\nana,top,L2\nbo,top,Grade 2\nchi,ana,3\n';
    expect((await read(text)).codes).toEqual({});
    expect((await read(text, { levelTop: 'high' })).codes).toEqual({ 'chart-levels-other-way': 1 });
  });

  it('takes a date that says nothing for none, and tells', async () => {
    const chart = await read('employee,manager,from\nana,,03/04/2024\nbo,ana,05/06/2024\nchi,ana,\n');
    expect(chart.positions.map(({ fromMs }) => fromMs)).toEqual([null, null, null]);
    expect(chart.codes).toEqual({ 'chart-date-unreadable': 2 });
  });

  it('says which columns it lacks, and leaves alone what is no table', async () => {
    const { code, sentence } = await refusal('employee,unit,mgr_id\nana,Top,\n');
    expect(code).toBe('chart-columns-missing');
    expect(sentence).toContain('manager');
    expect((await refusal('employee,manager\n')).code).toBe('table-empty');
    expect(await openOrgChart(join(folder, 'not-there.csv'))).toBeNull();
    expect(await openOrgChart(folder)).toBeNull();
    expect(await openOrgChart(fileOf(new Uint8Array(100)))).toBeNull();
  });

  it('is read in UTF-16 and in Windows-1252', async () => {
    const text = 'employee,manager\nJürgen Groß,\nZoë Núñez,Jürgen Groß\n';
    const expected = ['table:jürgen groß under nobody', 'table:zoë núñez under table:jürgen groß'];
    expect(lines(await read(Buffer.from(`\ufeff${text}`, 'utf16le')))).toEqual(expected);
    expect(lines(await read(Buffer.from(text, 'latin1')))).toEqual(expected);
  });
});
