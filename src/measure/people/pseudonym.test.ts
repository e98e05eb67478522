import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pseudonym, pseudonyms } from './pseudonym.ts';
import { adjectives, nouns } from './pseudonym-words.ts';

describe('pseudonyms', () => {
  it('have 256 different words for how and 256 for what', () => {
    for (const words of [adjectives, nouns]) {
      expect(new Set(words).size).toBe(256);
      expect(words.filter((word) => !/^[a-z]{3,13}$/.test(word))).toEqual([]);
    }
    expect(adjectives.filter((word) => nouns.includes(word))).toEqual([]);
  });

  it('are two words of an HMAC-SHA-256 of the id', () => {
    const digest = createHmac('sha256', 'key').update('0\u0000mail:ana@example.org').digest();
    const [how, what] = pseudonym('key', 'mail:ana@example.org').split('-');
    expect(adjectives.indexOf(how!)).toBe(digest.readUInt32BE(0) % 256);
    expect(nouns.indexOf(what!)).toBe(digest.readUInt32BE(4) % 256);
  });

  it('differ between people, even among five thousand', () => {
    const ids = Array.from({ length: 5000 }, (_, i) => `mail:p${i}@example.org`);
    const given = pseudonyms('key', ids);
    expect(new Set(given.values()).size).toBe(5000);
    // Plain words would have collided: the resolution was put to work.
    expect(new Set(ids.map((id) => pseudonym('key', id))).size).toBeLessThan(5000);
  });

  it('stay when others arrive later', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 400 }), fc.nat({ max: 400 }), (ids, cut) => {
        const before = pseudonyms('key', ids.slice(0, cut));
        const after = pseudonyms('key', ids);
        for (const [id, words] of before) expect(after.get(id)).toBe(words);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('are others under another key', () => {
    const ids = Array.from({ length: 300 }, (_, i) => `p${i}`);
    const one = pseudonyms('one', ids);
    const two = pseudonyms('two', ids);
    expect(ids.filter((id) => one.get(id) === two.get(id)).length).toBeLessThan(3);
  });

  it('do not run out of words', () => {
    const ids = Array.from({ length: 70_000 }, (_, i) => `p${i}`);
    expect(new Set(pseudonyms('key', ids).values()).size).toBe(70_000);
  });
});
