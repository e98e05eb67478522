import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Who can sign for a device: the pure code hands over bytes and never sees a secret. */
export interface Signer {
  /** Hex of the 32-byte public key. */
  readonly author: string;
  sign(message: Uint8Array): Uint8Array;
}

/** A statement that `signature` is `publicKey`'s under `message`. */
export interface SignatureClaim {
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  readonly publicKey: Uint8Array;
}

/**
 * Judges many claims at once, one verdict each. Every checker must give the verdicts of `isSigned` on all inputs,
 * or two nodes with different checkers would disagree on what happened.
 */
export type CheckSignatures = (claims: readonly SignatureClaim[]) => readonly boolean[];

/** A signer from a 32-byte seed, for where no faster one is at hand. */
export const signerFromSeed = (seed: Uint8Array): Signer => {
  const publicKey = ed25519.getPublicKey(seed);
  return { author: bytesToHex(publicKey), sign: (message) => ed25519.sign(message, seed) };
};

const { Point } = ed25519;
const groupOrder = Point.Fn.ORDER;

const littleEndian = (bytes: Uint8Array): bigint => {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
  return value;
};

/** `null` where 32 bytes are not the one encoding of a point, or its order is small. */
const soundPoint = (bytes: Uint8Array) => {
  try {
    const point = Point.fromBytes(bytes);
    return point.isSmallOrder() ? null : point;
  } catch {
    return null;
  }
};

/**
 * Whether an Ed25519 signature holds.
 *
 * RFC 8032 leaves open what to do with keys and commitments that have a part of small order, and libraries differ.
 * A community cannot afford two answers, so this is exactly libsodium's rule: S below the group order, R and the
 * key canonical and not of small order, and S·B − H(R, A, M)·A equal to R byte by byte (without cofactor).
 * Returns `false` for anything malformed; never throws. Cost: about a millisecond. Source: RFC 8032 § 5.1.7;
 * Chalkias, Garillot and Nikolaenko 2020, *Taming the many EdDSAs*. Checked against sodium-native on honest, altered
 * and torsion-mixed signatures.
 */
export const isSigned = ({ message, signature, publicKey }: SignatureClaim): boolean => {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  const commitment = signature.subarray(0, 32);
  const s = littleEndian(signature.subarray(32));
  if (s >= groupOrder) return false;
  const key = soundPoint(publicKey);
  if (key === null || soundPoint(commitment) === null) return false;
  const challenge = littleEndian(
    sha512.create().update(commitment).update(publicKey).update(message).digest(),
  );
  const expected = Point.BASE.multiplyUnsafe(s)
    .subtract(key.multiplyUnsafe(challenge % groupOrder))
    .toBytes();
  return expected.every((byte, i) => byte === commitment[i]);
};

/** One after another, on this thread. */
export const checkOneByOne: CheckSignatures = (claims) => claims.map(isSigned);
