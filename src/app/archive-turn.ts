import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { RefusalError } from '../base/result.ts';
import { type Archive, openArchive } from '../measure/archive/archive.ts';

/** The turn that was asked for last, by archive. */
const lastTurns = new Map<string, Promise<unknown>>();

/**
 * Works on one archive file after whoever asked before. The engine's lock keeps other processes out, but one
 * process may open a file twice, and then what the first wrote is lost.
 */
export const inTurnAt = <T>(path: string, work: () => Promise<T>): Promise<T> => {
  const key = resolve(path);
  const before = lastTurns.get(key) ?? Promise.resolve();
  const turn = before.then(work);
  const isOver = turn.then(
    () => undefined,
    () => undefined,
  );
  lastTurns.set(key, isOver);
  isOver.then(() => {
    if (lastTurns.get(key) === isOver) lastTurns.delete(key);
  });
  return turn;
};

/**
 * An archive that is there, opened for one piece of work in its turn.
 *
 * @throws RefusalError where it was deleted meanwhile, so that opening does not make an empty one in its place
 */
export const withArchive = <T>(
  path: string,
  readOnly: boolean,
  work: (archive: Archive) => Promise<T>,
): Promise<T> =>
  inTurnAt(path, async () => {
    if (!existsSync(path)) throw new RefusalError('archive-missing', { path });
    const archive = await openArchive(path, { readOnly });
    try {
      return await work(archive);
    } finally {
      await archive.close();
    }
  });
