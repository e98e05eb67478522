import { appendFile, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import Corestore from 'corestore';
import Hypercore from 'hypercore';
import { RefusalError } from '../../../base/result.ts';
import { fromHex, hashOf, toHex } from '../bytes.ts';
import { isDiskFull } from './disk-full.ts';
import { type KeptHead, keepHeads, takeHeads } from './kept-heads.ts';
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

/** Hypercore keeps the signature of the newest length only; these are kept as well, so that a long log travels in pieces. */
const checkpointEvery = 64;
const checkpointBytes = rangeBytes / 2;
const checkpointsPerPage = 64;
const checkpointSize = 8 + 68;
/** Lengths of a log of which the hash is held: every peer names the newest, and asks for it to be compared. */
const hashesHeld = 16;
/** Less, and the engine would be stuck again at once. */
const spaceToGoOn = 4 << 20;

interface OpenLog {
  readonly log: LogId;
  readonly version: number;
  readonly core: Hypercore;
  readonly checkpoints: { readonly length: number; readonly signature: Uint8Array }[];
  bytesAtCheckpoint: number;
  /** By length: of a log that only grows, none of them ever changes. */
  readonly hashes: Map<number, Promise<string>>;
}

const nameOf = (log: LogId, version: number): string => `${logKey(log)}#${version}`;

/** The same for everybody who knows community, epoch and author: nobody has to be told where a log is. */
const manifestOf = (log: LogId) => ({
  version: 1,
  quorum: 1,
  signers: [
    {
      publicKey: fromHex(log.author),
      namespace: hashOf('log', 32, fromHex(log.community), fromHex(log.epoch)),
    },
  ],
});

const signatureNow = (core: Hypercore): Uint8Array => {
  const { signature } = core.core.state;
  if (signature === null) throw new Error('HypercoreStore: expected a signed log, but it has no signature');
  return Uint8Array.from(signature);
};

const hashOfLength = (open: OpenLog, length: number): Promise<string> => {
  const { core, hashes } = open;
  const held = hashes.get(length);
  if (held !== undefined) return held;
  const asked = core.treeHash(length).then(toHex);
  hashes.set(length, asked);
  asked.catch(() => hashes.delete(length));
  if (hashes.size > hashesHeld) hashes.delete(hashes.keys().next().value!);
  return asked;
};

/**
 * One Hypercore per author-device, community and epoch, in one Corestore; further versions of a forked log each in
 * a Corestore of their own. Remote truncation does not exist here: others' cores are opened with `allowFork: false`
 * and change only through `importRange`, which verifies the author's signature over the whole log first.
 */
export class HypercoreStore implements LogStore {
  readonly #folder: string;
  readonly #stores = new Map<string, Corestore>();
  readonly #logs = new Map<string, Promise<OpenLog>>();
  readonly #ids = new Map<string, { readonly log: LogId; readonly version: number }>();
  readonly #listeners = new Set<(change: LogChange) => void>();
  readonly #serial = new Serial();
  #active = 0;
  #isStuck = false;
  /** Of logs that were not opened since the store was. */
  #kept = new Map<string, KeptHead>();
  #beginning: Promise<void> | null = null;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<HypercoreStore> {
    const store = new HypercoreStore(folder);
    try {
      await mkdir(join(folder, 'cores'), { recursive: true });
      await store.#openAll();
      return store;
    } catch (error) {
      await store.#forgetStores();
      if (isDiskFull(error)) throw new RefusalError('practice-disk-full', { folder });
      throw error;
    }
  }

  async #openAll(): Promise<void> {
    const folder = this.#folder;
    const listed = await readFile(join(folder, 'logs.txt'), 'utf8').catch(() => '');
    for (const line of listed.split('\n')) {
      const match = /^([0-9a-f]{64})\/([0-9a-f]{64})\/([0-9a-f]{32})#(\d)$/.exec(line);
      if (match === null) continue;
      const [, community, author, epoch, version] = match as unknown as [
        string,
        string,
        string,
        string,
        string,
      ];
      this.#ids.set(line, { log: { community, author, epoch }, version: Number(version) });
    }
    this.#kept = await takeHeads(folder, join(folder, 'cores'));
    await this.#corestore('cores').ready();
  }

  async #forgetStores(): Promise<void> {
    const stores = [...this.#stores.values()];
    this.#stores.clear();
    this.#logs.clear();
    await Promise.allSettled(stores.map((store) => store.close()));
  }

  /** After a full disk the engine writes no more until it is opened anew, which is tried once there is space again. */
  async #beginAnew(): Promise<void> {
    const probe = join(this.#folder, 'space');
    const file = await open(probe, 'w');
    try {
      await file.writeFile(Buffer.alloc(spaceToGoOn));
      await file.sync();
    } finally {
      await file.close();
      await rm(probe, { force: true });
    }
    await this.#forgetStores();
    this.#isStuck = false;
  }

  /** Does something that writes. Refuses `practice-disk-full`, and then nothing is lost that was kept before. */
  async #writing<T>(work: () => Promise<T>): Promise<T> {
    try {
      if (this.#isStuck && this.#active === 0) {
        this.#beginning ??= this.#beginAnew().finally(() => {
          this.#beginning = null;
        });
        await this.#beginning;
      }
      return await this.#using(work);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      this.#isStuck = true;
      throw new RefusalError('practice-disk-full', { folder: this.#folder });
    }
  }

  /** Whether it could not write when it last had to. */
  get isFull(): boolean {
    return this.#isStuck;
  }

  /** The engine is not opened anew while anything is in use, and nothing is used meanwhile. */
  async #using<T>(work: () => Promise<T>): Promise<T> {
    while (this.#beginning !== null) await this.#beginning.catch(() => {});
    this.#active++;
    try {
      return await work();
    } finally {
      this.#active--;
    }
  }

  #corestore(place: string): Corestore {
    const existing = this.#stores.get(place);
    if (existing !== undefined) return existing;
    // A folder brought back from a backup is a folder like any other; the logs themselves tell what is missing.
    const store = new Corestore(join(this.#folder, place), { allowBackup: true });
    this.#stores.set(place, store);
    return store;
  }

  async #open(log: LogId, version: number): Promise<OpenLog> {
    const name = nameOf(log, version);
    if (!this.#ids.has(name)) {
      // Known before its first block is written, or a crash in between would hide the block.
      // On a line of its own also where the one before was cut short.
      await appendFile(join(this.#folder, 'logs.txt'), `\n${name}\n`);
      this.#ids.set(name, { log, version });
    }
    const place = version === 0 ? 'cores' : join('forks', toHex(hashOf('fork', 16, Buffer.from(name))));
    if (version > 0) await mkdir(join(this.#folder, place), { recursive: true });
    const core = this.#corestore(place).get({ manifest: manifestOf(log), allowFork: false });
    await core.ready();
    const checkpoints: OpenLog['checkpoints'] = [];
    for (let page = 0; ; page++) {
      const bytes = await core.getUserData(`checkpoints/${page}`);
      if (bytes === null) break;
      for (let at = 0; at + checkpointSize <= bytes.length; at += checkpointSize) {
        const length = Number(bytes.readBigUInt64LE(at));
        if (length > core.length) break;
        checkpoints.push({ length, signature: Uint8Array.from(bytes.subarray(at + 8, at + checkpointSize)) });
      }
    }
    return { log, version, core, checkpoints, bytesAtCheckpoint: core.byteLength, hashes: new Map() };
  }

  #log(log: LogId, version: number): Promise<OpenLog> {
    const name = nameOf(log, version);
    const existing = this.#logs.get(name);
    if (existing !== undefined) return existing;
    const opening = this.#open(log, version);
    this.#logs.set(name, opening);
    this.#kept.delete(name);
    opening.catch(() => this.#logs.delete(name));
    return opening;
  }

  /** `null` where nothing of it was ever here, so that asking leaves no trace. */
  async #known(log: LogId, version: number): Promise<OpenLog | null> {
    return this.#ids.has(nameOf(log, version)) ? this.#log(log, version) : null;
  }

  async #checkpoint(open: OpenLog): Promise<void> {
    const { core, checkpoints } = open;
    const blocksSince = core.length - (checkpoints.at(-1)?.length ?? 0);
    if (blocksSince < checkpointEvery && core.byteLength - open.bytesAtCheckpoint < checkpointBytes) return;
    const signature = signatureNow(core);
    if (signature.length !== checkpointSize - 8) return;
    checkpoints.push({ length: core.length, signature });
    open.bytesAtCheckpoint = core.byteLength;
    const page = Math.floor((checkpoints.length - 1) / checkpointsPerPage);
    const held = checkpoints.slice(page * checkpointsPerPage);
    const bytes = Buffer.alloc(held.length * checkpointSize);
    held.forEach((each, i) => {
      bytes.writeBigUInt64LE(BigInt(each.length), i * checkpointSize);
      bytes.set(each.signature, i * checkpointSize + 8);
    });
    try {
      await core.setUserData(`checkpoints/${page}`, bytes);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      // The blocks themselves are kept; pieces of the log are a little longer.
      this.#isStuck = true;
      checkpoints.pop();
    }
  }

  #tell(open: OpenLog, from: number): void {
    const change = { log: open.log, version: open.version, from, length: open.core.length };
    for (const listener of this.#listeners) listener(change);
  }

  #inTurn<T>(log: LogId, version: number, work: () => Promise<T>): Promise<T> {
    return this.#serial.run(nameOf(log, version), () => this.#writing(work));
  }

  append(log: LogId, keys: DeviceKeys, blocks: readonly Uint8Array[]): Promise<number> {
    return this.#inTurn(log, 0, async () => {
      const open = await this.#log(log, 0);
      const before = open.core.length;
      let from = 0;
      while (from < blocks.length) {
        let until = from;
        let bytes = 0;
        while (until < blocks.length && until - from < checkpointEvery && bytes < checkpointBytes) {
          bytes += blocks[until]?.length ?? 0;
          until++;
        }
        await open.core.append(blocks.slice(from, until), { keyPair: keys });
        await this.#checkpoint(open);
        from = until;
      }
      if (blocks.length > 0) this.#tell(open, before);
      return open.core.length;
    });
  }

  length(log: LogId, version = 0): Promise<number> {
    const kept = this.#kept.get(nameOf(log, version));
    if (kept !== undefined) return Promise.resolve(kept.length);
    return this.#using(async () => (await this.#known(log, version))?.core.length ?? 0);
  }

  byteLength(log: LogId, version = 0): Promise<number> {
    const kept = this.#kept.get(nameOf(log, version));
    if (kept !== undefined) return Promise.resolve(kept.byteLength);
    return this.#using(async () => (await this.#known(log, version))?.core.byteLength ?? 0);
  }

  hashAt(log: LogId, length: number, version = 0): Promise<string | null> {
    const kept = this.#kept.get(nameOf(log, version));
    if (kept !== undefined && kept.length === length) return Promise.resolve(kept.hash);
    return this.#using(async () => {
      const open = await this.#known(log, version);
      if (open === null || length > open.core.length) return null;
      return await hashOfLength(open, length);
    });
  }

  async #headOf(log: LogId, version: number): Promise<KeptHead> {
    const kept = this.#kept.get(nameOf(log, version));
    if (kept !== undefined) return kept;
    const open = await this.#log(log, version);
    const { length, byteLength } = open.core;
    return { length, byteLength, hash: length === 0 ? '0'.repeat(64) : await hashOfLength(open, length) };
  }

  heads(community: string): Promise<readonly LogHead[]> {
    return this.#using(async () => {
      const heads: LogHead[] = [];
      for (const { log, version } of [...this.#ids.values()]) {
        if (log.community !== community) continue;
        const { length, hash } = await this.#headOf(log, version);
        if (length > 0) heads.push({ log, version, length, hash });
      }
      return heads;
    });
  }

  read(log: LogId, from: number, until: number, version = 0): Promise<readonly Uint8Array[]> {
    return this.#using(async () => {
      const open = await this.#known(log, version);
      if (open === null) return [];
      const blocks: Uint8Array[] = [];
      const end = Math.min(until, open.core.length);
      if (from >= end) return blocks;
      for await (const { value } of open.core.state.storage.createBlockStream({ gte: from, lt: end })) {
        blocks.push(value);
      }
      if (blocks.length !== Math.max(0, end - from)) {
        throw new Error(`HypercoreStore.read: expected ${end - from} blocks, but got ${blocks.length}`);
      }
      return blocks;
    });
  }

  readSigned(log: LogId, from: number, version = 0): Promise<SignedRange | null> {
    return this.#using(async () => {
      const open = await this.#known(log, version);
      if (open === null || from >= open.core.length) return null;
      const newest = { length: open.core.length, signature: signatureNow(open.core) };
      const ends = [
        ...open.checkpoints.filter(({ length }) => length > from && length < newest.length),
        newest,
      ];
      const blocks: Uint8Array[] = [];
      let bytes = 0;
      let signature: Uint8Array | null = null;
      for (const end of ends) {
        if (signature !== null && (end.length - from > rangeBlocks || bytes > rangeBytes / 2)) break;
        for (const block of await this.read(log, from + blocks.length, end.length, version)) {
          blocks.push(block);
          bytes += block.length;
        }
        signature = end.signature;
      }
      return signature === null ? null : { from, blocks, signature };
    });
  }

  importRange(log: LogId, range: SignedRange, version = 0): Promise<ImportOutcome> {
    return this.#inTurn(log, version, async (): Promise<ImportOutcome> => {
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
      if (signature.length !== checkpointSize - 8) return { outcome: 'unverified' };
      const open = await this.#log(log, version);
      try {
        await open.core.append(fresh, { signature });
      } catch (error) {
        if ((error as { code?: string }).code === 'INVALID_SIGNATURE') return { outcome: 'unverified' };
        throw error;
      }
      await this.#checkpoint(open);
      this.#tell(open, length);
      return { outcome: 'added', from: length, length: open.core.length };
    });
  }

  watch(listener: (change: LogChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  compact(): Promise<void> {
    return this.#writing(async () => {
      for (const store of this.#stores.values()) await store.storage.compact();
    });
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    await this.#serial.settled();
    const heads = this.#isStuck ? null : await this.#headsToKeep();
    await this.#forgetStores();
    if (heads !== null) await keepHeads(this.#folder, join(this.#folder, 'cores'), heads);
  }

  async #headsToKeep(): Promise<ReadonlyMap<string, KeptHead>> {
    const heads = new Map(this.#kept);
    for (const [name, opening] of this.#logs) {
      const open = await opening.catch(() => null);
      // Further versions stand in folders of their own, and are few.
      if (open !== null && open.version === 0) heads.set(name, await this.#headOf(open.log, 0));
    }
    return heads;
  }
}

export const hypercoreKeyOf = (log: LogId): string => toHex(Hypercore.key(manifestOf(log)));
