/**
 * Native ids, contexts and paths are kept as 128-bit hashes under a key that belongs to one archive: equal texts
 * meet, and nobody without the archive can test a guess. MD5 because the engine computes the same function on
 * ten million rows; with a secret key in front, finding a text means finding the key first.
 */
import { createHash } from 'node:crypto';
import type { Engine } from './engine.ts';

/** Between the parts of a hashed text; cannot stand inside one that a source delivers as a single line. */
const separator = '\u001f';

export interface KeyedHash {
  /** Of parts, as the engine's `hashSql` gives it. `purpose` keeps equal texts of different meaning apart. */
  of(purpose: string, ...parts: readonly string[]): bigint;
  /** A SQL expression for the same hash, of parts that are SQL expressions of type VARCHAR, none NULL. */
  sql(purpose: string, ...parts: readonly string[]): string;
}

/** Key and purpose in half the length, so that a row's hash takes a block less. */
const prefixOf = (keyHex: string, purpose: string): string =>
  createHash('md5').update([keyHex, purpose].join(separator)).digest('hex');

export const keyedHash = (keyHex: string): KeyedHash => ({
  of(purpose, ...parts) {
    const text = [prefixOf(keyHex, purpose), ...parts].join(separator);
    const digest = createHash('md5').update(text).digest();
    // The engine reads the digest's bytes as one little-endian number.
    return (digest.readBigUInt64LE(8) << 64n) | digest.readBigUInt64LE(0);
  },
  sql: (purpose, ...parts) =>
    `md5_number('${prefixOf(keyHex, purpose)}${separator}' || ${parts.join(` || '${separator}' || `)})`,
});

const metaValue = async (engine: Engine, name: string): Promise<string> => {
  const [row] = await engine.rows('SELECT value FROM meta WHERE name = $name', { name });
  if (row === undefined) throw new Error(`archive: meta holds no ${name}`);
  return String(row[0]);
};

export const hashOfArchive = async (engine: Engine): Promise<KeyedHash> =>
  keyedHash(await metaValue(engine, 'hash-key'));

export const pseudonymKeyOfArchive = (engine: Engine): Promise<string> => metaValue(engine, 'pseudonym-key');
