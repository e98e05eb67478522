/** What every store behind the port of `practice/peer/store/log-store.ts` must hold, whatever engine it has. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deviceKeysOf } from '../../src/practice/peer/device-keys.ts';
import {
  type LogChange,
  type LogId,
  type LogStore,
  maxVersions,
  rangeBlocks,
} from '../../src/practice/peer/store/log-store.ts';

const seeded = (name: string) => {
  const seed = Buffer.alloc(32);
  seed.write(name);
  return deviceKeysOf(seed);
};

const ana = seeded('Ana');
const bo = seeded('Bo');
const logOf = (keys = ana, changes: Partial<LogId> = {}): LogId => ({
  community: 'c0'.repeat(32),
  author: Buffer.from(keys.publicKey).toString('hex'),
  epoch: 'e0'.repeat(16),
  ...changes,
});
const blocksOf = (...texts: readonly string[]) => texts.map((text) => Buffer.from(text));
const textsOf = (blocks: readonly Uint8Array[]) => blocks.map((block) => Buffer.from(block).toString());
const numbered = (count: number, word = 'block') => Array.from({ length: count }, (_, i) => `${word} ${i}`);

/** Everything of one log that the other does not have, piece by piece; the sizes of the pieces. */
const carry = async (from: LogStore, to: LogStore, log: LogId): Promise<number[]> => {
  const sizes: number[] = [];
  for (;;) {
    const range = await from.readSigned(log, await to.length(log));
    if (range === null) return sizes;
    sizes.push(range.blocks.length);
    expect(await to.importRange(log, range)).toMatchObject({ outcome: 'added' });
  }
};

