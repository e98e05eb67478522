/**
 * What two nodes say to each other about one community, once each has shown that it belongs. A message is a small
 * JSON head and the blocks themselves. Reading is total: anything malformed is `null`, and whoever sends it is
 * disconnected.
 */
import { maxBlockBytes } from './block.ts';
import { isHex } from './bytes.ts';
import { maxVersions, rangeBytes } from './store/log-store.ts';

/** A log's head as peers name it; the community is the channel's. */
export interface WireHead {
  readonly author: string;
  readonly epoch: string;
  readonly version: number;
  readonly length: number;
  readonly hash: string;
}

export type WireMessage =
  | { readonly kind: 'heads'; readonly heads: readonly WireHead[] }
  | {
      readonly kind: 'want';
      readonly author: string;
      readonly epoch: string;
      readonly version: number;
      readonly from: number;
    }
  | {
      readonly kind: 'range';
      readonly author: string;
      readonly epoch: string;
      readonly version: number;
      readonly from: number;
      readonly signature: Uint8Array;
      readonly blocks: readonly Uint8Array[];
    }
  /** What the sender makes of all it has: nodes are in step when these are equal. */
  | { readonly kind: 'state'; readonly hash: string }
  /** Whose device the sender is, signed for this connection alone. A mirror has nothing to say here. */
  | { readonly kind: 'device'; readonly author: string; readonly signature: Uint8Array }
  /** Where other devices of the community were last reached. */
  | { readonly kind: 'places'; readonly places: readonly string[] }
  /** Sealed to the receiver's device: something to pass on, or to write for somebody. */
  | { readonly kind: 'parcel'; readonly sealed: Uint8Array };

/** Longest message: a range is cut once it passes `rangeBytes`, plus what one checkpoint may carry over. */
export const maxMessageBytes = 2 * rangeBytes + maxBlockBytes;
export const maxHeadsPerMessage = 512;
export const maxPlaces = 32;
export const maxParcelBytes = 1 << 16;

export const encodeMessage = (message: WireMessage): Uint8Array => {
  const { payload, head } =
    message.kind === 'range'
      ? {
          payload: [message.signature, ...message.blocks],
          head: {
            ...message,
            signature: message.signature.length,
            blocks: message.blocks.map((block) => block.length),
          },
        }
      : message.kind === 'device'
        ? { payload: [message.signature], head: { ...message, signature: message.signature.length } }
        : message.kind === 'parcel'
          ? { payload: [message.sealed], head: { ...message, sealed: message.sealed.length } }
          : { payload: [], head: message };
  const text = Buffer.from(JSON.stringify(head));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(text.length);
  return Buffer.concat([size, text, ...payload]);
};

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const isVersion = (value: unknown): value is number => isCount(value) && value < maxVersions;

const isPlace = (value: unknown): value is string => typeof value === 'string' && value.length <= 300;

type Fields = Readonly<Record<string, unknown>>;

const logFields = (head: Fields) => {
  const { author, epoch, version } = head;
  return isHex(author, 32) && isHex(epoch, 16) && isVersion(version) ? { author, epoch, version } : null;
};

const readHeads = (value: unknown): readonly WireHead[] | null => {
  if (!Array.isArray(value) || value.length > maxHeadsPerMessage) return null;
  const heads: WireHead[] = [];
  for (const each of value as readonly Fields[]) {
    const log = typeof each === 'object' && each !== null ? logFields(each) : null;
    if (log === null || !isCount(each.length) || !isHex(each.hash, 32)) return null;
    heads.push({ ...log, length: each.length, hash: each.hash });
  }
  return heads;
};

const readRange = (head: Fields, payload: Uint8Array): WireMessage | null => {
  const log = logFields(head);
  const { from, signature, blocks: sizes } = head;
  if (log === null || !isCount(from) || !isCount(signature)) return null;
  if (signature > 1024 || !Array.isArray(sizes) || !sizes.every(isCount)) return null;
  const blocks: Uint8Array[] = [];
  let at = signature;
  for (const size of sizes) {
    if (size > maxBlockBytes) return null;
    blocks.push(payload.subarray(at, at + size));
    at += size;
  }
  if (at !== payload.length) return null;
  return { kind: 'range', ...log, from, signature: payload.subarray(0, signature), blocks };
};

export const decodeMessage = (bytes: Uint8Array): WireMessage | null => {
  if (bytes.length < 4 || bytes.length > maxMessageBytes) return null;
  const size = Buffer.from(bytes.buffer, bytes.byteOffset, 4).readUInt32LE();
  if (4 + size > bytes.length) return null;
  let head: Fields;
  try {
    head = JSON.parse(Buffer.from(bytes.subarray(4, 4 + size)).toString('utf8'));
  } catch {
    return null;
  }
  if (typeof head !== 'object' || head === null) return null;
  const payload = bytes.subarray(4 + size);
  if (head.kind === 'range') return readRange(head, payload);
  if (head.kind === 'device') {
    const { author } = head;
    return isHex(author, 32) && payload.length === 64 ? { kind: 'device', author, signature: payload } : null;
  }
  if (head.kind === 'parcel') {
    const isFit = payload.length > 0 && payload.length <= maxParcelBytes && payload.length === head.sealed;
    return isFit ? { kind: 'parcel', sealed: payload } : null;
  }
  if (payload.length > 0) return null;
  if (head.kind === 'heads') {
    const heads = readHeads(head.heads);
    return heads && { kind: 'heads', heads };
  }
  if (head.kind === 'want') {
    const log = logFields(head);
    return log === null || !isCount(head.from) ? null : { kind: 'want', ...log, from: head.from };
  }
  if (head.kind === 'state') return isHex(head.hash, 32) ? { kind: 'state', hash: head.hash } : null;
  if (head.kind === 'places') {
    const { places } = head;
    if (!Array.isArray(places) || places.length > maxPlaces || !places.every(isPlace)) return null;
    return { kind: 'places', places };
  }
  return null;
};
