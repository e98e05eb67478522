import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type EventContent, noHash } from '../../practice/events/event.ts';
import { readEvents, readEventsLater, signEvent } from '../../practice/events/event-codec.ts';
import { signerFromSeed } from '../../practice/events/signature.ts';
import { toHex } from '../../practice/peer/bytes.ts';
import { deviceKeysOf, sign } from '../../practice/peer/device-keys.ts';
import { checkBySodium } from '../practice/replica.ts';
import { checkOnThread, killSignatureThread } from './signatures-on-worker.ts';

afterAll(killSignatureThread);

const seed = new Uint8Array(32).fill(3);
const keys = deviceKeysOf(seed);
const signer = {
  author: toHex(keys.publicKey),
  sign: (message: Uint8Array) => sign(message, keys.secretKey),
};

const eventOf = (text: string): Uint8Array => {
  const content: EventContent = {
    ...{ v: 1, community: noHash, author: signer.author, seq: 0, prevHash: noHash, deps: [] },
    ...{ lamport: 0, at: 0, type: 'post-written', body: { text } },
  };
  const signed = signEvent(content, signer);
  if (!signed.ok) throw new Error(signed.code);
  return signed.value.bytes;
};

describe('signatures checked on another thread', () => {
  it('get the verdicts they get here, forged, altered and malformed ones among them', async () => {
    expect(signerFromSeed(seed).author).toBe(signer.author);
    const wrong = fc.constantFrom('not', 'flip', 'cut', 'noise');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.string(), wrong, fc.nat()), { maxLength: 40 }), async (all) => {
        const bytes = all.map(([text, how, at]) => {
          const event = eventOf(text);
          if (how === 'flip') event[at % event.length]! ^= 1 + (at % 255);
          if (how === 'cut') return event.subarray(0, at % event.length);
          return how === 'noise' ? new Uint8Array(at % 200).fill(at) : event;
        });
        const here = readEvents(bytes, checkBySodium);
        expect(await readEventsLater(bytes, checkOnThread)).toEqual(here);
      }),
      { numRuns: 20, seed: 7 },
    );
  });

  it('that were asked for at once come back each to its own', async () => {
    const sound = eventOf('sound');
    const forged = eventOf('forged');
    forged[forged.length - 1]! ^= 1;
    const asked = Array.from({ length: 12 }, (_, i) =>
      readEventsLater(Array(i + 1).fill(i % 3 === 0 ? forged : sound), checkOnThread),
    );
    for (const [i, read] of (await Promise.all(asked)).entries()) {
      expect(read.map(({ ok }) => ok)).toEqual(Array(i + 1).fill(i % 3 !== 0));
    }
  });

  it('are worked out here where the thread dies over them, and the next find another', async () => {
    const many = Array(3_000).fill(eventOf('many'));
    const asked = readEventsLater(many, checkOnThread);
    await killSignatureThread();
    expect((await asked).every(({ ok }) => ok)).toBe(true);
    const [again] = await readEventsLater([eventOf('again')], checkOnThread);
    expect(again!.ok).toBe(true);
  });
});
