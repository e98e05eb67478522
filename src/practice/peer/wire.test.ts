import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockEnd, openBlock, sealBlock } from './block.ts';
import { deviceKeysOf, isSigned, openSealed, sealTo, sign } from './device-keys.ts';
import { decodeMessage, encodeMessage, type WireMessage } from './wire.ts';

const hexOf = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((each) => Buffer.from(each).toString('hex'));
const log = { author: hexOf(32), epoch: hexOf(16), version: fc.nat({ max: 3 }) };
const anyMessage: fc.Arbitrary<WireMessage> = fc.oneof(
  fc.record({
    kind: fc.constant('heads' as const),
    heads: fc.array(fc.record({ ...log, length: fc.nat(), hash: hexOf(32) }), { maxLength: 5 }),
  }),
  fc.record({ kind: fc.constant('want' as const), ...log, from: fc.nat() }),
  fc.record({
    kind: fc.constant('range' as const),
    ...log,
    from: fc.nat(),
    signature: fc.uint8Array({ maxLength: 100 }).map((each) => Buffer.from(each)),
    blocks: fc.array(
      fc.uint8Array({ maxLength: 40 }).map((each) => Buffer.from(each)),
      { maxLength: 4 },
    ),
  }),
  fc.record({
    kind: fc.constant('parcel' as const),
    sealed: fc.uint8Array({ minLength: 1, maxLength: 99 }).map((each) => Buffer.from(each)),
  }),
  fc.record({ kind: fc.constant('state' as const), hash: hexOf(32) }),
  fc.record({ kind: fc.constant('places' as const), places: fc.array(fc.string({ maxLength: 40 })) }),
);

describe('what peers say', () => {
  it('reads as it was written', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        expect(decodeMessage(encodeMessage(message))).toEqual(message);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('is nothing at all where it is cut, lengthened or noise, and never throws', () => {
    fc.assert(
      fc.property(anyMessage, fc.nat(), fc.uint8Array({ maxLength: 200 }), (message, at, noise) => {
        const bytes = encodeMessage(message);
        expect(decodeMessage(bytes.subarray(0, at % bytes.length))).toBeNull();
        expect(decodeMessage(Buffer.concat([bytes, Buffer.from([0])]))).toBeNull();
        const altered = Buffer.from(bytes);
        altered[at % altered.length]! ^= 1 + (at % 255);
        decodeMessage(altered);
        expect(decodeMessage(noise)).toBeNull();
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});

describe('a sealed block', () => {
  const here = { community: 'c0'.repeat(32), author: 'a0'.repeat(32), epoch: 'e0'.repeat(16) };
  const key = Buffer.alloc(32, 1);

  it('opens to the events it was made of, under its key, in its log, unaltered, and not otherwise', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 20 }),
        fc.nat(),
        (events, at) => {
          const block = sealBlock(here, key, events);
          expect(openBlock(here, key, block)?.map((each) => [...each])).toEqual(
            events.map((each) => [...each]),
          );
          expect(openBlock(here, Buffer.alloc(32, 2), block)).toBeNull();
          expect(openBlock({ ...here, epoch: 'e1'.repeat(16) }, key, block)).toBeNull();
          const altered = Buffer.from(block);
          altered[at % altered.length]! ^= 1 + (at % 255);
          expect(openBlock(here, key, altered)).toBeNull();
        },
      ),
      { seed: 4, numRuns: 200 },
    );
  });

  it('holds events in order, all of them, none twice', () => {
    const events = Array.from({ length: 1000 }, (_, i) => Buffer.alloc(1 + (i % 900)));
    const ends: number[] = [];
    for (let at = 0; at < events.length; ) {
      const end = blockEnd(events, at);
      expect(end).toBeGreaterThan(at);
      ends.push(end);
      at = end;
    }
    expect(ends.at(-1)).toBe(1000);
  });
});

describe('a device’s keys', () => {
  const [ana, bo] = [1, 2].map((seed) => deviceKeysOf(Buffer.alloc(32, seed))) as [
    ReturnType<typeof deviceKeysOf>,
    ReturnType<typeof deviceKeysOf>,
  ];

  it('sign what others can check, and open what was closed for them alone', () => {
    const message = Buffer.from('hello');
    const signature = sign(message, ana.secretKey);
    expect(isSigned(message, signature, ana.publicKey)).toBe(true);
    expect(isSigned(message, signature, bo.publicKey)).toBe(false);
    expect(isSigned(message, signature.subarray(1), ana.publicKey)).toBe(false);
    const sealed = sealTo(ana.publicKey, Buffer.alloc(32, 7));
    expect(sealed).toHaveLength(80);
    expect(openSealed(ana, sealed)).toEqual(Buffer.alloc(32, 7));
    expect(openSealed(bo, sealed)).toBeNull();
    expect(openSealed(ana, sealed.subarray(0, 20))).toBeNull();
  });
});
