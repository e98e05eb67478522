/**
 * Where mended copies of tables lie while they are read. They hold people's traces, so they are removed when they
 * have been read, when the process ends, and, after a process that was killed, by the next one that makes one.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made = new Set<string>();

export const removeTemporaryFolder = (folder: string): void => {
  made.delete(folder);
  rmSync(folder, { recursive: true, force: true });
};

process.on('exit', () => {
  for (const folder of [...made]) removeTemporaryFolder(folder);
});

const isRunning = (processId: number): boolean => {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** What killed processes left. Another account's folders are its own to remove. */
const removeAbandoned = (): void => {
  for (const name of readdirSync(tmpdir())) {
    const owner = /^equipo-table-(\d+)-/.exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Not ours.
    }
  }
};

/** A folder that nobody else may read. */
export const makeTemporaryFolder = (): string => {
  removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), `equipo-table-${process.pid}-`));
  made.add(folder);
  return folder;
};
