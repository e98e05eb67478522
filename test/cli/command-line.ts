/** Command lines run in this process, as a person would type them, and what they said. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { run } from '../../src/cli/main.ts';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Columns of the screen that every test writes on. */
export const screenColumns = 100;

export const equipo = async (...argv: readonly string[]): Promise<Said> => {
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
    columns: screenColumns,
    signal: new AbortController().signal,
  });
  return { code, out, err };
};

/** What a command printed; one that refuses or fails fails the test, with its words. */
export const printed = async (...argv: readonly string[]): Promise<string> => {
  const { code, out, err } = await equipo(...argv);
  if (code !== 0) throw new Error(`equipo ${argv.join(' ')} ended with ${code}: ${err}`);
  return out;
};

/** Lines that were broken to fit the screen, as the one line they were. */
export const unbroken = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/**
 * A folder for one test file, with a place for archives in it, so that no test meets the archives of the person
 * who runs it.
 */
export const folderForTests = (): ((...names: readonly string[]) => string) => {
  let folder = '';
  const before = process.env.EQUIPO_DATA;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'equipo-cli-'));
    process.env.EQUIPO_DATA = join(folder, 'data');
    mkdirSync(process.env.EQUIPO_DATA);
  });
  afterAll(() => {
    if (before === undefined) delete process.env.EQUIPO_DATA;
    else process.env.EQUIPO_DATA = before;
    rmSync(folder, { recursive: true, force: true });
  });
  return (...names) => join(folder, ...names);
};
