import { describe, expect, it } from 'vitest';
import { count, decimal, duration, percent } from './numbers.ts';

describe('numbers for people', () => {
  it('have few digits', () => {
    expect([0, 0.0004, 0.0836, 0.5, 1.234, 12.34, 123.4, 12345].map(decimal)).toEqual([
      '0',
      '4e-4',
      '0.084',
      '0.5',
      '1.23',
      '12.3',
      '123',
      '12\u202f345',
    ]);
  });

  it('have a true minus and thin spaces', () => {
    expect(count(-1234567)).toBe('−1\u202f234\u202f567');
    expect(decimal(-0.35)).toBe('−0.35');
  });

  it('show shares as percentages, small ones with a digit more', () => {
    expect([0, -0.0002, 0.004, 0.0097, 0.374, 1].map(percent)).toEqual([
      '0 %',
      '0 %',
      '0.4 %',
      '1 %',
      '37 %',
      '100 %',
    ]);
  });

  it('show times in the unit that fits', () => {
    expect([30, 90, 3600, 5400, 86_400, 40 * 86_400].map((seconds) => duration(seconds))).toEqual([
      'under a minute',
      '1.5 minutes',
      '1 hour',
      '1.5 hours',
      '1 day',
      '40 days',
    ]);
  });

  it('show a dash where there is no number', () => {
    expect([decimal, percent, duration].map((show) => show(Number.NaN))).toEqual(['–', '–', '–']);
  });
});
