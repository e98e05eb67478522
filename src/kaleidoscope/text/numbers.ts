/** Numbers as people read them: few digits, thin spaces in thousands, a proper minus sign. */
import { english } from './english.ts';
import { type Language, say } from './language.ts';

const withThousands = (digits: string): string => digits.replaceAll(/\B(?=(\d{3})+$)/g, '\u202f');

const signed = (text: string): string => text.replace(/^-/, '−');

/** A whole number. */
export const count = (value: number): string => signed(withThousands(String(Math.round(value))));

/** Two or three digits: 0.084, 0.84, 8.4, 84, 8 400. */
export const decimal = (value: number): string => {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 100) return count(value);
  if (size < 0.001) return signed(value.toExponential(0));
  const digits = size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 2 : 3;
  return signed(value.toFixed(digits).replace(/\.?0+$/, ''));
};

/** A share in [0, 1] as a percentage. */
export const percent = (share: number): string => {
  if (!Number.isFinite(share)) return '–';
  const value = share * 100;
  if (Math.abs(value) < 0.05) return '0 %';
  return `${signed(value.toFixed(Math.abs(value) < 0.95 ? 1 : 0))} %`;
};

/** A share as so many of a hundred. */
export const ofHundred = (share: number): string => String(Math.round(share * 100));

const spans = [
  ['time.year-one', 'time.years', 365.25 * 86_400],
  ['time.day-one', 'time.days', 86_400],
  ['time.hour-one', 'time.hours', 3_600],
  ['time.minute-one', 'time.minutes', 60],
] as const;

/** A length of time in its largest fitting unit: 3.2 hours, 1 day. */
export const duration = (seconds: number, language: Language = english): string => {
  if (!Number.isFinite(seconds)) return '–';
  for (const [one, several, length] of spans) {
    if (seconds >= length) {
      const amount = seconds / length;
      const shown = amount >= 10 ? amount.toFixed(0) : amount.toFixed(1).replace(/\.0$/, '');
      return say(language, shown === '1' ? one : several, { count: shown });
    }
  }
  return say(language, 'time.under-minute');
};
