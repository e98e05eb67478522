/**
 * One value, one sequence of bytes: the core deterministic encoding of CBOR (RFC 8949 § 4.2.1) over null, booleans,
 * safe integers, text, bytes, lists and maps with text keys. No floats: what members decide is counted in integers.
 * Reading is total: whatever this would not have written is `null`, so that equal values always have equal hashes.
 */
import { utf8Bytes, utf8Text } from './utf8.ts';

export type CanonicalValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | readonly CanonicalValue[]
  | CanonicalMap;

export interface CanonicalMap {
  readonly [key: string]: CanonicalValue | undefined;
}

/** Deeper values are refused, so that no input can exhaust the stack. */
const deepest = 16;

const kindOf = { unsigned: 0, negative: 1, bytes: 2, text: 3, list: 4, map: 5, simple: 7 } as const;

class Writer {
  bytes = new Uint8Array(512);
  length = 0;

  reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  text(text: string): void {
    const { length } = text;
    this.reserve(length + 9);
    const from = this.length;
    this.head(kindOf.text, length);
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0x80) {
        // Not plain ASCII after all: its bytes are more than its characters.
        this.length = from;
        const bytes = textBytes(text);
        this.head(kindOf.text, bytes.length);
        this.raw(bytes);
        return;
      }
      this.bytes[this.length++] = unit;
    }
  }

  /** A kind and its argument, in the fewest bytes. */
  head(kind: number, argument: number): void {
    this.reserve(9);
    const top = kind << 5;
    if (argument < 24) {
      this.bytes[this.length++] = top | argument;
      return;
    }
    const width = argument < 0x100 ? 1 : argument < 0x10000 ? 2 : argument < 0x100000000 ? 4 : 8;
    this.bytes[this.length++] = top | (width === 1 ? 24 : width === 2 ? 25 : width === 4 ? 26 : 27);
    let rest = argument;
    for (let i = width - 1; i >= 0; i--) {
      this.bytes[this.length + i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    this.length += width;
  }
}

const fault = (what: string): Error => new Error(`encodeCanonical: expected ${what}`);

const textBytes = (text: string): Uint8Array => {
  const bytes = utf8Bytes(text);
  if (bytes === null) throw fault('well-formed text, but got half a surrogate pair');
  return bytes;
};

/** Shorter first, then bytewise: the order of the encoded keys. */
const compareKeys = (a: Uint8Array, b: Uint8Array): number => {
  if (a.length !== b.length) return a.length - b.length;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
};

const isAscii = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0x80) return false;
  return true;
};

const compareTextKeys = (a: string, b: string): number => {
  if (!isAscii(a) || !isAscii(b)) return compareKeys(textBytes(a), textBytes(b));
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
};

const write = (writer: Writer, value: CanonicalValue, depth: number): void => {
  if (depth > deepest) throw fault(`at most ${deepest} levels`);
  if (value === null) writer.head(kindOf.simple, 22);
  else if (typeof value === 'boolean') writer.head(kindOf.simple, value ? 21 : 20);
  else if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw fault(`a safe integer, but got ${value}`);
    if (value < 0) writer.head(kindOf.negative, -1 - value);
    else writer.head(kindOf.unsigned, value);
  } else if (typeof value === 'string') {
    writer.text(value);
  } else if (value instanceof Uint8Array) {
    writer.head(kindOf.bytes, value.length);
    writer.raw(value);
  } else if (Array.isArray(value)) {
    writer.head(kindOf.list, value.length);
    for (const item of value as readonly CanonicalValue[]) write(writer, item, depth + 1);
  } else {
    const map = value as CanonicalMap;
    const keys = Object.keys(map).filter((key) => map[key] !== undefined);
    if (keys.includes('__proto__')) throw fault('keys other than __proto__');
    keys.sort(compareTextKeys);
    writer.head(kindOf.map, keys.length);
    for (const key of keys) {
      writer.text(key);
      write(writer, map[key]!, depth + 1);
    }
  }
};

/** One for all: nothing encodes while it encodes. */
const writer = new Writer();

