import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { type CanonicalMap, encodeCanonical } from '../../base/canonical-bytes.ts';

/** Few enough to hash over at once, so many that a change touches a handful of rows. */
const bucketCount = 16_384;

/** FNV-1a: it only spreads rows; what is compared is SHA-256. */
const bucketOf = (table: string, key: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < table.length; i++) hash = Math.imul(hash ^ table.charCodeAt(i), 0x01000193);
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % bucketCount;
};

type Tables = ReadonlyMap<string, ReadonlyMap<string, CanonicalMap>>;

const compareBytes = (a: Uint8Array, b: Uint8Array): number => {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
};

/** SHA-256 over all rows of all tables, kept by bucket so that a change costs its own buckets. */
export class StateHash {
  /** Of the buckets that hold rows. */
  private readonly digests = new Map<number, Uint8Array>();
  private readonly changed = new Set<number>();

  change(table: string, key: string): void {
    this.changed.add(bucketOf(table, key));
  }

  /** Cost: hashing the rows of changed buckets, and a glance at every key. */
  of(tables: Tables): string {
    if (this.changed.size > 0) this.rehash(tables);
    const hasher = sha256.create();
    for (const [bucket, digest] of [...this.digests].sort(([a], [b]) => a - b)) {
      hasher.update(Uint8Array.of(bucket >> 8, bucket & 255)).update(digest);
    }
    return bytesToHex(hasher.digest());
  }

  private rehash(tables: Tables): void {
    const parts = new Map<number, Uint8Array[]>();
    for (const bucket of this.changed) parts.set(bucket, []);
    for (const [table, rows] of tables) {
      for (const [key, row] of rows) {
        parts.get(bucketOf(table, key))?.push(sha256(encodeCanonical([table, key, row])));
      }
    }
    for (const [bucket, digests] of parts) {
      if (digests.length === 0) {
        this.digests.delete(bucket);
        continue;
      }
      const hasher = sha256.create();
      for (const digest of digests.sort(compareBytes)) hasher.update(digest);
      this.digests.set(bucket, hasher.digest());
    }
    this.changed.clear();
  }

  /** For a snapshot: as it stood at the last `of`. */
  toSnapshot(): readonly (readonly [number, string])[] {
    return [...this.digests].map(([bucket, digest]) => [bucket, bytesToHex(digest)]);
  }

  restore(snapshot: readonly (readonly [number, string])[]): void {
    for (const [bucket, digest] of snapshot) this.digests.set(bucket, hexToBytes(digest));
  }
}
