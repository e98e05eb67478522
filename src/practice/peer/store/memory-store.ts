import { createHash } from 'node:crypto';
import sodium from 'sodium-native';
import { fromHex, toHex } from '../bytes.ts';
import {
  type DeviceKeys,
  type ImportOutcome,
  type LogChange,
  type LogHead,
  type LogId,
  type LogStore,
  logKey,
  maxVersions,
  rangeBlocks,
  rangeBytes,
  type SignedRange,
} from './log-store.ts';
import { Serial } from './serial.ts';

interface Version {
  readonly blocks: Uint8Array[];
  /** hashes[n] covers the log's name and the first n blocks. */
  readonly hashes: Uint8Array[];
  readonly signatures: Map<number, Uint8Array>;
}

const extend = (hash: Uint8Array, block: Uint8Array): Uint8Array =>
  createHash('sha256').update(hash).update(createHash('sha256').update(block).digest()).digest();

/** The store in memory: the same promises as on disk, except surviving the process. For tests and trying out. */
export class MemoryStore implements LogStore {
  readonly #logs = new Map<string, { readonly log: LogId; readonly versions: Version[] }>();
  readonly #listeners = new Set<(change: LogChange) => void>();
  readonly #serial = new Serial();

  #version(log: LogId, version: number): Version {
    const key = logKey(log);
    const held = this.#logs.get(key) ?? { log, versions: [] };
    this.#logs.set(key, held);
    while (held.versions.length <= version) {
      const name = createHash('sha256').update(key).digest();
      held.versions.push({ blocks: [], hashes: [name], signatures: new Map() });
    }
    return held.versions[version] as Version;
  }

  #tell(change: LogChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  append(log: LogId, keys: DeviceKeys, blocks: readonly Uint8Array[]): Promise<number> {
    return this.#serial.run(logKey(log), async () => {
      const held = this.#version(log, 0);
      const from = held.blocks.length;
      for (const block of blocks) {
        held.blocks.push(Uint8Array.from(block));
        held.hashes.push(extend(held.hashes.at(-1) as Uint8Array, block));
        const signature = new Uint8Array(sodium.crypto_sign_BYTES);
        sodium.crypto_sign_detached(signature, held.hashes.at(-1) as Uint8Array, keys.secretKey);
        held.signatures.set(held.blocks.length, signature);
      }
      if (blocks.length > 0) this.#tell({ log, version: 0, from, length: held.blocks.length });
      return held.blocks.length;
    });
  }

  async length(log: LogId, version = 0): Promise<number> {
    return this.#logs.get(logKey(log))?.versions[version]?.blocks.length ?? 0;
  }

  async byteLength(log: LogId, version = 0): Promise<number> {
    const blocks = this.#logs.get(logKey(log))?.versions[version]?.blocks ?? [];
    return blocks.reduce((bytes, block) => bytes + block.length, 0);
  }

  async hashAt(log: LogId, length: number, version = 0): Promise<string | null> {
    const hash = this.#logs.get(logKey(log))?.versions[version]?.hashes[length];
    return hash === undefined ? null : toHex(hash);
  }

  async heads(community: string): Promise<readonly LogHead[]> {
    return [...this.#logs.values()]
      .filter(({ log }) => log.community === community)
      .flatMap(({ log, versions }) =>
        versions.map((held, version) => ({
          log,
          version,
          length: held.blocks.length,
          hash: toHex(held.hashes.at(-1) as Uint8Array),
        })),
      )
      .filter(({ length }) => length > 0);
  }

  async read(log: LogId, from: number, until: number, version = 0): Promise<readonly Uint8Array[]> {
    return this.#logs.get(logKey(log))?.versions[version]?.blocks.slice(from, until) ?? [];
  }

  async readSigned(log: LogId, from: number, version = 0): Promise<SignedRange | null> {
    const held = this.#logs.get(logKey(log))?.versions[version];
    if (held === undefined || from >= held.blocks.length) return null;
    let until = from;
    let bytes = 0;
    while (until < held.blocks.length && until - from < rangeBlocks && bytes < rangeBytes) {
      bytes += held.blocks[until]?.length ?? 0;
      until++;
    }
    while (!held.signatures.has(until)) until++;
    return {
      from,
      blocks: held.blocks.slice(from, until),
      signature: held.signatures.get(until) as Uint8Array,
    };
  }

  importRange(log: LogId, range: SignedRange, version = 0): Promise<ImportOutcome> {
    return this.#serial.run(logKey(log), async (): Promise<ImportOutcome> => {
      if (version >= maxVersions) return { outcome: 'unverified' };
      const { from: start, blocks, signature } = range;
      const length = await this.length(log, version);
      if (start > length) return { outcome: 'gap' };
      const overlap = Math.min(length - start, blocks.length);
      const mine = await this.read(log, start, start + overlap, version);
      if (!mine.every((block, i) => Buffer.compare(block, blocks[i] as Uint8Array) === 0)) {
        return { outcome: 'unverified' };
      }
      const fresh = blocks.slice(overlap);
      if (fresh.length === 0) return { outcome: 'known' };
      const known = this.#logs.get(logKey(log))?.versions[version];
      let hash: Uint8Array = known?.hashes.at(-1) ?? createHash('sha256').update(logKey(log)).digest();
      const hashes = fresh.map((block) => {
        hash = extend(hash, block);
        return hash;
      });
      if (
        signature.length !== sodium.crypto_sign_BYTES ||
        !sodium.crypto_sign_verify_detached(signature, hash, fromHex(log.author))
      ) {
        return { outcome: 'unverified' };
      }
      const held = this.#version(log, version);
      held.blocks.push(...fresh.map((block) => Uint8Array.from(block)));
      held.hashes.push(...hashes);
      held.signatures.set(held.blocks.length, Uint8Array.from(signature));
      this.#tell({ log, version, from: length, length: held.blocks.length });
      return { outcome: 'added', from: length, length: held.blocks.length };
    });
  }

  watch(listener: (change: LogChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async compact(): Promise<void> {}

  async close(): Promise<void> {
    await this.#serial.settled();
    this.#listeners.clear();
  }
}
