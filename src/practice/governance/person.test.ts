import { describe, expect, it } from 'vitest';
import { personFromPhrase, phraseOf } from './person.ts';

describe('a phrase', () => {
  const entropy = new Uint8Array(32).fill(0x7f);
  const phrase = `${'legal winner thank year wave sausage worth useful '.repeat(2)}legal winner thank year wave sausage worth title`;

  it('is that of the published BIP-39 vector', () => {
    expect(phraseOf(entropy)).toBe(phrase);
  });

  it('gives the same person however it is spaced or capitalised', () => {
    const person = personFromPhrase(phrase);
    const again = personFromPhrase(`  ${phrase.toUpperCase().replaceAll(' ', '\n ')} `);
    expect(person.ok && again.ok && person.value.author === again.value.author).toBe(true);
  });

  it('is refused with the word that is wrong, the count, or the sum', () => {
    expect(personFromPhrase(phrase.replace('thank', 'thanx'))).toMatchObject({
      code: 'phrase-word',
      params: { place: 3 },
    });
    expect(personFromPhrase('legal winner')).toMatchObject({ code: 'phrase-length', params: { count: 2 } });
    expect(personFromPhrase(phrase.replace(/title$/, 'useful'))).toMatchObject({ code: 'phrase-checksum' });
  });
});
