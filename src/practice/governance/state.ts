/**
 * What a community is, as rows in named tables. Rows are canonical values and never changed in place, so that a
 * state can be hashed, kept as a snapshot, and taken back step by step when an earlier event arrives late.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type CanonicalMap, type CanonicalValue, encodeCanonical } from '../../base/canonical-bytes.ts';

interface Undo {
  readonly table: string;
  readonly key: string;
  readonly before: CanonicalMap | undefined;
}

export class CommunityState {
  private readonly tables = new Map<string, Map<string, CanonicalMap>>();
  private readonly journal: Undo[] = [];

  rows(table: string): ReadonlyMap<string, CanonicalMap> {
    return this.tables.get(table) ?? new Map();
  }

  put(table: string, key: string, row: CanonicalMap | undefined): void {
    let rows = this.tables.get(table);
    if (rows === undefined) {
      rows = new Map();
      this.tables.set(table, rows);
    }
    this.journal.push({ table, key, before: rows.get(key) });
    if (row === undefined) rows.delete(key);
    else rows.set(key, row);
  }

  /** A place to come back to. */
  get mark(): number {
    return this.journal.length;
  }

  /** Takes back everything written since a mark. */
  rollBack(mark: number): void {
    while (this.journal.length > mark) {
      const { table, key, before } = this.journal.pop()!;
      const rows = this.tables.get(table)!;
      if (before === undefined) rows.delete(key);
      else rows.set(key, before);
    }
  }

  /** All tables, sorted: the content of a snapshot. */
  toCanonical(): CanonicalValue {
    return sorted(this.tables).flatMap(([name, rows]) => (rows.size === 0 ? [] : [[name, sorted(rows)]]));
  }

  /** SHA-256 over all rows: equal on two devices only where both make the same of what they have. */
  hash(): string {
    const hasher = sha256.create();
    for (const [name, rows] of sorted(this.tables)) {
      for (const [key, row] of sorted(rows)) hasher.update(encodeCanonical([name, key, rowDigest(row)]));
    }
    return bytesToHex(hasher.digest());
  }
}

const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/** A row never changes, so its digest is worked out once. */
const digests = new WeakMap<CanonicalMap, Uint8Array>();
const rowDigest = (row: CanonicalMap): Uint8Array => {
  let digest = digests.get(row);
  if (digest === undefined) {
    digest = sha256(encodeCanonical(row));
    digests.set(row, digest);
  }
  return digest;
};

/** One table, with the shape of its rows. Event types that need more rows declare more tables. */
export interface Table<Row extends CanonicalMap> {
  get(state: CommunityState, key: string): Row | undefined;
  put(state: CommunityState, key: string, row: Row | undefined): void;
  all(state: CommunityState): ReadonlyMap<string, Row>;
}

export const tableOf = <Row extends CanonicalMap>(name: string): Table<Row> => ({
  get: (state, key) => state.rows(name).get(key) as Row | undefined,
  put: (state, key, row) => state.put(name, key, row),
  all: (state) => state.rows(name) as ReadonlyMap<string, Row>,
});
