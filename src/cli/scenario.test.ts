import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { challengesWithChanges, changesForChallenge } from '../scenario/designs/change-for-challenge.ts';
import { run } from './main.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'equipo-scenario-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const equipo = async (...argv: string[]) => {
  let out = '';
  let err = '';
  const code = await run(argv, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isScreen: false,
    columns: 200,
    signal: new AbortController().signal,
  });
  return { code, out, err };
};

const head = 'format: equipo-scenario\nversion: 1\n';

/** What a person may get wrong, and a word of the sentence they read. */
const wrong: readonly (readonly [what: string, text: string, word: string])[] = [
  ['an unknown key', `${head}base: {template: flat}\nhorizont: 3\n`, 'horizon.'],
  ['no YAML', `${head}base: [\n`, 'line'],
  ['a load past saturation', `${head}base: {template: flat}\nmodels: {load: 1.5}\n`, 'past what the base'],
  [
    'a change that takes everybody away',
    `${head}base: {template: flat, people: 20}\ndesigns: [{changes: [{lose-random: 100}]}]\n`,
    'would be left',
  ],
  [
    'an unknown person',
    `${head}base: {template: flat, people: 20}\ndesigns: [{changes: [{connect: [[ana, 3]]}]}]\n`,
    'ana',
  ],
  [
    'a layer that is not there',
    `${head}base: {template: flat, people: 20}\ndesigns: [{changes: [{remove-layer: 4}]}]\n`,
    'no layer 4',
  ],
];

describe('equipo scenario', () => {
  for (const [what, text, word] of wrong) {
    it(`says one sentence about ${what}, exits 2 and leaves the file as it was`, async () => {
      const file = join(folder, 'wrong.yaml');
      writeFileSync(file, text);
      const { code, out, err } = await equipo('scenario', 'run', file, '--out', join(folder, 'none'));
      expect(code).toBe(2);
      expect(out).toBe('');
      expect(err).toContain(word);
      expect(readFileSync(file, 'utf8')).toBe(text);
      expect(existsSync(join(folder, 'none'))).toBe(false);
    });
  }

  it('writes one step from every challenge that a change of design speaks to, and says which those are', async () => {
    for (const challenge of challengesWithChanges) {
      const file = join(folder, `${challenge}.yaml`);
      expect((await equipo('scenario', 'new', '--challenge', challenge, '--out', file)).code).toBe(0);
      expect(parse(readFileSync(file, 'utf8')).designs[0].changes).toHaveLength(
        changesForChallenge(challenge, 156).length,
      );
    }
    const file = join(folder, 'none.yaml');
    const { code, err } = await equipo('scenario', 'new', '--challenge', 'one-way-ties', '--out', file);
    expect(code).toBe(2);
    expect(err).toContain('silos');
    expect(existsSync(file)).toBe(false);
  });

  it('says so where there is no file', async () => {
    expect((await equipo('scenario', 'run', join(folder, 'nowhere.yaml'))).code).toBe(2);
  });

  it('refuses a chart with two people at the top', async () => {
    const table = join(folder, 'acts.csv');
    writeFileSync(
      table,
      'time,from,to\n2024-01-01,a,b\n2024-01-02,b,c\n2024-01-03,c,d\n2024-01-04,d,e\n2024-01-05,e,f\n2024-01-06,f,a\n',
    );
    const chart = join(folder, 'chart.csv');
    writeFileSync(chart, 'employee,manager\na,\nb,a\nc,a\nd,\ne,d\nf,d\n');
    const archive = join(folder, 'two.duckdb');
    expect((await equipo('import', table, '--org', chart, '--archive', archive)).code).toBe(0);
    const file = join(folder, 'two.yaml');
    writeFileSync(file, `${head}base: {archive: two.duckdb}\n`);
    const { code, err } = await equipo('scenario', 'run', file, '--out', join(folder, 'none'));
    expect(err).toContain('2 people with nobody above');
    expect(code).toBe(2);
  });

  it('writes a file the schema takes, runs it on measured people, and never writes over it', async () => {
    const file = join(folder, 'new.yaml');
    const words = ['--change', 'delegate=within:consent:3', '--change', 'add-bridges=multiscale:5'];
    expect((await equipo('scenario', 'new', '--sample', 'managers', ...words, '--out', file)).code).toBe(0);
    const text = readFileSync(file, 'utf8');
    const schema = JSON.parse(
      readFileSync(
        fileURLToPath(new URL('../../docs/formats/scenario-file.schema.json', import.meta.url)),
        'utf8',
      ),
    );
    const isValid = new Ajv({ allowUnionTypes: true }).compile(schema);
    isValid(parse(text));
    expect(isValid.errors).toBeNull();
    expect(isValid({ ...parse(text), hroizon: 1 })).toBe(false);
    expect((await equipo('scenario', 'new', '--out', file)).code).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe(text);
    writeFileSync(file, text.replace('runs: 30', 'runs: 4'));
    const { code, out } = await equipo('scenario', 'run', file, '--out', join(folder, 'ran'));
    expect(code).toBe(0);
    expect(out).toContain('Mason & Watts 2012');
    expect(readFileSync(join(folder, 'ran', 'runs.csv'), 'utf8').split('\r\n')).toHaveLength(1 + 4 * 2 + 1);
  });
});
