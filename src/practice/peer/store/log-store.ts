/**
 * The store port: what the node needs of whatever keeps the logs. A *log* holds the sealed blocks of one device in
 * one community and key epoch; only that device can lengthen it. Every engine behind this port passes the suite in
 * `test/peers/store-acceptance.ts`.
 */

/** All ids are lower-case hex: community and author 32 bytes, epoch 16. */
export interface LogId {
  readonly community: string;
  readonly author: string;
  readonly epoch: string;
}

export interface DeviceKeys {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

/** How long a log is and the hash of everything in it up to there. `version` 0 is the one met first. */
export interface LogHead {
  readonly log: LogId;
  readonly version: number;
  readonly length: number;
  readonly hash: string;
}

/** Blocks [from, from + blocks.length) with the author's signature over the log up to their end. */
export interface SignedRange {
  readonly from: number;
  readonly blocks: readonly Uint8Array[];
  readonly signature: Uint8Array;
}

/**
 * `added`: the blocks that were new · `known`: nothing was new · `gap`: blocks before the range are missing ·
 * `unverified`: not signed by the author as a continuation of what is here: another version of the log, or forged.
 */
export type ImportOutcome =
  | { readonly outcome: 'added'; readonly from: number; readonly length: number }
  | { readonly outcome: 'known' | 'gap' | 'unverified' };

/** New blocks [from, length) of one version of a log. */
export interface LogChange {
  readonly log: LogId;
  readonly version: number;
  readonly from: number;
  readonly length: number;
}

/** Versions of one log kept beside the first: enough to show a fork to everybody, too few to fill a disk. */
export const maxVersions = 4;

/** A range never carries more than about this much, so that neither side holds more in memory. */
export const rangeBytes = 1 << 20;
export const rangeBlocks = 256;

export interface LogStore {
  /** Lengthens an own log; resolves with the new length once the blocks survive a crash. */
  append(log: LogId, keys: DeviceKeys, blocks: readonly Uint8Array[]): Promise<number>;
  length(log: LogId, version?: number): Promise<number>;
  /** What a log takes in all, its blocks only. */
  byteLength(log: LogId, version?: number): Promise<number>;
  /** Hash of the first `length` blocks; `null` where the log is shorter. */
  hashAt(log: LogId, length: number, version?: number): Promise<string | null>;
  /** Every log of a community that is here, with all its versions. */
  heads(community: string): Promise<readonly LogHead[]>;
  read(log: LogId, from: number, until: number, version?: number): Promise<readonly Uint8Array[]>;
  /** The next range from `from` on that another store can verify by itself; `null` where there is none. */
  readSigned(log: LogId, from: number, version?: number): Promise<SignedRange | null>;
  /** Adds verified blocks of anybody's log; resolves once they survive a crash. */
  importRange(log: LogId, range: SignedRange, version?: number): Promise<ImportOutcome>;
  /** Hears of every change, own and imported; returns how to stop. */
  watch(listener: (change: LogChange) => void): () => void;
  /** Gives space back; worth it when the node is idle. */
  compact(): Promise<void>;
  close(): Promise<void>;
}

export const logKey = (log: LogId): string => `${log.community}/${log.author}/${log.epoch}`;
