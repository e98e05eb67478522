/**
 * A community's sealed blocks as one file, for any channel that carries files. It says no more than a mirror sees:
 * which devices wrote how much. Taking it in verifies every block and changes nothing the second time.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { RefusalError } from '../../base/result.ts';
import { isDiskFull } from './store/disk-full.ts';
import { type LogStore, maxVersions } from './store/log-store.ts';
import { decodeMessage, encodeMessage, maxMessageBytes } from './wire.ts';

const head = 'equipo-bundle 1\n';
const headBytes = head.length + 32;

async function* piecesOf(store: LogStore, community: string): AsyncGenerator<Uint8Array> {
  yield Buffer.concat([Buffer.from(head), Buffer.from(community, 'hex')]);
  for (const { log, version, length } of await store.heads(community)) {
    for (let from = 0; from < length; ) {
      const range = await store.readSigned(log, from, version);
      if (range === null) break;
      const { author, epoch } = log;
      const message = encodeMessage({ kind: 'range', author, epoch, version, ...range });
      const size = Buffer.alloc(4);
      size.writeUInt32LE(message.length);
      yield size;
      yield message;
      from += range.blocks.length;
    }
  }
}

/** Whole or not at all: it is written beside and then put in place. Refuses `practice-disk-full`. */
export const exportBundle = async (store: LogStore, community: string, path: string): Promise<void> => {
  const beside = `${path}.part`;
  try {
    await pipeline(piecesOf(store, community), createWriteStream(beside, { mode: 0o600, flush: true }));
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    if (isDiskFull(error)) throw new RefusalError('practice-disk-full', { folder: path });
    if ((error as NodeJS.ErrnoException).code !== undefined)
      throw new RefusalError('bundle-missing', { path });
    throw error;
  }
};

/** Exactly `length` bytes at a time; `null` at the end of the file. */
class Pieces {
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(path: string) {
    this.#chunks = createReadStream(path)[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  async take(length: number): Promise<Buffer | null> {
    const parts = [this.#held];
    let held = this.#held.length;
    while (held < length) {
      const next = await this.#chunks.next();
      if (next.done === true) break;
      parts.push(next.value);
      held += next.value.length;
    }
    const all = parts.length === 1 ? this.#held : Buffer.concat(parts);
    this.#held = all.subarray(Math.min(length, all.length));
    return all.length < length ? (all.length === 0 ? null : all) : all.subarray(0, length);
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}

const importPiece = async (store: LogStore, community: string, bytes: Uint8Array): Promise<number | null> => {
  const message = decodeMessage(bytes);
  if (message?.kind !== 'range') return null;
  const log = { community, author: message.author, epoch: message.epoch };
  for (let version = 0; version < maxVersions; version++) {
    const found = await store.importRange(log, message, version);
    if (found.outcome === 'added') return found.length - found.from;
    if (found.outcome === 'known') return 0;
  }
  return null;
};

/**
 * Adds what is new and gives how many blocks that were. `isCarried` says whether a community is this node's to keep.
 * Refuses `bundle-missing`, `bundle-foreign` and `bundle-unreadable`; what was verified by then is kept.
 */
export const importBundle = async (
  store: LogStore,
  path: string,
  isCarried: (community: string) => boolean,
): Promise<{ readonly community: string; readonly blocks: number }> => {
  const pieces = new Pieces(path);
  const unreadable = new RefusalError('bundle-unreadable', { path });
  try {
    const first = await pieces.take(headBytes);
    if (first?.length !== headBytes || first.subarray(0, head.length).toString('latin1') !== head) {
      throw unreadable;
    }
    const community = first.subarray(head.length).toString('hex');
    if (!isCarried(community)) throw new RefusalError('bundle-foreign', { path });
    let blocks = 0;
    for (;;) {
      const size = await pieces.take(4);
      if (size === null) return { community, blocks };
      const length = size.length === 4 ? size.readUInt32LE() : 0;
      if (length === 0 || length > maxMessageBytes) throw unreadable;
      const piece = await pieces.take(length);
      const added = piece?.length === length ? await importPiece(store, community, piece) : null;
      if (added === null) throw unreadable;
      blocks += added;
    }
  } catch (error) {
    if (error instanceof RefusalError) throw error;
    throw new RefusalError('bundle-missing', { path });
  } finally {
    await pieces.close();
  }
};
