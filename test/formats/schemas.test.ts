import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { writeLettersOfForty } from '../cli/letters-of-forty.ts';

const schemaOf = (name: string): ValidateFunction =>
  new Ajv({ allowUnionTypes: true }).compile(
    JSON.parse(
      readFileSync(fileURLToPath(new URL(`../../docs/formats/${name}.schema.json`, import.meta.url)), 'utf8'),
    ),
  );

let folder = '';
let table = '';
let archive = '';

/** Runs one command line in this process and gives what it printed. */
const printed = async (...argv: string[]): Promise<string> => {
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
    columns: 100,
    signal: new AbortController().signal,
  });
  expect(code, err).toBe(0);
  return out;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'equipo-formats-'));
  table = join(folder, 'messages.csv');
  archive = join(folder, 'messages.duckdb');
  const people = ['ana', 'bo', 'chi', 'dee', 'eli', 'fay', 'gus', 'hal'];
  const rows = Array.from({ length: 400 }, (_, i) => {
    const from = people[(i * 5) % 8];
    const to = people[(i * 3 + (i % 7) + 1) % 8];
    return `${new Date(Date.UTC(2024, 0, 1 + (i % 300))).toISOString()},${from}@example.org,${to}@example.org`;
  });
  writeFileSync(table, ['time,from,to', ...rows, 'never,ana@example.org,bo@example.org', ''].join('\n'));
  const forty = join(folder, 'forty.csv');
  writeLettersOfForty(forty);
  await printed('import', forty, '--archive', join(folder, 'forty.duckdb'));
  await printed(...planOf('kept.json'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Nine weeks before and after a day in the middle of the letters of forty. */
const planOf = (name: string): string[] => [
  ...['experiment', 'new', '--archive', join(folder, 'forty.duckdb'), '--plan', join(folder, name)],
  ...['--measure', 'reciprocity', '--direction', 'up', '--weeks', '9', '--start', '2023-07-03'],
  ...['--hypothesis', 'It rises.', '--draws', '9', '--json'],
];

/** Every command that prints JSON, the shape it promises, and a field that must be missed. */
const commands: readonly (readonly [schema: string, field: string, argv: () => string[]])[] = [
  ['import', 'imports', () => ['import', table, '--archive', archive, '--json']],
  ['people', 'people', () => ['people', 'list', '--archive', archive, '--json']],
  ['people', 'corrections', () => ['people', 'list', '--archive', archive, '--names', '--json']],
  [
    'measures',
    'measures',
    () => ['measure', '--archive', archive, '--out', join(folder, 'out'), '--no-nulls', '--json'],
  ],
  [
    'export',
    'files',
    () => ['export', '--private', '--archive', archive, '--out', join(folder, 'private'), '--json'],
  ],
  ['catalogue', 'measures', () => ['measures', '--json']],
  ['catalogue', 'measures', () => ['measures', 'lead', '--json']],
  [
    'dynamics',
    'beyondHabit',
    () => {
      return ['dynamics', '--archive', join(folder, 'forty.duckdb'), '--json'];
    },
  ],
  ['experiment', 'hash', () => planOf('printed.json')],
  [
    'experiment-result',
    'result',
    () => [
      'experiment',
      'read',
      join(folder, 'kept.json'),
      '--archive',
      join(folder, 'forty.duckdb'),
      '--json',
    ],
  ],
  ['doctor', 'checks', () => ['doctor', '--json']],
  [
    'tally',
    'winners',
    () => {
      const file = join(folder, 'lunch.blt');
      writeFileSync(file, '3 1\n1 1 2 3 0\n1 2 3 1 0\n1 3 1 2 0\n0\n"Soup"\n"Rice"\n"Bread"\n"Lunch"\n');
      return ['tally', file, '--method', 'schulze', '--tie', 'draw', '--json'];
    },
  ],
  ['scenario-parts', 'templates', () => ['scenario', 'list', '--json']],
  [
    'scenario-result',
    'designs',
    () => {
      const file = join(folder, 'scenario.yaml');
      writeFileSync(
        file,
        'format: equipo-scenario\nversion: 1\nbase: {template: flat, people: 20}\ndesigns: [{changes: [{newcomers: 3}]}]\nruns: 3\n',
      );
      return ['scenario', 'run', file, '--out', join(folder, 'scenario'), '--json'];
    },
  ],
];

describe('what commands print as JSON', () => {
  for (const [schema, field, argv] of commands) {
    it(`has the published shape: ${schema}, and a reader would notice another (${field})`, async () => {
      const document = JSON.parse(await printed(...argv()));
      const isValid = schemaOf(schema);
      isValid(document);
      expect(isValid.errors).toBeNull();
      const { [field]: _, ...without } = document;
      expect(isValid(without)).toBe(false);
      expect(isValid({ ...document, more: 1 })).toBe(false);
    });
  }

  it('has the published shape for the managers, nulls and chart included', async () => {
    const isValid = schemaOf('measures');
    isValid(
      JSON.parse(await printed('measure', '--sample', 'managers', '--out', join(folder, 'm'), '--json')),
    );
    expect(isValid.errors).toBeNull();
  });

  it('is what was written to measures.json, byte for byte, and the same again on the next run', async () => {
    const out = join(folder, 'twice');
    const first = await printed('measure', table, '--archive', archive, '--out', out, '--no-nulls', '--json');
    expect(first).toBe(readFileSync(join(out, 'measures.json'), 'utf8'));
    const second = await printed(
      'measure',
      table,
      '--archive',
      archive,
      '--out',
      out,
      '--no-nulls',
      '--json',
    );
    expect(second).toBe(first);
  });
});
