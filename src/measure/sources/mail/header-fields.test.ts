import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeValue, readHeader } from './header-fields.ts';

describe('a header', () => {
  it('is unfolded, whatever the case of its names and its line endings', () => {
    const fields = readHeader('FROM: a@b\r\nTo : c@d,\r\n\te@f,\r\n  g@h\r\nreferences:\n <1>\n <2>\n');
    expect([...fields]).toEqual([
      ['from', ['a@b']],
      ['to', ['c@d, e@f, g@h']],
      ['references', ['<1> <2>']],
    ]);
  });

  it('keeps a field that stands twice, twice', () => {
    expect(readHeader('To: a@b\nTo: c@d\n').get('to')).toEqual(['a@b', 'c@d']);
  });

  it('knows nothing of subjects, blind copies and fields of its own making', () => {
    const fields = readHeader('Subject: From: x\n To: y\nBcc: z@z\nX-Secret: From: q\nDate: d\n');
    expect([...fields]).toEqual([['date', ['d']]]);
  });

  it('passes over lines that are no fields', () => {
    expect([...readHeader('>From x Mon May 3 08:00:00 2021\nno field\nFrom: a@b\n\x00\xff:\n')]).toEqual([
      ['from', ['a@b']],
    ]);
  });

  it('is read from any bytes', () => {
    const piece = fc.constantFrom(
      'From:',
      'To :',
      ' ',
      '\t',
      '\n',
      '\r\n',
      ':',
      'a@b',
      '\xff',
      '\x00',
      'Subject: ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 40 }), (pieces) => {
        const fields = readHeader(pieces.join(''));
        for (const values of fields.values()) {
          for (const value of values) expect(value).toBe(value.trim());
        }
      }),
      { seed: 1 },
    );
  });

  it('is decoded as UTF-8 where it is, and as Western European where it is not', () => {
    expect(decodeValue(Buffer.from('Zoë', 'utf8').toString('latin1'))).toBe('Zoë');
    expect(decodeValue(Buffer.from('Zo\xeb \x80', 'latin1').toString('latin1'))).toBe('Zoë €');
    expect(decodeValue('\x1b$B%"%J\x1b(B')).toBe('アナ');
  });
});
