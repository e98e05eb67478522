import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const src = join(root, 'src');

/** Who may import whom; a folder may always import itself. The most specific row holds. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  base: [],
  measure: [
    'base',
    'measure/network',
    'measure/communities',
    'measure/equipotency',
    'measure/dynamics',
    'measure/challenges',
  ],
  'measure/network': ['base'],
  'measure/communities': ['base', 'measure/network'],
  'measure/equipotency': ['base', 'measure/network'],
  'measure/dynamics': ['base', 'measure/network'],
  'measure/challenges': [
    'base',
    'measure/network',
    'measure/communities',
    'measure/equipotency',
    'measure/dynamics',
    'measure/assessment.ts',
  ],
  'measure/sources': ['base'],
  'measure/people': ['base', 'measure/sources'],
  'measure/archive': ['base', 'measure/sources', 'measure/people', 'measure/network/events.ts'],
  scenario: ['base', 'measure/network'],
  'practice/events': ['base'],
  'practice/governance': ['base', 'practice/events'],
  'practice/peer': ['base', 'practice/events'],
  kaleidoscope: [
    'base',
    'scenario',
    'practice/governance',
    'measure',
    'measure/network',
    'measure/communities',
    'measure/equipotency',
    'measure/dynamics',
    'measure/challenges',
  ],
  app: [
    'base',
    'measure',
    'measure/network',
    'measure/communities',
    'measure/equipotency',
    'measure/dynamics',
    'measure/challenges',
    'measure/sources',
    'measure/people',
    'measure/archive',
    'scenario',
    'practice/events',
    'practice/governance',
    'practice/peer',
    'kaleidoscope',
  ],
  host: ['base', 'kaleidoscope', 'app'],
  cli: ['base', 'kaleidoscope', 'app', 'host'],
  web: ['base', 'kaleidoscope', 'app/protocol.ts'],
};

/** Folders that must run anywhere: no platform, no clock, no entropy, no network. */
const pureFolders = [
  'base',
  'practice/events',
  'practice/governance',
  'measure/network',
  'measure/communities',
  'measure/equipotency',
  'measure/dynamics',
  'measure/challenges',
  'scenario',
  'kaleidoscope',
];

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

const posix = (path: string) => relative(src, path).split(sep).join('/');

const rowOf = (file: string): string | undefined =>
  Object.keys(mayImport)
    .filter((folder) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];

const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]);

const all = filesUnder(src);
const shipped = all.filter((file) => !/\.test\.tsx?$/.test(file));

describe('the walls between folders', () => {
  it('know every file under src', () => {
    expect(all.map(posix).filter((file) => rowOf(file) === undefined)).toEqual([]);
  });

  it('let nobody import what the table does not name', () => {
    const forbidden: string[] = [];
    for (const file of shipped) {
      const row = rowOf(posix(file));
      if (row === undefined) continue;
      for (const specifier of importsOf(readFileSync(file, 'utf8'))) {
        if (!specifier.startsWith('.')) continue;
        const target = posix(resolve(dirname(file), specifier));
        const targetRow = rowOf(target);
        const isAllowed =
          targetRow === row || mayImport[row].some((name) => name === target || name === targetRow);
        if (!isAllowed) forbidden.push(`${posix(file)} → ${target}`);
      }
    }
    expect(forbidden).toEqual([]);
  });

  it('keep clocks, entropy, platform and network out of the pure folders', () => {
    const found: string[] = [];
    for (const file of shipped) {
      const name = posix(file);
      const isRootOfMeasure = /^measure\/[^/]+\.ts$/.test(name);
      if (!isRootOfMeasure && !pureFolders.some((folder) => name.startsWith(`${folder}/`))) continue;
      const text = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      for (const ban of [
        'Date.now',
        'Math.random',
        'performance.now',
        'new Date()',
        'fetch(',
        'process.',
        "'node:",
      ]) {
        if (text.includes(ban)) found.push(`${name}: ${ban}`);
      }
    }
    expect(found).toEqual([]);
  });

  it('have no barrels, no default exports and no vague file names', () => {
    const vague = /^(utils?|helpers?|common|misc|shared|manager|index)\.tsx?$/;
    expect(all.map(posix).filter((file) => vague.test(file.split('/').at(-1)!))).toEqual([]);
    expect(shipped.filter((file) => /^export default/m.test(readFileSync(file, 'utf8'))).map(posix)).toEqual(
      [],
    );
  });
});

describe('the tree', () => {
  it('names no machine path, registry host or workplace', () => {
    const suspicious = /(^|[^.\w])\/(work|root|home\/\w+)\/|registry\.npmjs|127\.0\.0\.1:\d+\/npm/;
    const places = ['src', 'test', 'bench', 'scripts', 'bin', 'docs', 'samples', '.ci'];
    const found: string[] = [];
    for (const place of places) {
      for (const entry of readdirSync(join(root, place), { withFileTypes: true, recursive: true })) {
        if (!entry.isFile() || !/\.(ts|mjs|md|json|py|R|csv)$/.test(entry.name)) continue;
        const file = join(entry.parentPath, entry.name);
        if (file === fileURLToPath(import.meta.url)) continue;
        if (suspicious.test(readFileSync(file, 'utf8'))) found.push(relative(root, file));
      }
    }
    expect(found).toEqual([]);
  });
});
