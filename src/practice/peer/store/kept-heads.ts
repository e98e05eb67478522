import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf, isHex, toHex } from '../bytes.ts';

/** How far a log reached when its store was last closed. */
export interface KeptHead {
  readonly length: number;
  readonly byteLength: number;
  readonly hash: string;
}

const fileOf = (folder: string): string => join(folder, 'heads.json');

/** Names, sizes and times of all files: other than before where anything was written, or brought back from elsewhere. */
const stateOf = async (folder: string): Promise<string> => {
  const lines: string[] = [];
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const found = await stat(join(folder, name));
    if (found.isFile()) lines.push(`${name} ${found.size} ${found.mtimeMs}`);
  }
  return toHex(hashOf('heads', 32, Buffer.from(lines.join('\n'))));
};

const isHead = (value: unknown): value is KeptHead => {
  const { length, byteLength, hash } = (value ?? {}) as Partial<KeptHead>;
  return Number.isSafeInteger(length) && Number.isSafeInteger(byteLength) && isHex(hash, 32);
};

/**
 * What was kept at the last close, so that a thousand logs need not be opened to say how long they are; nothing where
 * the engine's files are not exactly as they were. Taken: from now on they may change.
 */
export const takeHeads = async (folder: string, engine: string): Promise<Map<string, KeptHead>> => {
  const heads = new Map<string, KeptHead>();
  try {
    const kept = JSON.parse(await readFile(fileOf(folder), 'utf8')) as {
      readonly state: unknown;
      readonly heads: Readonly<Record<string, unknown>>;
    };
    if (kept.state === (await stateOf(engine))) {
      for (const [name, head] of Object.entries(kept.heads)) if (isHead(head)) heads.set(name, head);
    }
  } catch {
    // None, or none that reads: the logs themselves say it.
  }
  await rm(fileOf(folder), { force: true });
  return heads;
};

/** Called once the engine is closed. Best effort: without it the next start takes longer, and loses nothing. */
export const keepHeads = async (
  folder: string,
  engine: string,
  heads: ReadonlyMap<string, KeptHead>,
): Promise<void> => {
  const beside = `${fileOf(folder)}.part`;
  try {
    const content = JSON.stringify({ state: await stateOf(engine), heads: Object.fromEntries(heads) });
    const file = await open(beside, 'w', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, fileOf(folder));
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
  }
};
