import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqlText } from './sql-text.ts';
import { openTableEngine, type TableEngine } from './table-engine.ts';
import { statedNotations, type TimeNotation, timeMsSql, timeNotationOf } from './time-notation.ts';

let engine: TableEngine;
beforeAll(async () => {
  engine = await openTableEngine();
});
afterAll(() => engine.close());

const msOf = async (notation: TimeNotation, texts: readonly string[]): Promise<(number | null)[]> => {
  const values = texts.map((text, index) => `(${index}, ${sqlText(text)})`).join(', ');
  const rows = await engine.rows(
    `SELECT ${timeMsSql(notation, 'text')} FROM (VALUES ${values}) AS t(place, text) ORDER BY place`,
  );
  return rows.map(([ms]) => (ms === null ? null : Number(ms)));
};

const iso = { notation: 'iso' } as const;

describe('a column of times', () => {
  it('is read in every form of ISO 8601 that says one moment', async () => {
    const moment = Date.parse('2024-01-05T08:30:00Z');
    const texts = [
      '2024-01-05T08:30:00Z',
      '2024-01-05T08:30Z',
      '2024-01-05t08:30:00z',
      '2024-01-05 08:30:00',
      '2024-01-05 08:30:00 UTC',
      '2024-01-05T10:30:00+02:00',
      '2024-01-05T10:30:00+0200',
      '2024-01-05T10:30+02',
      '2024-01-05 10:30:00 +0200',
      '2024-01-05T03:30:00.000-05:00',
      '2024-01-05T08:30:00,000Z',
      '2024/01/05 08:30',
      '20240105T083000Z',
      '20240105T0830',
    ];
    expect(await msOf(iso, texts)).toEqual(texts.map(() => moment));
    for (const text of texts) expect(timeNotationOf([text], 'time'), text).toEqual(iso);
    expect(await msOf(iso, ['2024-01-05', '2024-1-5', '2024-02-30', '2024-13-01', 'soon'])).toEqual([
      Date.UTC(2024, 0, 5),
      Date.UTC(2024, 0, 5),
      null,
      null,
      null,
    ]);
  });

  it('agrees with the language on any moment from 1900 to 2200, in ISO, seconds and milliseconds', async () => {
    const moment = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2200, 0) });
    await fc.assert(
      fc.asyncProperty(fc.array(moment, { minLength: 1, maxLength: 20 }), async (times) => {
        const inIso = times.map((ms) => new Date(ms).toISOString());
        expect(await msOf(iso, inIso)).toEqual(times);
        expect(await msOf({ notation: 'count', unit: 'ms' }, times.map(String))).toEqual(times);
        const inSeconds = times.map((ms) => `${ms / 1000}`);
        const read = await msOf({ notation: 'count', unit: 's' }, inSeconds);
        for (const [place, ms] of read.entries()) expect(Math.abs(ms! - times[place])).toBeLessThanOrEqual(1);
        const inMicroseconds = times.map((ms) => `${BigInt(ms) * 1000n}`);
        expect(await msOf({ notation: 'count', unit: 'us' }, inMicroseconds)).toEqual(times);
        const inNanoseconds = times.map((ms) => `${BigInt(ms) * 1_000_000n}`);
        expect(await msOf({ notation: 'count', unit: 'ns' }, inNanoseconds)).toEqual(times);
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  it('tells the unit of counts by its name, else by their size', () => {
    const unitOf = (values: readonly string[], name: string) => timeNotationOf(values, name);
    const count = (unit: string) => ({ notation: 'count', unit });
    expect(unitOf(['1704443400', '1704443401'], 'time')).toEqual(count('s'));
    expect(unitOf(['1704443400000'], 'time')).toEqual(count('ms'));
    expect(unitOf(['1704443400000000'], 'time')).toEqual(count('us'));
    expect(unitOf(['1704443400000000000'], 'time')).toEqual(count('ns'));
    expect(unitOf(['0.135', '0.27'], 'time_min')).toEqual(count('minutes'));
    expect(unitOf(['86400000'], 'sentMs')).toEqual(count('ms'));
    expect(unitOf(['0', '30281'], 'items')).toEqual(count('s'));
  });

  it('takes eight digits for a day only where every value is one', () => {
    expect(timeNotationOf(['20240131', '20240201'], 'day')).toEqual({ notation: 'digits' });
    expect(timeNotationOf(['20240131', '20240299'], 'time')).toEqual({ notation: 'count', unit: 's' });
  });

  it('reads days written with dots, with digits only, as years, with names of months', async () => {
    const day = Date.UTC(2024, 0, 31);
    expect(
      await msOf({ notation: 'day-first' }, ['31.01.2024', '31.1.2024', '31/01/2024', '31-1-2024']),
    ).toEqual(Array(4).fill(day));
    expect(
      await msOf({ notation: 'day-first' }, ['31.01.2024 09:05', '31.01.2024, 9:05:10', '1/31/2024']),
    ).toEqual([day + 545 * 60_000, day + 545 * 60_000 + 10_000, null]);
    expect(await msOf({ notation: 'month-first' }, ['1/31/2024', '01/31/2024 9:05 PM', '31/1/2024'])).toEqual(
      [day, day + (21 * 60 + 5) * 60_000, null],
    );
    expect(await msOf({ notation: 'digits' }, ['20240131', '20240132'])).toEqual([day, null]);
    expect(await msOf({ notation: 'year' }, ['2024'])).toEqual([Date.UTC(2024, 0)]);
    const named = [
      '31 Jan 2024',
      '31-Jan-2024',
      '31 January 2024',
      'January 31, 2024',
      'Jan 31 2024',
      'Wed, 31 Jan 2024 00:00:00 GMT',
      'Wed, 31 Jan 2024 02:00:00 +0200',
      'Wed, 31 Jan 2024 00:00:00 +0000 (UTC)',
    ];
    expect(await msOf({ notation: 'month-name' }, named)).toEqual(named.map(() => day));
    for (const text of named)
      expect(timeNotationOf([text], 'date'), text).toEqual({ notation: 'month-name' });
  });

  it('leaves open what 03/04/2024 means, and what is no time at all', () => {
    expect(timeNotationOf(['03/04/2024', '05/06/2024 10:00'], 'date')).toEqual({
      notation: 'day-or-month-first',
    });
    expect(timeNotationOf(['soon', 'later', '2024-01-01'], 'date')).toBeNull();
    expect(timeNotationOf([], 'date')).toBeNull();
  });

  it('can be told how it is written', () => {
    expect(statedNotations['day-first']).toEqual({ notation: 'day-first' });
    expect(statedNotations.minutes).toEqual({ notation: 'count', unit: 'minutes' });
  });
});