export const holdStore = (name: string, open: () => Promise<LogStore>): void => {
  describe(`a ${name}`, () => {
    let one: LogStore;
    let other: LogStore;
    beforeEach(async () => {
      [one, other] = await Promise.all([open(), open()]);
    });
    afterEach(async () => {
      await Promise.all([one.close(), other.close()]);
    });

    it('gives back what was appended, in order, and nothing of what was not', async () => {
      const log = logOf();
      expect(await one.append(log, ana, blocksOf('a', 'b'))).toBe(2);
      expect(await one.append(log, ana, [])).toBe(2);
      expect(await one.append(log, ana, blocksOf('c'))).toBe(3);
      expect(textsOf(await one.read(log, 1, 9))).toEqual(['b', 'c']);
      expect(await one.length(logOf(bo))).toBe(0);
      expect(await one.byteLength(log)).toBe(3);
      expect(await one.byteLength(logOf(bo))).toBe(0);
      expect(await one.read(logOf(bo), 0, 1)).toEqual([]);
      expect(await one.readSigned(log, 3)).toBeNull();
      expect(await one.hashAt(log, 4)).toBeNull();
      expect(await one.heads('c1'.repeat(32))).toEqual([]);
      expect(await one.heads(log.community)).toEqual([
        { log, version: 0, length: 3, hash: await one.hashAt(log, 3) },
      ]);
    });

    it('lengthens a log one append after another, however many are asked for at once', async () => {
      const log = logOf();
      const lengths = await Promise.all(
        numbered(20).map((text) => one.append(log, ana, blocksOf(text, text))),
      );
      expect(lengths).toEqual(lengths.map((_, i) => 2 * i + 2));
      expect(textsOf(await one.read(log, 0, 40))).toEqual(numbered(20).flatMap((text) => [text, text]));
    });

    it('carries any log to another store in signed pieces of bounded size, with the same hash', async () => {
      let epoch = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 6 }),
          async (batches) => {
            const log = logOf(ana, { epoch: (epoch++).toString(16).padStart(32, '0') });
            for (const [i, size] of batches.entries()) {
              await one.append(log, ana, blocksOf(...numbered(size, `batch ${i}`)));
              if (i === 0) await carry(one, other, log);
            }
            const sizes = await carry(one, other, log);
            const length = await one.length(log);
            expect(await other.length(log)).toBe(length);
            expect(await other.hashAt(log, length)).toBe(await one.hashAt(log, length));
            expect(await other.read(log, 0, length)).toEqual(await one.read(log, 0, length));
            for (const size of sizes) expect(size).toBeLessThanOrEqual(rangeBlocks + 64);
          },
        ),
        { seed: 4, numRuns: 12 },
      );
    });

    it('splits a long log, so that no piece grows with it', async () => {
      const log = logOf();
      await one.append(log, ana, blocksOf(...numbered(1000)));
      const sizes = await carry(one, other, log);
      expect(sizes.length).toBeGreaterThan(2);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(rangeBlocks + 64);
    });

    it('says what is known, what is missing before, and takes what overlaps once', async () => {
      const log = logOf();
      await one.append(log, ana, blocksOf('a'));
      const first = (await one.readSigned(log, 0))!;
      await one.append(log, ana, blocksOf('b'));
      const both = (await one.readSigned(log, 0))!;
      const second = (await one.readSigned(log, 1))!;
      expect(await other.importRange(log, second)).toEqual({ outcome: 'gap' });
      expect(await other.importRange(log, first)).toEqual({ outcome: 'added', from: 0, length: 1 });
      expect(await other.importRange(log, first)).toEqual({ outcome: 'known' });
      expect(await other.importRange(log, both)).toEqual({ outcome: 'added', from: 1, length: 2 });
      expect(textsOf(await other.read(log, 0, 2))).toEqual(['a', 'b']);
    });

    it('takes nothing that its author did not sign for this place, and is as it was', async () => {
      const log = logOf();
      await one.append(log, ana, blocksOf('a', 'b', 'c'));
      const range = (await one.readSigned(log, 0))!;
      const altered = { ...range, blocks: blocksOf('a', 'x', 'c') };
      const shortened = { ...range, blocks: range.blocks.slice(0, 2) };
      const unsigned = { ...range, signature: new Uint8Array(range.signature.length) };
      const cut = { ...range, signature: range.signature.subarray(1) };
      for (const forged of [altered, shortened, unsigned, cut]) {
        expect(await other.importRange(log, forged)).toEqual({ outcome: 'unverified' });
      }
      for (const elsewhere of [logOf(bo), logOf(ana, { epoch: 'e1'.repeat(16) })]) {
        expect(await other.importRange(elsewhere, range)).toEqual({ outcome: 'unverified' });
      }
      expect(await other.heads(log.community)).toEqual([]);
      expect(await other.importRange(log, range)).toMatchObject({ outcome: 'added' });
    });

    it('keeps both versions of a log that its author continued in two ways', async () => {
      const log = logOf();
      await one.append(log, ana, blocksOf('a', 'to Bo'));
      await other.append(log, ana, blocksOf('a', 'to Chi', 'more'));
      const fork = (await other.readSigned(log, 0))!;
      expect(await one.importRange(log, fork)).toEqual({ outcome: 'unverified' });
      expect(await one.importRange(log, fork, 1)).toEqual({ outcome: 'added', from: 0, length: 3 });
      expect(await one.importRange(log, fork, maxVersions)).toEqual({ outcome: 'unverified' });
      expect(textsOf(await one.read(log, 0, 9))).toEqual(['a', 'to Bo']);
      expect(textsOf(await one.read(log, 0, 9, 1))).toEqual(['a', 'to Chi', 'more']);
      expect((await one.heads(log.community)).map(({ version, length }) => [version, length]).sort()).toEqual(
        [
          [0, 2],
          [1, 3],
        ],
      );
    });

    it('tells of every change, own and imported, until it is asked not to', async () => {
      const heard: LogChange[] = [];
      const log = logOf();
      await one.append(log, ana, blocksOf('a', 'b'));
      const stop = other.watch((change) => heard.push(change));
      await carry(one, other, log);
      await other.append(logOf(bo), bo, blocksOf('mine'));
      stop();
      await other.append(logOf(bo), bo, blocksOf('unheard'));
      expect(heard).toEqual([
        { log, version: 0, from: 0, length: 2 },
        { log: logOf(bo), version: 0, from: 0, length: 1 },
      ]);
    });
  });
};
