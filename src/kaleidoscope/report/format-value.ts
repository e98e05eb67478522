import type { PublishedNumber } from '../published.ts';
import { type Language, say, type TextKey } from '../text/language.ts';
import { decimal, duration, percent } from '../text/numbers.ts';

const secondsIn: Readonly<Record<string, number>> = {
  ms: 0.001,
  seconds: 1,
  minutes: 60,
  hours: 3_600,
  days: 86_400,
};

/** A number in its unit, as people read it: shares as percentages, times in the unit that fits. */
export const formatValue = (value: number | null, unit: string): string => {
  if (value === null) return '–';
  if (unit === 'share') return percent(value);
  const seconds = secondsIn[unit];
  if (seconds !== undefined) return duration(value * seconds);
  return unit === '' ? decimal(value) : `${decimal(value)} ${unit}`;
};

const reasonKeys: Readonly<Record<string, TextKey>> = {
  'few-people': 'withheld.few-people',
  'one-person': 'withheld.one-person',
  concentrated: 'withheld.concentrated',
  'near-twin': 'withheld.near-twin',
  complementary: 'withheld.complementary',
  'not-directed': 'undefined.not-directed',
  'no-chart': 'undefined.no-chart',
  'no-lead-kind': 'undefined.no-lead-kind',
  'one-mailbox': 'undefined.one-mailbox',
  'too-few': 'undefined.too-few',
};

/** Why a number is not there, in a sentence. */
export const absenceWords = (reason: string | undefined, language: Language): string =>
  say(language, (reason === undefined ? undefined : reasonKeys[reason]) ?? 'undefined.other');

/** The reason a number cannot be shown, or `null` where it can. */
export const absenceOf = (number: PublishedNumber, language: Language): string | null => {
  if (number.withheld) return absenceWords(number.reason, language);
  return number.value === null ? absenceWords(number.reason, language) : null;
};
