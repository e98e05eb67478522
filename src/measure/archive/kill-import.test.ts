import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentsOf } from '../../../test/archive/archive-contents.ts';
import { manyLetters, manyLettersCount } from '../../../test/archive/many-letters.ts';
import { openArchive } from './archive.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'equipo-kill-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs an import in a process of its own and kills it on the line that `isEnough`; what it said was safe. */
const importAndKill = async (
  path: string,
  isEnough: (line: string, number: number) => boolean,
): Promise<number> => {
  const program = resolve(import.meta.dirname, '../../../test/archive/import-letters.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  let safe = 0;
  let number = 0;
  for await (const line of createInterface(child.stdout)) {
    if (/^\d+$/.test(line)) safe = Number(line);
    if (isEnough(line, number++)) child.kill('SIGKILL');
  }
  await closed;
  return safe;
};

describe('an import that is killed', () => {
  it('loses nothing it said was safe, at whatever moment, and ends as if it had never been disturbed', async () => {
    const path = join(folder, 'killed.duckdb');
    const moments: readonly ((line: string, number: number) => boolean)[] = [
      (line) => line === 'open',
      (_, number) => number === 1,
      (_, number) => number === 2,
      // After the last letter is safe and while answers are being linked.
      (line) => line === `${manyLettersCount}`,
    ];
    let safeBefore = 0;
    for (const [index, moment] of moments.entries()) {
      const safe = await importAndKill(path, moment);
      const left = await openArchive(path);
      const [source] = await left.sources();
      const held = source?.acts ?? 0;
      expect(held).toBeGreaterThanOrEqual(Math.max(safe, safeBefore));
      // The first kills strike in the middle, or they would show nothing.
      if (index < 2) expect(held).toBeLessThan(manyLettersCount);
      safeBefore = held;
      await left.close();
    }
    const resumed = await openArchive(path);
    const rest = await resumed.importSource(manyLetters(), { origin: '/letters' });
    expect(rest.isComplete).toBe(true);
    const whole = await openArchive(null);
    await whole.importSource(manyLetters(), { origin: '/letters' });
    expect((await resumed.sources())[0]).toEqual((await whole.sources())[0]);
    expect(await contentsOf(resumed)).toEqual(await contentsOf(whole));
    await resumed.close();
    await whole.close();
  });
});
