import { createHash } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import type { ViewSnapshot } from '../../practice/governance/community-view.ts';
import { productVersion } from '../product-version.ts';

/** What a device keeps to be here again soon: its own view, the newest events beside it, how far it had read. */
export interface KeptView {
  readonly view: ViewSnapshot;
  /** Whole events that stand beyond the snapshot, base64. */
  readonly beyond: readonly string[];
  /** Next block by log and version. */
  readonly cursors: Readonly<Record<string, number>>;
}

/** The first line: whose the second is, and that it is whole. */
const headOf = (content: string): string =>
  `equipo-view ${productVersion()} ${createHash('sha256').update(content).digest('hex')}`;

/**
 * A view this very program kept on this device; `null` where there is none, or anything at all is odd about it: then
 * the whole record is read, which says the same.
 */
export const readView = async (file: string): Promise<KeptView | null> => {
  try {
    const text = await readFile(file, 'utf8');
    const end = text.indexOf('\n');
    const content = text.slice(end + 1);
    return text.slice(0, end) === headOf(content) ? (JSON.parse(content) as KeptView) : null;
  } catch {
    return null;
  }
};

/** Written beside, flushed and put in place. Best effort: without it the next start takes longer, and loses nothing. */
export const writeView = async (file: string, kept: KeptView): Promise<void> => {
  const beside = `${file}.part`;
  try {
    const handle = await open(beside, 'w', 0o600);
    try {
      const content = JSON.stringify(kept);
      await handle.writeFile(`${headOf(content)}\n${content}`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
  }
};
