import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { RefusalError } from '../base/result.ts';
import { parseColumns, parseCount, parseDate, requireSpan } from './parsing.ts';

describe('what people type', () => {
  it('is read as a date in UTC, whatever its precision', () => {
    expect(parseDate('2024')).toBe(Date.UTC(2024, 0, 1));
    expect(parseDate('2024-03')).toBe(Date.UTC(2024, 2, 1));
    expect(parseDate('2024-03-31')).toBe(Date.UTC(2024, 2, 31));
    expect(parseDate('2024-03-31T12:30')).toBe(Date.UTC(2024, 2, 31, 12, 30));
    expect(parseDate('2024-03-31T12:30+02:00')).toBe(Date.UTC(2024, 2, 31, 10, 30));
  });

  it('is never guessed: other ways of writing a date are refused', () => {
    for (const text of ['31/03/2024', 'yesterday', '2024-13', '2024-3', '']) {
      expect(() => parseDate(text), text).toThrow(InvalidArgumentError);
    }
  });

  it('names columns, even one with an equals sign in its name', () => {
    expect(parseColumns('time=sent at,from=a=b,to=3')).toEqual({ time: 'sent at', from: 'a=b', to: '3' });
    expect(() => parseColumns('when=sent')).toThrow(InvalidArgumentError);
    expect(() => parseColumns('from=')).toThrow(InvalidArgumentError);
  });

  it('counts in whole numbers', () => {
    expect(parseCount('7')).toBe(7);
    for (const text of ['-1', '1.5', 'many', '4294967296']) {
      expect(() => parseCount(text), text).toThrow(InvalidArgumentError);
    }
  });

  it('is refused when a span ends before it starts', () => {
    expect(() => requireSpan(2, 2)).toThrow(RefusalError);
    expect(() => requireSpan(1, 2)).not.toThrow();
    expect(() => requireSpan(undefined, 2)).not.toThrow();
  });
});
