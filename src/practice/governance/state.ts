/**
 * What a community is, as rows in named tables. Rows are canonical values and never changed in place, so that a
 * state can be hashed, kept as a snapshot, and taken back step by step when an earlier event arrives late.
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import {
  type CanonicalMap,
  type CanonicalValue,
  decodeCanonical,
  encodeCanonical,
} from '../../base/canonical-bytes.ts';
import { StateHash } from './state-hash.ts';

interface Undo {
  readonly table: string;
  readonly key: string;
  readonly before: CanonicalMap | undefined;
}

export class CommunityState {
  private readonly tables = new Map<string, Map<string, CanonicalMap>>();
  private readonly journal: Undo[] = [];
  private readonly hashed = new StateHash();

  rows(table: string): ReadonlyMap<string, CanonicalMap> {
    return this.tables.get(table) ?? new Map();
  }

  put(table: string, key: string, row: CanonicalMap | undefined): void {
    let rows = this.tables.get(table);
    if (rows === undefined) {
      rows = new Map();
      this.tables.set(table, rows);
    }
    this.hashed.change(table, key);
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
      this.hashed.change(table, key);
      const rows = this.tables.get(table)!;
      if (before === undefined) rows.delete(key);
      else rows.set(key, before);
    }
  }

  /** SHA-256 over all rows: equal on two devices only where both make the same of what they have. */
  hash(): string {
    return this.hashed.of(this.tables);
  }

  /** All rows, for this device's own snapshot. */
  toSnapshot(): StateSnapshot {
    this.hash();
    const tables = [...this.tables].map(
      ([name, rows]) => [name, [...rows].map(([key, row]) => [key, packRow(row)] as const)] as const,
    );
    return { tables, buckets: this.hashed.toSnapshot() };
  }

  static restore({ tables, buckets }: StateSnapshot): CommunityState {
    const state = new CommunityState();
    for (const [name, rows] of tables) {
      state.tables.set(name, new Map(rows.map(([key, row]) => [key, unpackRow(row)])));
    }
    state.hashed.restore(buckets);
    return state;
  }
}

/** Rows as JSON; one that holds bytes, as the hex of its canonical form. */
export interface StateSnapshot {
  readonly tables: readonly (readonly [string, readonly (readonly [string, CanonicalMap | string])[]])[];
  /** Of the hash of all rows, so that a change costs its own part. */
  readonly buckets: readonly (readonly [number, string])[];
}

const holdsBytes = (value: CanonicalValue | undefined): boolean =>
  value instanceof Uint8Array ||
  (typeof value === 'object' && value !== null && Object.values(value).some(holdsBytes));

const packRow = (row: CanonicalMap): CanonicalMap | string =>
  holdsBytes(row) ? bytesToHex(encodeCanonical(row)) : row;

const unpackRow = (row: CanonicalMap | string): CanonicalMap =>
  typeof row === 'string' ? (decodeCanonical(hexToBytes(row)) as CanonicalMap) : row;

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
