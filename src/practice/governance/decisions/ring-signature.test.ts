import { ristretto255 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signerFromSeed } from '../../events/signature.ts';
import { personKey, personScalar } from './group.ts';
import { imageOf, isSignedInRing, type RingStatement, signInRing } from './ring-signature.ts';

const bytes = (fill: number) => new Uint8Array(32).fill(fill);
const personOf = (fill: number) => ({
  publicKey: personKey(signerFromSeed(bytes(fill)).author)!,
  secret: personScalar(bytes(fill)),
});
const keys = [1, 2, 3, 4]
  .map(personOf)
  .sort((a, b) => (Buffer.compare(a.publicKey, b.publicKey) < 0 ? -1 : 1));
const ring = keys.map(({ publicKey }) => publicKey);
const statement = (message = 'yes', context = 'decision 1', of = ring): RingStatement => ({
  ring: of,
  context: new TextEncoder().encode(context),
  message: new TextEncoder().encode(message),
});

const flipped = (value: Uint8Array, bit: number): Uint8Array => {
  const copy = value.slice();
  copy[(bit >> 3) % copy.length]! ^= 1 << (bit & 7);
  return copy;
};

describe('a ballot signed in a ring', () => {
  it('shows that one of the ring signed, for every place in it and a ring of one', () => {
    for (const [i, { secret }] of keys.entries()) {
      expect(isSignedInRing(statement(), signInRing(statement(), secret, bytes(50 + i)))).toBe(true);
    }
    const alone = statement('yes', 'd', [ring[0]!]);
    expect(isSignedInRing(alone, signInRing(alone, keys[0]!.secret, bytes(9)))).toBe(true);
  });

  it('cannot be cast twice unseen: one image a person and decision, another in every other decision', () => {
    const image = (place: number, message: string, context: string) =>
      Buffer.from(
        signInRing(statement(message, context), keys[place]!.secret, bytes(message.length)).image,
      ).toString('hex');
    expect(image(1, 'yes', 'a')).toBe(image(1, 'never', 'a'));
    expect(image(1, 'yes', 'a')).not.toBe(image(1, 'yes', 'b'));
    expect(image(1, 'yes', 'a')).not.toBe(image(2, 'yes', 'a'));
    const known = imageOf(statement('', 'a'), keys[1]!.secret);
    expect(Buffer.from(known).toString('hex')).toBe(image(1, 'yes', 'a'));
  });

  it('holds for its message, decision and ring alone', () => {
    const signed = signInRing(statement(), keys[2]!.secret, bytes(7));
    for (const other of [
      statement('no'),
      statement('yes', 'decision 2'),
      statement('yes', 'decision 1', ring.slice(1)),
      statement('yes', 'decision 1', [...ring].reverse()),
      statement('yes', 'decision 1', []),
    ]) {
      expect(isSignedInRing(other, signed)).toBe(false);
    }
  });

  it('cannot be forged by changing any bit, nor written in a second form', () => {
    const signed = signInRing(statement(), keys[0]!.secret, bytes(8));
    fc.assert(
      fc.property(fc.constantFrom('image', 'challenge', 'responses'), fc.nat(1023), (part, bit) => {
        expect(isSignedInRing(statement(), { ...signed, [part]: flipped(signed[part], bit) })).toBe(false);
      }),
      { numRuns: 60, seed: 6 },
    );
    const beyond = signed.responses.slice();
    let carry = 0n;
    let order = ristretto255.Point.Fn.ORDER;
    for (let i = 0; i < 32; i++) {
      const sum = BigInt(beyond[i]!) + (order & 255n) + carry;
      beyond[i] = Number(sum & 255n);
      carry = sum >> 8n;
      order >>= 8n;
    }
    expect(isSignedInRing(statement(), { ...signed, responses: beyond })).toBe(false);
  });

  it('by somebody outside of the ring is not made, and malformed ones are only false', () => {
    expect(() => signInRing(statement(), personOf(99).secret, bytes(1))).toThrow('own one');
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), fc.uint8Array({ maxLength: 140 }), (...parts) => {
        const [image, challenge, responses] = parts;
        expect(isSignedInRing(statement(), { image, challenge, responses })).toBe(false);
      }),
      { numRuns: 100, seed: 6 },
    );
    const signed = signInRing(statement(), keys[0]!.secret, bytes(8));
    expect(isSignedInRing(statement(), { ...signed, image: new Uint8Array(32) })).toBe(false);
  });

  it('has an image that is no key of the ring, and the same form whoever signed', () => {
    const signed = keys.map(({ secret }, i) => signInRing(statement(), secret, bytes(20 + i)));
    const images = signed.map(({ image }) => Buffer.from(image).toString('hex'));
    const known = new Set(ring.map((key) => Buffer.from(key).toString('hex')));
    expect(new Set(images).size).toBe(ring.length);
    for (const image of images) expect(known.has(image)).toBe(false);
    for (const { challenge, responses } of signed) {
      expect([challenge.length, responses.length]).toEqual([32, 32 * ring.length]);
    }
  });
});
