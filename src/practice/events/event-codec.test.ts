import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCanonical, encodeCanonical } from '../../base/canonical-bytes.ts';
import { type EventContent, maxEventBytes, noHash } from './event.ts';
import { decodeEvent, encodeEvent, readEvents, signEvent } from './event-codec.ts';
import { checkOneByOne, signerFromSeed } from './signature.ts';

const ana = signerFromSeed(new Uint8Array(32).fill(1));
const bo = signerFromSeed(new Uint8Array(32).fill(2));

const content: EventContent = {
  v: 1,
  community: 'ab'.repeat(32),
  author: ana.author,
  seq: 3,
  prevHash: 'cd'.repeat(32),
  deps: [{ author: bo.author, length: 2, hash: 'ef'.repeat(32) }],
  lamport: 7,
  at: 1_700_000_000_000,
  type: 'post-written',
  body: { text: 'Good morning', in: [1, 2] },
};

const signed = (changes: Partial<EventContent> = {}) => {
  const result = signEvent({ ...content, ...changes }, ana);
  if (!result.ok) throw new Error(result.code);
  return result.value;
};

/** A list of fields as somebody hostile may write it, closed by a sound signature. */
const signedFields = (fields: Parameters<typeof encodeCanonical>[0][]) => {
  const bytes = encodeCanonical([...fields, new Uint8Array(64)]);
  bytes.set(ana.sign(bytes.subarray(0, bytes.length - 66)), bytes.length - 64);
  return bytes;
};

describe('an event', () => {
  it('is read back as it was written, under the hash of all its bytes', () => {
    const { event, bytes } = signed();
    expect(event).toMatchObject(content);
    expect(event.id).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(encodeEvent(event)).toEqual(bytes);
    expect(readEvents([bytes], checkOneByOne)).toEqual([{ ok: true, value: event }]);
  });

  it('is refused when any of its bytes was altered', () => {
    const { bytes } = signed();
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const altered = bytes.slice();
        altered[at]! ^= change;
        expect(readEvents([altered], checkOneByOne)[0]!.ok).toBe(false);
      }),
      { seed: 61, numRuns: 150 },
    );
  });

  it('is refused when somebody else signed it', () => {
    const { event, bytes } = signed();
    const forged = bytes.slice();
    forged.set(bo.sign(bytes.subarray(0, bytes.length - 66)), bytes.length - 64);
    expect(readEvents([forged], checkOneByOne)).toMatchObject([{ ok: false, code: 'event-forged' }]);
    expect(event.author).toBe(ana.author);
  });

  it('may be 64 KiB long and no longer', () => {
    const rest = signed({ body: { text: '' } }).bytes.length;
    const room = maxEventBytes - rest - 2;
    expect(signed({ body: { text: 'a'.repeat(room) } }).bytes).toHaveLength(maxEventBytes);
    expect(signEvent({ ...content, body: { text: 'a'.repeat(room + 1) } }, ana)).toMatchObject({
      ok: false,
      code: 'event-too-long',
    });
    expect(decodeEvent(new Uint8Array(maxEventBytes + 1))).toMatchObject({ code: 'event-too-long' });
  });

  it('of a newer version is kept, whatever stands between body and signature', () => {
    const fields = decodeCanonical(signed().bytes) as Parameters<typeof encodeCanonical>[0][];
    const bytes = signedFields([7, ...fields.slice(1, -1), { newer: true }, 'more']);
    expect(readEvents([bytes], checkOneByOne)).toMatchObject([{ ok: true, value: { v: 7, seq: 3 } }]);
    expect(decodeEvent(signedFields([1, ...fields.slice(1, -1), 'more'])).ok).toBe(false);
  });

  it('is refused where its parts do not fit one another', () => {
    const fields = decodeCanonical(signed().bytes) as Parameters<typeof encodeCanonical>[0][];
    const withField = (at: number, value: Parameters<typeof encodeCanonical>[0]) =>
      decodeEvent(signedFields(fields.slice(0, -1).map((field, i) => (i === at ? value : field)))).ok;
    const dep = (fields[5] as Uint8Array[][])[0]!;
    expect(withField(3, 3)).toBe(true);
    for (const [at, value] of [
      [0, 0],
      [0, 'one'],
      [1, new Uint8Array(31)],
      [2, 'ana'],
      [3, -1],
      [3, 0],
      [4, new Uint8Array(32)],
      [5, [dep, dep]],
      [5, [[dep[0]!, 0, dep[2]!]]],
      [5, [[fields[2] as Uint8Array, 1, dep[2]!]]],
      [5, Array.from({ length: 257 }, () => dep)],
      [6, 0],
      [7, -5],
      [8, 'Post Written'],
      [8, ''],
      [9, []],
      [9, null],
    ] as const) {
      expect(withField(at, value as Parameters<typeof encodeCanonical>[0]), `field ${at}`).toBe(false);
    }
  });

  it('founds a community only where it stands on nothing', () => {
    const founding = { community: noHash, seq: 0, prevHash: noHash, deps: [], lamport: 0 };
    expect(signed(founding).event.seq).toBe(0);
    expect(() => signEvent({ ...content, ...founding, lamport: 1 }, ana)).toThrow('event-malformed');
    expect(() => signEvent({ ...content, ...founding, community: content.community }, ana)).toThrow();
    expect(() => signEvent({ ...content, community: noHash }, ana)).toThrow('event-malformed');
  });

  it('never throws on arbitrary or nearly sound bytes', () => {
    const { bytes } = signed();
    const mangled = fc
      .array(fc.record({ at: fc.nat(bytes.length - 1), byte: fc.nat(255) }), { maxLength: 4 })
      .chain((edits) =>
        fc.nat(bytes.length).map((length) => {
          const copy = bytes.slice(0, length > bytes.length / 2 ? bytes.length : length);
          for (const { at, byte } of edits) if (at < copy.length) copy[at] = byte;
          return copy;
        }),
      );
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(mangled, fc.uint8Array({ maxLength: 400 })), (candidate) => {
        const result = decodeEvent(candidate);
        if (!result.ok) return;
        read++;
        if (result.value.v === 1) expect(encodeEvent(result.value)).toEqual(candidate);
      }),
      { seed: 62, numRuns: 4000 },
    );
    expect(read).toBeGreaterThan(100);
  });
});
