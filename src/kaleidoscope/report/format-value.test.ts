import { describe, expect, it } from 'vitest';
import { english } from '../text/english.ts';
import { absenceWords, formatValue } from './format-value.ts';

describe('a value in its unit', () => {
  it('reads as people say it', () => {
    expect(formatValue(0.382, 'share')).toBe('38 %');
    expect(formatValue(36, 'hours')).toBe('1.5 days');
    expect(formatValue(0.0613, '')).toBe('0.061');
    expect(formatValue(45, 'people')).toBe('45 people');
    expect(formatValue(null, 'share')).toBe('–');
  });
});

describe('an absent value', () => {
  it('says why, whether the rule or the measure left it out', () => {
    expect(absenceWords('near-twin', english)).toBe(english['withheld.near-twin']);
    expect(absenceWords('no-chart', english)).toBe(english['undefined.no-chart']);
  });

  it('says something even for a reason nobody wrote a sentence for', () => {
    expect(absenceWords('a-new-one', english)).toBe(english['undefined.other']);
    expect(absenceWords(undefined, english)).toBe(english['undefined.other']);
  });
});
