import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

const keyBytes = 32;

/** Keys or ids, sorted, one after the other: half as long as text, so that a thousand fit into one event. */
export const packKeys = (keys: readonly string[]): Uint8Array => hexToBytes([...keys].sort().join(''));

/** Packed keys never change in place, so each is read once however often it is asked. */
const read = new WeakMap<Uint8Array, ReadonlySet<string> | null>();

const readKeys = (packed: Uint8Array): ReadonlySet<string> | null => {
  if (packed.length % keyBytes !== 0) return null;
  const keys = new Set<string>();
  let last = '';
  for (let at = 0; at < packed.length; at += keyBytes) {
    const key = bytesToHex(packed.subarray(at, at + keyBytes));
    if (last >= key) return null;
    keys.add(key);
    last = key;
  }
  return keys;
};

/** null where they are not whole, sorted and each there once. */
export const unpackKeys = (packed: Uint8Array): ReadonlySet<string> | null => {
  let keys = read.get(packed);
  if (keys === undefined) {
    keys = readKeys(packed);
    read.set(packed, keys);
  }
  return keys;
};
