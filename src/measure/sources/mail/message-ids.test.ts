import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswered, readMessageId } from './message-ids.ts';

describe('a Message-ID', () => {
  it.each([
    ['<a@b>', 'a@b'],
    ['  <a@\n b> (added by relay)', 'a@b'],
    ['a@b', 'a@b'],
    ['<A@b>', 'A@b'],
    ['<>', null],
    ['', null],
    [undefined, null],
  ])('is read from %s', (value, id) => {
    expect(readMessageId(value)).toBe(id);
  });
});

describe('what a message answers', () => {
  it('is named nearest first: In-Reply-To, then References backwards', () => {
    expect(readAnswered(['<c@x>'], ['<a@x> <b@x>\t<c@x>'], 'd@x')).toEqual(['c@x', 'b@x', 'a@x']);
  });

  it('is found among the words that old programs put around it', () => {
    expect(readAnswered(['Your message of "Mon, 3 May" <a@x>'], [], null)).toEqual(['a@x']);
    expect(readAnswered(['a@x'], ['b@x,\n c@x'], null)).toEqual(['a@x', 'c@x', 'b@x']);
    expect(readAnswered(['Your message of Monday'], [], null)).toEqual([]);
  });

  it('is never the message itself, never twice the same, never without end', () => {
    const anyIds = fc.array(fc.stringMatching(/^[a-z]{1,2}@x$/), { maxLength: 80 });
    fc.assert(
      fc.property(anyIds, anyIds, (inReplyTo, references) => {
        const bracketed = (ids: string[]) => [ids.map((id) => `<${id}>`).join(' ')];
        const answered = readAnswered(bracketed(inReplyTo), bracketed(references), 'a@x');
        expect(answered).not.toContain('a@x');
        expect(new Set(answered).size).toBe(answered.length);
        expect(answered.length).toBeLessThanOrEqual(32);
        for (const id of answered) expect([...inReplyTo, ...references]).toContain(id);
      }),
      { seed: 1 },
    );
  });
});
