import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeTemporaryFolder, removeTemporaryFolder } from './temporary-folder.ts';

it('a copy of a table is for nobody else, goes when it has been read, and does not outlive a killed process', () => {
  // A process that has ended: its number belongs to nobody now.
  const ended = execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }).trim();
  const abandoned = mkdtempSync(join(tmpdir(), `equipo-table-${ended}-`));
  writeFileSync(join(abandoned, 'table'), 'from,to');
  const own = makeTemporaryFolder();
  expect(existsSync(abandoned)).toBe(false);
  expect(statSync(own).mode & 0o077).toBe(0);
  const second = makeTemporaryFolder();
  expect(existsSync(own)).toBe(true);
  for (const folder of [own, second]) removeTemporaryFolder(folder);
  expect([own, second].some((folder) => existsSync(folder))).toBe(false);
  rmSync(abandoned, { recursive: true, force: true });
});
