import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64, sha256 } from './sha256.ts';

describe('the digest of a text', () => {
  it('is what the platform says, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(base64(sha256(text))).toBe(createHash('sha256').update(text, 'utf8').digest('base64'));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('holds at the edges of a block', () => {
    for (const length of [0, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128])
      expect(base64(sha256('a'.repeat(length)))).toBe(
        createHash('sha256').update('a'.repeat(length)).digest('base64'),
      );
  });
});
