import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CanonicalValue, decodeCanonical, encodeCanonical } from './canonical-bytes.ts';
import { utf8Bytes, utf8Text } from './utf8.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

/** RFC 8949 appendix A, the rows that need no floats, tags, big numbers or indefinite lengths. */
const published: readonly (readonly [CanonicalValue, string])[] = [
  [0, '00'],
  [1, '01'],
  [10, '0a'],
  [23, '17'],
  [24, '1818'],
  [25, '1819'],
  [100, '1864'],
  [1000, '1903e8'],
  [1000000, '1a000f4240'],
  [1000000000000, '1b000000e8d4a51000'],
  [-1, '20'],
  [-10, '29'],
  [-100, '3863'],
  [-1000, '3903e7'],
  [false, 'f4'],
  [true, 'f5'],
  [null, 'f6'],
  [new Uint8Array(0), '40'],
  [Uint8Array.of(1, 2, 3, 4), '4401020304'],
  ['', '60'],
  ['a', '6161'],
  ['IETF', '6449455446'],
  ['"\\', '62225c'],
  ['\u00fc', '62c3bc'],
  ['\u6c34', '63e6b0b4'],
  ['\ud800\udd51', '64f0908591'],
  [[], '80'],
  [[1, 2, 3], '83010203'],
  [[1, [2, 3], [4, 5]], '8301820203820405'],
  [Array.from({ length: 25 }, (_, i) => i + 1), '98190102030405060708090a0b0c0d0e0f101112131415161718181819'],
  [{}, 'a0'],
  [{ a: 1, b: [2, 3] }, 'a26161016162820203'],
  [['a', { b: 'c' }], '826161a161626163'],
  [{ a: 'A', b: 'B', c: 'C', d: 'D', e: 'E' }, 'a56161614161626142616361436164614461656145'],
];

const { value: anyValue } = fc.letrec<{ value: CanonicalValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.string({ unit: 'binary' }),
    fc.uint8Array({ maxLength: 40 }),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

describe('canonical bytes', () => {
  it('are those of the published examples, both ways', () => {
    for (const [value, bytes] of published) {
      expect(hex(encodeCanonical(value))).toBe(bytes);
      expect(decodeCanonical(bytesOf(bytes))).toEqual(value);
    }
  });

  it('give every value back', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(decodeCanonical(encodeCanonical(value))).toEqual(value);
      }),
      { seed: 41, numRuns: 500 },
    );
  });

  it('do not depend on the order in which a map was filled', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.nat(), { noNullPrototype: true }), (map) => {
        const turned = Object.fromEntries(Object.entries(map).reverse());
        expect(encodeCanonical(turned)).toEqual(encodeCanonical(map));
      }),
      { seed: 42 },
    );
  });

  it('have one form only: whatever reads, writes the same bytes again', () => {
    const seeds = published.map(([, bytes]) => bytesOf(bytes));
    const nearlyValid = fc
      .record({
        start: fc.constantFrom(...seeds),
        at: fc.nat(30),
        byte: fc.nat(255),
        tail: fc.uint8Array({ maxLength: 2 }),
      })
      .map(({ start, at, byte, tail }) => {
        const bytes = Uint8Array.from([...start, ...tail]);
        bytes[at % bytes.length] = byte;
        return bytes;
      });
    let readable = 0;
    fc.assert(
      fc.property(fc.oneof(nearlyValid, fc.uint8Array({ maxLength: 200 })), (bytes) => {
        const value = decodeCanonical(bytes);
        if (value === undefined) return;
        readable++;
        expect(encodeCanonical(value)).toEqual(bytes);
      }),
      { seed: 43, numRuns: 5000 },
    );
    expect(readable).toBeGreaterThan(200);
  });

  it('refuse longer forms, unsorted or repeated keys, floats, open lengths, deep nests and huge claims', () => {
    for (const bytes of [
      '1800', // 0 in two bytes
      '190018',
      '1b0020000000000000', // 2^53
      '3b001fffffffffffff', // −2^53
      'a2616201616101',
      'a2616101616102',
      'a10101', // a key that is no text
      'f90000',
      'fb3ff199999999999a',
      '5f4101ff',
      '9fff',
      'c101', // a tag
      'f7', // undefined
      'f820',
      '62c328',
      '9b001fffffffffffff',
      '5affffffff00',
      `${'81'.repeat(17)}00`,
      'a1695f5f70726f746f5f5f01',
      '',
    ]) {
      expect(decodeCanonical(bytesOf(bytes)), bytes).toBeUndefined();
    }
    expect(decodeCanonical(bytesOf(`${'81'.repeat(16)}00`))).toBeDefined();
  });

  it('are not written for what has none', () => {
    expect(() => encodeCanonical(0.5)).toThrow('safe integer');
    expect(() => encodeCanonical('\ud800')).toThrow('surrogate');
  });
});

describe('strict UTF-8', () => {
  it('reads exactly what the platform reads, and repairs nothing', () => {
    const platform = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const expected = (bytes: Uint8Array) => {
      try {
        return platform.decode(bytes);
      } catch {
        return null;
      }
    };
    const edges = fc.array(
      fc.constantFrom(
        0x41,
        0x7f,
        0x80,
        0x8f,
        0x90,
        0x9f,
        0xa0,
        0xbf,
        0xc0,
        0xc2,
        0xdf,
        0xe0,
        0xed,
        0xef,
        0xf0,
        0xf4,
        0xf5,
        0xff,
      ),
      {
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(fc.oneof(edges, fc.array(fc.nat(255), { maxLength: 8 })), (list) => {
        const bytes = Uint8Array.from(list);
        expect(utf8Text(bytes)).toBe(expected(bytes));
      }),
      { seed: 44, numRuns: 5000 },
    );
  });

  it('writes what the platform writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Bytes(text)).toEqual(new Uint8Array(Buffer.from(text, 'utf8')));
      }),
      { seed: 45, numRuns: 500 },
    );
    expect(utf8Bytes('a\udc00')).toBeNull();
    expect(utf8Bytes('\ud800')).toBeNull();
  });

  it('reads bytes as a copy of its own, also out of a Buffer', () => {
    const source = Buffer.from(encodeCanonical([new Uint8Array([1, 2, 3])]));
    const [read] = decodeCanonical(source) as [Uint8Array];
    source.fill(9);
    expect(Buffer.isBuffer(read)).toBe(false);
    expect([...read]).toEqual([1, 2, 3]);
  });
});
