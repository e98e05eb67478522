import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import sodium from 'sodium-native';
import { describe, expect, it } from 'vitest';
import { isSigned, type SignatureClaim, signerFromSeed } from './signature.ts';

const { Point } = ed25519;

const bySodium = ({ message, signature, publicKey }: SignatureClaim): boolean =>
  sodium.crypto_sign_verify_detached(signature, message, publicKey);

const littleEndian = (value: bigint): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
const numberOf = (bytes: Uint8Array): bigint =>
  bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

/** The eight points of small order: multiples of one of order 8. */
const torsion = (() => {
  const eighth = Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');
  const points = [Point.ZERO];
  while (points.length < 8) points.push(points.at(-1)!.add(eighth));
  return points;
})();

/** Signs with a key and a commitment that carry parts of small order, as only the key's owner can. */
const signWithTorsion = (
  secret: bigint,
  nonce: bigint,
  ofKey: number,
  ofCommitment: number,
  message: Uint8Array,
) => {
  const order = Point.Fn.ORDER;
  const key = Point.BASE.multiplyUnsafe(secret).add(torsion[ofKey]!).toBytes();
  const commitment = Point.BASE.multiplyUnsafe(nonce).add(torsion[ofCommitment]!).toBytes();
  const challenge = numberOf(sha512(Uint8Array.from([...commitment, ...key, ...message]))) % order;
  const s = (nonce + challenge * secret) % order;
  return { message, signature: Uint8Array.from([...commitment, ...littleEndian(s)]), publicKey: key };
};

describe('a signature', () => {
  it('holds for its signer and message, and for libsodium as well', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ maxLength: 300 }),
        (seed, message) => {
          const signer = signerFromSeed(seed);
          const publicKey = new Uint8Array(Buffer.from(signer.author, 'hex'));
          const claim = { message, signature: signer.sign(message), publicKey };
          expect(isSigned(claim)).toBe(true);
          expect(bySodium(claim)).toBe(true);
        },
      ),
      { seed: 51, numRuns: 25 },
    );
  });

  it('is judged as libsodium judges it when any bit is turned', () => {
    const signer = signerFromSeed(new Uint8Array(32).fill(7));
    const publicKey = new Uint8Array(Buffer.from(signer.author, 'hex'));
    const message = Uint8Array.of(1, 2, 3);
    const signature = signer.sign(message);
    fc.assert(
      fc.property(fc.constantFrom('signature', 'publicKey'), fc.nat(511), (part, bit) => {
        const claim = { message, signature: signature.slice(), publicKey: publicKey.slice() };
        const turned = claim[part];
        turned[(bit >> 3) % turned.length]! ^= 1 << (bit & 7);
        expect(isSigned(claim)).toBe(false);
        expect(bySodium(claim)).toBe(false);
      }),
      { seed: 52, numRuns: 60 },
    );
  });

  it('is judged as libsodium judges it where libraries differ: parts of small order in key or commitment', () => {
    let held = 0;
    fc.assert(
      fc.property(
        fc.nat(3),
        fc.nat(3),
        fc.nat(7),
        fc.nat(7),
        fc.uint8Array({ maxLength: 4 }),
        (secret, nonce, ofKey, ofCommitment, message) => {
          const claim = signWithTorsion(BigInt(secret), BigInt(nonce), ofKey, ofCommitment, message);
          const verdict = isSigned(claim);
          if (verdict) held++;
          expect(verdict).toBe(bySodium(claim));
        },
      ),
      { seed: 53, numRuns: 300 },
    );
    expect(held).toBeGreaterThan(3);
  });

  it('is judged as libsodium judges it for S beyond the group order and encodings beyond the field', () => {
    const message = Uint8Array.of(9);
    const sound = signWithTorsion(5n, 11n, 0, 0, message);
    const s = numberOf(sound.signature.slice(32));
    const doubled = {
      ...sound,
      signature: Uint8Array.from([...sound.signature.slice(0, 32), ...littleEndian(s + Point.Fn.ORDER)]),
    };
    const p = 2n ** 255n - 19n;
    const claims = [sound, doubled];
    for (const y of [0n, 1n, p - 1n, p, p + 1n, p + 5n, 2n ** 255n - 1n]) {
      for (const sign of [0n, 1n << 255n]) {
        claims.push({ ...sound, publicKey: littleEndian(y | sign) });
        claims.push({
          ...sound,
          signature: Uint8Array.from([...littleEndian(y | sign), ...new Uint8Array(32)]),
        });
      }
    }
    expect(claims.map(isSigned)).toEqual(claims.map(bySodium));
    expect(isSigned(sound)).toBe(true);
    expect(isSigned(doubled)).toBe(false);
  });

  it('of a wrong length is no signature', () => {
    const claim = signWithTorsion(5n, 11n, 0, 0, Uint8Array.of(1));
    expect(isSigned({ ...claim, signature: claim.signature.slice(1) })).toBe(false);
    expect(isSigned({ ...claim, publicKey: claim.publicKey.slice(1) })).toBe(false);
  });
});
