import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { RefusalError } from '../../base/result.ts';
import { isDiskFull } from '../../practice/peer/store/disk-full.ts';

const version = 1;

/** A small JSON file of this node: written beside, flushed and put in place, so that it is whole or as before. */
export const writeKept = async (file: string, format: string, content: object): Promise<void> => {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const beside = `${file}.part`;
  try {
    const handle = await open(beside, 'w', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify({ format, version, ...content }, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    throw new RefusalError('practice-disk-full', { folder: dirname(file) });
  }
};

/** `null` where there is none. Refuses `practice-newer` and `practice-damaged`. */
export const readKept = async <T>(file: string, format: string): Promise<T | null> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new RefusalError('practice-damaged', { file });
  }
  let kept: { readonly format?: unknown; readonly version?: unknown };
  try {
    kept = JSON.parse(text);
  } catch {
    throw new RefusalError('practice-damaged', { file });
  }
  if (kept?.format !== format || typeof kept.version !== 'number') {
    throw new RefusalError('practice-damaged', { file });
  }
  if (kept.version > version) throw new RefusalError('practice-newer', { folder: dirname(file) });
  return kept as T;
};
