/**
 * The group that anonymous ballots are made in: ristretto255, of prime order, where every 32 bytes are one element in one
 * form or none. A person's Ed25519 key is an element of it, so that nobody has to make or publish a key for answering.
 */
import { ed25519, ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { type CanonicalValue, encodeCanonical } from '../../../base/canonical-bytes.ts';

const { Point } = ristretto255;
export type Point = InstanceType<typeof ristretto255.Point>;

/** What every key is a multiple of. */
export const generator: Point = Point.BASE;
export const nothing: Point = Point.ZERO;

export const groupOrder = Point.Fn.ORDER;
export const pointBytes = 32;

export const reduce = (value: bigint): bigint => ((value % groupOrder) + groupOrder) % groupOrder;

/** @throws where the scalar is 0 */
export const invert = (scalar: bigint): bigint => Point.Fn.inv(scalar);

/** 32 bytes, least first. */
export const numberOf = (bytes: Uint8Array): bigint =>
  BigInt(`0x${bytesToHex(Uint8Array.from(bytes).reverse())}`);

export const bytesOf = (scalar: bigint): Uint8Array =>
  hexToBytes(scalar.toString(16).padStart(2 * pointBytes, '0')).reverse();

/** A scalar from 512 bits, so that none is likelier than another by more than 2⁻²⁵⁶. */
export const scalarFrom = (label: string, ...parts: readonly CanonicalValue[]): bigint =>
  reduce(numberOf(sha512(concatBytes(utf8ToBytes(`equipo-ballot ${label}`), encodeCanonical(parts)))));

/** An element whose logarithm nobody knows. */
export const pointFrom = (label: string, ...parts: readonly CanonicalValue[]): Point =>
  ristretto255_hasher.hashToCurve(encodeCanonical(parts), { DST: `equipo-ballot-v1-${label}` }) as Point;

/** `null` for what is no element, and for the one that says nothing. */
export const readPoint = (bytes: Uint8Array): Point | null => {
  try {
    const point = Point.fromBytes(bytes);
    return point.is0() ? null : point;
  } catch {
    return null;
  }
};

/** For secrets: in constant time as far as JavaScript goes. */
export const times = (point: Point, scalar: bigint): Point =>
  scalar === 0n ? Point.ZERO : point.multiply(scalar);

/** For reading only: not in constant time, and every number in it is public. */
export const timesPublic = (point: Point, scalar: bigint): Point => point.multiplyUnsafe(scalar);

/** Elements one after the other; `null` where any of them is none. */
export const readPoints = (packed: Uint8Array): readonly Point[] | null => {
  if (packed.length % pointBytes !== 0) return null;
  const points: Point[] = [];
  for (let at = 0; at < packed.length; at += pointBytes) {
    const point = readPoint(packed.subarray(at, at + pointBytes));
    if (point === null) return null;
    points.push(point);
  }
  return points;
};

/** Scalars one after the other, each in its one form; `null` otherwise. */
export const readScalars = (packed: Uint8Array): readonly bigint[] | null => {
  if (packed.length % pointBytes !== 0) return null;
  const scalars: bigint[] = [];
  for (let at = 0; at < packed.length; at += pointBytes) {
    const scalar = numberOf(packed.subarray(at, at + pointBytes));
    if (scalar >= groupOrder) return null;
    scalars.push(scalar);
  }
  return scalars;
};

export const packPoints = (points: readonly Point[]): Uint8Array =>
  concatBytes(...points.map((point) => point.toBytes()));

export const packScalars = (scalars: readonly bigint[]): Uint8Array => concatBytes(...scalars.map(bytesOf));

/** A person's key never changes what it stands for; reading one costs a multiplication. */
const keysRead = new Map<string, Uint8Array | null>();
const mostKeysHeld = 10_000;

/** A person's Ed25519 key, hex, as an element; `null` where it lies outside of the group, as no honest one does. */
export const personKey = (person: string): Uint8Array | null => {
  let key = keysRead.get(person);
  if (key === undefined) {
    if (keysRead.size >= mostKeysHeld) keysRead.clear();
    key = readPersonKey(person);
    keysRead.set(person, key);
  }
  return key;
};

const readPersonKey = (person: string): Uint8Array | null => {
  try {
    const point = ed25519.Point.fromBytes(hexToBytes(person));
    return point.is0() || !point.isTorsionFree() ? null : new Point(point).toBytes();
  } catch {
    return null;
  }
};

/** The secret behind `personKey`, from the 32 bytes a person's phrase stands for. */
export const personScalar = (seed: Uint8Array): bigint =>
  reduce(ed25519.utils.getExtendedPublicKey(seed).scalar);
