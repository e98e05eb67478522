import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMailDate } from './mail-date.ts';

const iso = (text: string): string | null => {
  const time = readMailDate(text);
  return time === null ? null : new Date(time).toISOString();
};

describe('a date in mail', () => {
  it.each([
    ['Fri, 22 May 2015 06:38:22 -0500', '2015-05-22T11:38:22.000Z'],
    ['22 May 2015 06:38 +0200', '2015-05-22T04:38:00.000Z'],
    ['Fri May 22 13:38:22 2015', '2015-05-22T13:38:22.000Z'],
    ['Fri May 22 13:38:22 PDT 2015', '2015-05-22T20:38:22.000Z'],
    ['Fri May 22 13:38:22 2015 +0200', '2015-05-22T11:38:22.000Z'],
    ['Tue, 01 Jan 2013 10:23:56 +0100 (CET)', '2013-01-01T09:23:56.000Z'],
    ['Fri, 22 May 2015 06:38:22 (PDT)', '2015-05-22T13:38:22.000Z'],
    ['Fri, 22 May 2015 (it (was) raining) 06:38:22 -0500', '2015-05-22T11:38:22.000Z'],
    ['Mon, 05 Jan 98 09:00:00 EST', '1998-01-05T14:00:00.000Z'],
    ['05-Jan-03 09:00:00 GMT', '2003-01-05T09:00:00.000Z'],
    ['Sat, 01 Jan 100 00:00:01 +0000', '2000-01-01T00:00:01.000Z'],
    ['Fri, 22 May 2015 06.38.22 GMT+02:00', '2015-05-22T04:38:22.000Z'],
    ['Fri, 22 May 2015 06:38:22 "GMT"', '2015-05-22T06:38:22.000Z'],
    ['Fri, 22 May 2015 06:38:22', '2015-05-22T06:38:22.000Z'],
    ['Fri, 22 May 2015 06:38:22 -0000', '2015-05-22T06:38:22.000Z'],
    ['Fri, 22 May 2015 06:38:22 +9999', '2015-05-22T06:38:22.000Z'],
    ['Fri, 22 May 2015 6:38:22 PM', '2015-05-22T18:38:22.000Z'],
    ['2015-05-22 06:38:22 +0200', '2015-05-22T04:38:22.000Z'],
    ['2015-05-22T06:38:22Z', '2015-05-22T06:38:22.000Z'],
    ['Sat, 31 Dec 2016 23:59:60 +0000', '2017-01-01T00:00:00.000Z'],
    ['Thu, 1 Jan 1970 00:00:00 +0000', '1970-01-01T00:00:00.000Z'],
    ['Fri, 1 Jan 2100 00:00:00 +0000', '2100-01-01T00:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  it.each([
    '',
    'yesterday',
    'Fri, 30 Feb 2015 06:38:22 +0000',
    '22 Mai 2015',
    '22 Foo 2015 06:38:22',
    '1 Jan 2015 25:00',
  ])('does not guess at %s', (text) => {
    expect(readMailDate(text)).toBeNull();
  });

  const anyTime = fc
    .integer({ min: Date.UTC(1950, 0), max: Date.UTC(2099, 11) })
    .map((ms) => ms - (ms % 1000));
  const anyOffset = fc.integer({ min: -14 * 60, max: 14 * 60 });
  const pad = (value: number) => String(value).padStart(2, '0');

  it('means the same instant in every zone and form', () => {
    fc.assert(
      fc.property(anyTime, anyOffset, (time, offset) => {
        const local = new Date(time + offset * 60_000);
        const [weekday, day, month, year, clock] = local.toUTCString().replace(',', '').split(' ');
        const minutes = Math.abs(offset);
        const zone = `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}${pad(minutes % 60)}`;
        expect(readMailDate(`${weekday}, ${day} ${month} ${year} ${clock} ${zone}`)).toBe(time);
        expect(readMailDate(`${weekday} ${month} ${day} ${clock} ${year} ${zone}`)).toBe(time);
        expect(readMailDate(`${local.toISOString().slice(0, 19)}${zone}`)).toBe(time);
      }),
      { seed: 1 },
    );
  });

  it('is a whole finite number of milliseconds, or nothing, for any text', () => {
    const pieces = fc.constantFrom(
      '22',
      'May',
      '2015',
      ':',
      '06',
      '38',
      '-',
      '+',
      '(',
      ')',
      ' ',
      ',',
      'GMT',
      '99',
    );
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 30 }).map((p) => p.join('')),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const time = readMailDate(text);
        expect(time === null || Number.isInteger(time)).toBe(true);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});