/**
 * The canonical bytes of a value; entries of a map that are `undefined` are left out. Throws where the value has no
 * canonical form (a fraction, half a surrogate pair, more than 16 levels). Cost O(bytes), and sorting the keys of
 * each map. Checked against the examples of RFC 8949 appendix A.
 */
export const encodeCanonical = (value: CanonicalValue): Uint8Array => {
  writer.length = 0;
  write(writer, value, 0);
  return writer.bytes.slice(0, writer.length);
};

/** What stops a reading; it never leaves this file. */
class Unreadable extends Error {}

class Reader {
  readonly bytes: Uint8Array;
  at: number;
  argument = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Reads a kind; its argument is left in `argument`. */
  head(): number {
    if (this.at >= this.bytes.length) throw new Unreadable();
    const first = this.bytes[this.at++]!;
    const low = first & 31;
    if (low < 24) {
      this.argument = low;
      return first >> 5;
    }
    const width = low === 24 ? 1 : low === 25 ? 2 : low === 26 ? 4 : low === 27 ? 8 : 0;
    if (width === 0 || this.at + width > this.bytes.length) throw new Unreadable();
    let argument = 0;
    for (let i = 0; i < width; i++) argument = argument * 256 + this.bytes[this.at++]!;
    const isShortest =
      width === 1 ? argument >= 24 : argument >= (width === 2 ? 0x100 : width === 4 ? 0x10000 : 0x100000000);
    if (!isShortest || !Number.isSafeInteger(argument)) throw new Unreadable();
    this.argument = argument;
    return first >> 5;
  }

  take(length: number): number {
    if (length > this.bytes.length - this.at) throw new Unreadable();
    const from = this.at;
    this.at += length;
    return from;
  }

  text(length: number): string {
    const from = this.take(length);
    const text = utf8Text(this.bytes, from, this.at);
    if (text === null) throw new Unreadable();
    return text;
  }
}

const readMap = (reader: Reader, size: number, depth: number): CanonicalValue => {
  const map: Record<string, CanonicalValue> = {};
  let previous: Uint8Array | undefined;
  for (let i = 0; i < size; i++) {
    if (reader.head() !== kindOf.text) throw new Unreadable();
    const from = reader.at;
    const key = reader.text(reader.argument);
    const bytes = reader.bytes.subarray(from, reader.at);
    if (key === '__proto__' || (previous !== undefined && compareKeys(previous, bytes) >= 0)) {
      throw new Unreadable();
    }
    previous = bytes;
    map[key] = read(reader, depth + 1);
  }
  return map;
};

const read = (reader: Reader, depth: number): CanonicalValue => {
  if (depth > deepest) throw new Unreadable();
  const kind = reader.head();
  const argument = reader.argument;
  switch (kind) {
    case kindOf.unsigned:
      return argument;
    case kindOf.negative:
      if (argument === Number.MAX_SAFE_INTEGER) throw new Unreadable();
      return -1 - argument;
    case kindOf.bytes: {
      const from = reader.take(argument);
      // `slice` would be no copy where the bytes are a Buffer.
      return new Uint8Array(reader.bytes.subarray(from, reader.at));
    }
    case kindOf.text:
      return reader.text(argument);
    case kindOf.list: {
      // Every item takes a byte at least: a claimed length beyond that is not allocated.
      if (argument > reader.bytes.length - reader.at) throw new Unreadable();
      const list: CanonicalValue[] = [];
      for (let i = 0; i < argument; i++) list.push(read(reader, depth + 1));
      return list;
    }
    case kindOf.map:
      return readMap(reader, argument, depth);
    default:
      if (kind === kindOf.simple && argument >= 20 && argument <= 22) {
        return argument === 22 ? null : argument === 21;
      }
      throw new Unreadable();
  }
};

/**
 * The value whose canonical bytes these are; `undefined` where they are nobody's: cut, followed by more, not in the
 * shortest form, keys unsorted or twice, text not UTF-8, more than 16 levels. Total on arbitrary bytes.
 */
export const decodeCanonical = (bytes: Uint8Array): CanonicalValue | undefined => {
  const reader = new Reader(bytes, 0);
  try {
    const value = read(reader, 0);
    return reader.at === bytes.length ? value : undefined;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
};
