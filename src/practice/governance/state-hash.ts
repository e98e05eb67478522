import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { type CanonicalMap, encodeCanonical } from '../../base/canonical-bytes.ts';

/** Few enough to hash over at once, so many that a change touches a handful of rows. */
const bucketCount = 16_384;
const digestBytes = 32;

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
  /** Of each bucket, one after the other: an array each would take several times as much. */
  private readonly digests = new Uint8Array(bucketCount * digestBytes);
  /** Which buckets hold rows. */
  private readonly isHeld = new Uint8Array(bucketCount);
  private readonly changed = new Set<number>();

  change(table: string, key: string): void {
    this.changed.add(bucketOf(table, key));
  }

  /** Cost: hashing the rows of changed buckets, and a glance at every key. */
  of(tables: Tables): string {
    if (this.changed.size > 0) this.rehash(tables);
    const hasher = sha256.create();
    for (let bucket = 0; bucket < bucketCount; bucket++) {
      if (this.isHeld[bucket] === 0) continue;
      hasher.update(Uint8Array.of(bucket >> 8, bucket & 255)).update(this.digestOf(bucket));
    }
    return bytesToHex(hasher.digest());
  }

  private digestOf(bucket: number): Uint8Array {
    return this.digests.subarray(bucket * digestBytes, (bucket + 1) * digestBytes);
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
      this.isHeld[bucket] = digests.length > 0 ? 1 : 0;
      if (digests.length === 0) continue;
      const hasher = sha256.create();
      for (const digest of digests.sort(compareBytes)) hasher.update(digest);
      this.digests.set(hasher.digest(), bucket * digestBytes);
    }
    this.changed.clear();
  }

  /** For a snapshot: as it stood at the last `of`. */
  toSnapshot(): readonly (readonly [number, string])[] {
    return Array.from(this.isHeld, (isHeld, bucket) => ({ isHeld, bucket })).flatMap(({ isHeld, bucket }) =>
      isHeld === 0 ? [] : [[bucket, bytesToHex(this.digestOf(bucket))] as const],
    );
  }

  restore(snapshot: readonly (readonly [number, string])[]): void {
    for (const [bucket, digest] of snapshot) {
      this.isHeld[bucket] = 1;
      this.digests.set(hexToBytes(digest), bucket * digestBytes);
    }
  }
}
