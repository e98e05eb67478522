import type { PublishedNumber } from '../published.ts';
import { english } from '../text/english.ts';
import { type Language, say, type TextKey } from '../text/language.ts';
import { decimal, duration, percent } from '../text/numbers.ts';

const secondsIn: Readonly<Record<string, number>> = {
  ms: 0.001,
  seconds: 1,
  minutes: 60,
  hours: 3_600,
  days: 86_400,
};

const isTextKey = (key: string, language: Language): key is TextKey => Object.hasOwn(language, key);

/** A number in its unit, as people read it: shares as percentages, times in the unit that fits. */
export const formatValue = (value: number | null, unit: string, language: Language = english): string => {
  if (value === null) return '–';
  if (unit === 'share') return percent(value);
  const seconds = secondsIn[unit];
  if (seconds !== undefined) return duration(value * seconds, language);
  if (unit === '' || unit === 'ratio') return decimal(value);
  const key = `unit.${unit}`;
  return `${decimal(value)} ${isTextKey(key, language) ? say(language, key) : unit}`;
};

/** Why a number is not there, in a sentence: `withheld.…` for the rule's reasons, `undefined.…` for measures'. */
export const absenceWords = (reason: string | undefined, language: Language): string => {
  const key = [`withheld.${reason}`, `undefined.${reason}`].find((each) => isTextKey(each, language));
  return say(language, key !== undefined && isTextKey(key, language) ? key : 'undefined.other');
};

/** The reason a number cannot be shown, or `null` where it can. */
export const absenceOf = (number: PublishedNumber, language: Language): string | null => {
  if (number.withheld) return absenceWords(number.reason, language);
  return number.value === null ? absenceWords(number.reason, language) : null;
};

/** Whether a number says the same under other settings of its model; `null` where it was not held against them. */
export const sensitivityWords = (number: PublishedNumber, language: Language): string | null => {
  const sensitivity = number.withheld ? undefined : number.interval?.sensitivity;
  return sensitivity === undefined ? null : say(language, `sensitivity.${sensitivity}`);
};
