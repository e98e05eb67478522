import { deflateRawSync, inflateRawSync } from 'node:zlib';
import sodium from 'sodium-native';
import { randomBytes } from './bytes.ts';
import { type LogId, logKey } from './store/log-store.ts';

/**
 * A block is a batch of events of one device, closed under the epoch's key: version, random nonce, then
 * XChaCha20-Poly1305 over (packing, length-prefixed events). The nonce is random, so a device brought back from an
 * old backup cannot use one twice; the log's name is authenticated, so a block cannot be moved to another log.
 */
const version = 1;
const nonceBytes = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
const tagBytes = sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES;

/** Events of one block before packing; a block holds at least one event, of at most 64 KiB. */
const fullBlockBytes = 64 << 10;
const fullBlockEvents = 256;
/** Nothing honest packs tighter than this; a block that unpacks to more is not unpacked at all. */
const unpackedBytes = 256 << 10;

/** The longest block a store or a peer accepts. */
export const maxBlockBytes = 160 << 10;

/** How many of `events` from `from` on go into one block. */
export const blockEnd = (events: readonly Uint8Array[], from: number): number => {
  let until = from;
  let bytes = 0;
  while (until < events.length && until - from < fullBlockEvents && bytes < fullBlockBytes) {
    bytes += events[until]?.length ?? 0;
    until++;
  }
  return until;
};

export const sealBlock = (log: LogId, epochKey: Uint8Array, events: readonly Uint8Array[]): Uint8Array => {
  const parts: Uint8Array[] = [];
  for (const event of events) {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(event.length);
    parts.push(size, event);
  }
  const plain = Buffer.concat(parts);
  // Keys and signatures do not shrink; what repeats from event to event in a batch does.
  const packed = events.length > 1 ? deflateRawSync(plain, { level: 1 }) : plain;
  const isPacked = packed.length < plain.length;
  const message = Buffer.concat([Buffer.from([isPacked ? 1 : 0]), isPacked ? packed : plain]);
  const out = Buffer.alloc(1 + nonceBytes + message.length + tagBytes);
  out[0] = version;
  const nonce = out.subarray(1, 1 + nonceBytes);
  nonce.set(randomBytes(nonceBytes));
  sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    out.subarray(1 + nonceBytes),
    message,
    Buffer.from(logKey(log)),
    null,
    nonce,
    epochKey,
  );
  return out;
};

/** The events of a block; `null` where it is damaged, of a newer version, or closed under another key. */
export const openBlock = (
  log: LogId,
  epochKey: Uint8Array,
  block: Uint8Array,
): readonly Uint8Array[] | null => {
  if (block.length < 2 + nonceBytes + tagBytes || block.length > maxBlockBytes || block[0] !== version) {
    return null;
  }
  const message = Buffer.alloc(block.length - 1 - nonceBytes - tagBytes);
  try {
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      message,
      null,
      block.subarray(1 + nonceBytes),
      Buffer.from(logKey(log)),
      block.subarray(1, 1 + nonceBytes),
      epochKey,
    );
    const packed = message.subarray(1);
    const plain = message[0] === 1 ? inflateRawSync(packed, { maxOutputLength: unpackedBytes }) : packed;
    const events: Uint8Array[] = [];
    let at = 0;
    while (at < plain.length) {
      if (at + 4 > plain.length) return null;
      const size = plain.readUInt32LE(at);
      if (at + 4 + size > plain.length) return null;
      events.push(plain.subarray(at + 4, at + 4 + size));
      at += 4 + size;
    }
    return events;
  } catch {
    return null;
  }
};
