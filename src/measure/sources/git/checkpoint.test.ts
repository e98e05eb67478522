import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';

describe('a checkpoint', () => {
  it('is read back as it was written', () => {
    const hash = fc
      .uint8Array({ minLength: 20, maxLength: 20 })
      .map((bytes) => Buffer.from(bytes).toString('hex'));
    fc.assert(
      fc.property(fc.array(hash), (hashes) => {
        const checkpoint = { mailmap: 'none', hashes };
        expect(readCheckpoint(writeCheckpoint(checkpoint))).toEqual(checkpoint);
      }),
      { seed: 6, numRuns: 50 },
    );
  });

  it('of another version or none is none', () => {
    for (const text of [null, '', 'git0 none', 'git1', 'git1 none not-a-hash', 'git1 none --all']) {
      expect(readCheckpoint(text)).toBeNull();
    }
  });
});
