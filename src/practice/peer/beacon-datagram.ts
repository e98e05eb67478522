/**
 * What nodes say to a network of their own so as to find one another. A *call* says only that somebody looks. Whoever
 * hears it answers the caller alone, and what the answer says of its communities is made anew for that one call: who
 * does not share a community's secret learns neither which it is, nor whether it was here before. Both are of one
 * size, so that neither tells how many communities there are, and an answer is never more than it was asked with.
 */
import { hashOf, keyedHashOf, randomBytes } from './bytes.ts';

export type BeaconDatagram =
  | { readonly kind: 'call'; readonly nonce: Uint8Array }
  | {
      readonly kind: 'answer';
      readonly nonce: Uint8Array;
      /** The nonce of the call that is answered. */
      readonly call: Uint8Array;
      /** Recognised by those who are connected to the sender already. */
      readonly mark: Uint8Array;
      /** Where the sender listens, at the address it speaks from. */
      readonly port: number;
      /** One for each community, and noise. */
      readonly tags: readonly Uint8Array[];
    };

const head = Buffer.from('equipo\x01');
const kinds = ['call', 'answer'] as const;
export const nonceBytes = 16;
const markBytes = 8;
const tagBytes = 16;
/** Of a node in more communities, others are named in the next answer. */
export const tagsPerAnswer = 16;
const nonceAt = head.length + 1;
const callAt = nonceAt + nonceBytes;
const markAt = callAt + nonceBytes;
const portAt = markAt + markBytes;
const tagsAt = portAt + 2;
export const datagramBytes = tagsAt + tagsPerAnswer * tagBytes;

export const encodeDatagram = (datagram: BeaconDatagram): Uint8Array => {
  const bytes = randomBytes(datagramBytes);
  bytes.set(head);
  bytes[head.length] = kinds.indexOf(datagram.kind);
  bytes.set(datagram.nonce, nonceAt);
  if (datagram.kind === 'call') return bytes;
  bytes.set(datagram.call, callAt);
  bytes.set(datagram.mark, markAt);
  bytes.writeUInt16LE(datagram.port, portAt);
  datagram.tags.forEach((tag, i) => {
    bytes.set(tag, tagsAt + i * tagBytes);
  });
  return bytes;
};

/** Total: `null` for anything else. */
export const decodeDatagram = (bytes: Uint8Array): BeaconDatagram | null => {
  if (bytes.length !== datagramBytes || !head.every((byte, i) => bytes[i] === byte)) return null;
  const kind = kinds[bytes[head.length] as number];
  const part = (from: number, until: number) => Uint8Array.from(bytes.subarray(from, until));
  const nonce = part(nonceAt, callAt);
  if (kind === 'call') return { kind, nonce };
  const [low = 0, high = 0] = bytes.subarray(portAt, tagsAt);
  const port = low + 256 * high;
  if (kind !== 'answer' || port === 0) return null;
  const tags = Array.from({ length: tagsPerAnswer }, (_, i) =>
    part(tagsAt + i * tagBytes, tagsAt + (i + 1) * tagBytes),
  );
  return { kind, nonce, call: part(callAt, markAt), mark: part(markAt, portAt), port, tags };
};

/** Says of a community that the sender carries it, in answer to one call. */
export const tagOf = (carrySecret: Uint8Array, call: Uint8Array, nonce: Uint8Array, port: number): Buffer =>
  keyedHashOf('beacon-tag', carrySecret, call, nonce, Uint8Array.of(port & 255, port >> 8)).subarray(
    0,
    tagBytes,
  );

/** Of the key that a node speaks under in this run. */
export const markOf = (publicKey: Uint8Array, call: Uint8Array, nonce: Uint8Array): Buffer =>
  hashOf('beacon-mark', 16, publicKey, call, nonce).subarray(0, markBytes);
