import { hexToBytes } from '@noble/hashes/utils.js';
import type { CanonicalMap, CanonicalValue } from '../../base/canonical-bytes.ts';

/** Reads one field of a body; `undefined` where it is not of this shape. */
export type Shape<T> = (value: CanonicalValue | undefined) => T | undefined;

export const text =
  (longest: number, shortest = 0): Shape<string> =>
  (value) =>
    typeof value === 'string' && value.length >= shortest && value.length <= longest ? value : undefined;

export const integer =
  (least: number, most: number): Shape<number> =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most ? value : undefined;

export const flag: Shape<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

export const bytes =
  (shortest: number, longest = shortest): Shape<Uint8Array> =>
  (value) =>
    value instanceof Uint8Array && value.length >= shortest && value.length <= longest ? value : undefined;

const hex = /^[0-9a-f]*$/;

/** A key, hash or id, as lower-case hex of `length` bytes. */
export const hexOf =
  (length: number): Shape<string> =>
  (value) =>
    typeof value === 'string' && value.length === 2 * length && hex.test(value) ? value : undefined;

export const choice =
  <T extends string>(...choices: readonly T[]): Shape<T> =>
  (value) =>
    choices.find((item) => item === value);

export const orNull =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value) =>
    value === null ? null : shape(value);

export const list =
  <T>(shape: Shape<T>, longest: number): Shape<readonly T[]> =>
  (value) => {
    if (!Array.isArray(value) || value.length > longest) return undefined;
    const items: T[] = [];
    for (const item of value as readonly CanonicalValue[]) {
      const read = shape(item);
      if (read === undefined) return undefined;
      items.push(read);
    }
    return items;
  };

const isMap = (value: CanonicalValue | undefined): value is CanonicalMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

export const record =
  <T>(key: Shape<string>, shape: Shape<T>, most: number): Shape<Readonly<Record<string, T>>> =>
  (value) => {
    if (!isMap(value) || Object.keys(value).length > most) return undefined;
    const rows: Record<string, T> = {};
    for (const [name, item] of Object.entries(value)) {
      const read = shape(item);
      if (key(name) === undefined || read === undefined) return undefined;
      rows[name] = read;
    }
    return rows;
  };

/** A map with exactly these fields: another one is another version's business. */
export const fields =
  <T extends object>(shapes: { readonly [K in keyof T]: Shape<T[K]> }): Shape<T> =>
  (value) => {
    if (!isMap(value)) return undefined;
    const names = Object.keys(shapes) as (keyof T & string)[];
    if (Object.keys(value).length !== names.length) return undefined;
    const read = {} as T;
    for (const name of names) {
      const item = shapes[name](value[name]);
      if (item === undefined) return undefined;
      read[name] = item;
    }
    return read;
  };

export const bytesOfHex = (value: string): Uint8Array => hexToBytes(value);
