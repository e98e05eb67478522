import type { english } from './english.ts';

/**
 * One language is one record with the keys of `english`: sentences with `{blank}`s. A second language is a second
 * file of the same type; nothing else in the program writes text that people read in figure and report.
 */
export type Language = Readonly<Record<keyof typeof english, string>>;

export type TextKey = keyof typeof english;

/** Fills a sentence. A blank without a value stays visible, so that a missing one is seen. */
export const say = (
  language: Language,
  key: TextKey,
  blanks: Readonly<Record<string, string | number>> = {},
): string =>
  language[key].replaceAll(/\{(\w+)\}/g, (blank, name: string) => {
    const value = blanks[name];
    return value === undefined ? blank : String(value);
  });
