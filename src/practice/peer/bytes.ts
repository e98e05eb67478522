import sodium from 'sodium-native';

export const toHex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');

export const fromHex = (hex: string): Buffer => Buffer.from(hex, 'hex');

export const isHex = (value: unknown, bytes: number): value is string =>
  typeof value === 'string' && value.length === bytes * 2 && /^[0-9a-f]*$/.test(value);

/** BLAKE2b of what is named by a label, so that no two uses of one secret meet. */
export const hashOf = (label: string, bytes: number, ...parts: readonly Uint8Array[]): Buffer => {
  const out = Buffer.alloc(bytes);
  const head = Buffer.from(`equipo/${label}\0`);
  const sizes = Buffer.alloc(parts.length * 4);
  parts.forEach((part, i) => {
    sizes.writeUInt32LE(part.length, i * 4);
  });
  sodium.crypto_generichash(out, Buffer.concat([head, sizes, ...parts]));
  return out;
};

/** The same under a secret key: only who holds it can compute or check it. */
export const keyedHashOf = (label: string, key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer => {
  const out = Buffer.alloc(32);
  sodium.crypto_generichash(out, hashOf(label, 64, ...parts), key);
  return out;
};

export const randomBytes = (length: number): Buffer => {
  const out = Buffer.alloc(length);
  sodium.randombytes_buf(out);
  return out;
};
