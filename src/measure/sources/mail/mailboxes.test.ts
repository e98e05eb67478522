import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMailboxes } from './mailboxes.ts';

const read = (text: string) =>
  readMailboxes(Buffer.from(text, 'utf8').toString('latin1')).mailboxes.map(({ name, address }) => [
    name,
    address,
  ]);

describe('mailboxes', () => {
  it.each<[string, [string | null, string | null][]]>([
    ['ana@example.org', [[null, 'ana@example.org']]],
    ['Ana Bell <Ana@Example.ORG>', [['Ana Bell', 'ana@example.org']]],
    [
      '"Bell, Ana" <ana@example.org>, bo@example.org',
      [
        ['Bell, Ana', 'ana@example.org'],
        [null, 'bo@example.org'],
      ],
    ],
    ['Bell, Ana <ana@example.org>', [['Bell, Ana', 'ana@example.org']]],
    ['ana@example.org (Ana Bell)', [['Ana Bell', 'ana@example.org']]],
    ['ana at example.org (Ana Bell)', [['Ana Bell', 'ana@example.org']]],
    ['ana at localhost (Ana Bell)', [['Ana Bell', 'ana@localhost']]],
    ['Ana Bell <ana at example.org>', [['Ana Bell', 'ana@example.org']]],
    ['ana at example.org (=?UTF-8?Q?Ana_B=c3=a9ll?=)', [['Ana Béll', 'ana@example.org']]],
    ['=?iso-8859-1*es?Q?Ana_B=E9ll?= <ana@example.org>', [['Ana Béll', 'ana@example.org']]],
    ['=?utf-8?B?QW5h?= =?utf-8?B?IELDqWxs?= <ana@example.org>', [['Ana Béll', 'ana@example.org']]],
    ['=?UTF-8?Q?Bell=2C_Ana?= <ana@example.org>', [['Bell, Ana', 'ana@example.org']]],
    ['=?utf-7?Q?M+APw-ller?= <m@example.org>', [['Müller', 'm@example.org']]],
    ['=?cp850?Q?M=81ller?= <m@example.org>', [['Müller', 'm@example.org']]],
    ['=?koi8-r?B?4c7O?= <anna@example.org>', [['Анн', 'anna@example.org']]],
    ['Zoë <zoe@example.org>', [['Zoë', 'zoe@example.org']]],
    ['undisclosed-recipients:;', []],
    [
      'Friends: ana@example.org, Bo <bo@example.org>;',
      [
        [null, 'ana@example.org'],
        ['Bo', 'bo@example.org'],
      ],
    ],
    ['<@relay.example,@other.example:ana@example.org>', [[null, 'ana@example.org']]],
    ['ana @ example.org', [[null, 'ana@example.org']]],
    ['=?windows-1252?Q?Zo=EB_=8Aima?= <z@example.org>', [['Zoë Šima', 'z@example.org']]],
    ["'Ana Bell' <'ana@example.org'>", [['Ana Bell', 'ana@example.org']]],
    ['"ana@example.org" <ana@example.org>', [[null, 'ana@example.org']]],
    ['<mailto:ana@example.org>', [[null, 'ana@example.org']]],
    [
      'ana@example.org; bo@example.org',
      [
        [null, 'ana@example.org'],
        [null, 'bo@example.org'],
      ],
    ],
    ['Ana Bell', [['Ana Bell', null]]],
    ['Ana Bell <ana...@example.org>', [['Ana Bell', null]]],
    ['', []],
  ])('are read from %s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('say when a name is in no known character set', () => {
    expect(readMailboxes('=?x-nowhere?Q?Z=F6?= <z@example.org>')).toEqual({
      mailboxes: [{ name: 'Zö', address: 'z@example.org' }],
      unknownCharsets: 1,
    });
    expect(readMailboxes('=?unknown-8bit?Q?Zo=C3=AB?= <z@example.org>').mailboxes[0]?.name).toBe('Zoë');
    expect(readMailboxes('=?x-nowhere?Q?Zoe?= <z@example.org>').unknownCharsets).toBe(0);
  });

  it('are lower-case addresses and tidy names, for any bytes', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      '(',
      ')',
      ',',
      ';',
      ':',
      '@',
      ' at ',
      '=?utf-8?Q?',
      '?=',
      'a',
      '.',
      '\\',
      ' ',
      '=?x?B?',
      'a@b.c',
    );
    const anyValue = fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 40 });
    fc.assert(
      fc.property(anyValue, (pieces) => {
        for (const { name, address } of readMailboxes(pieces.join('')).mailboxes) {
          if (address !== null) {
            expect(address).toMatch(/^[^\s<>]+@[^\s@<>]+$/u);
            expect(address).toBe(address.toLowerCase());
            expect(address.length).toBeLessThanOrEqual(320);
          }
          if (name !== null) {
            expect(name).not.toContain('@');
            expect(name).not.toMatch(/\p{Cc}/u);
            expect(name.length).toBeLessThanOrEqual(200);
          }
        }
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('are read in time even from values made to be slow', () => {
    for (const hostile of [
      '<@'.repeat(50_000),
      '('.repeat(100_000),
      ' '.repeat(100_000),
      "'".repeat(100_000),
      'a at '.repeat(20_000),
      '=?'.repeat(50_000),
      `"${'\\'.repeat(100_000)}`,
    ]) {
      const start = performance.now();
      readMailboxes(hostile);
      expect(performance.now() - start, hostile.slice(0, 10)).toBeLessThan(2000);
    }
  });
});
