import type { MeasureText } from '../../kaleidoscope/report/report-text.ts';
import { english as figureEnglish } from '../../kaleidoscope/text/english.ts';
import { type Language, say, type TextKey } from '../../kaleidoscope/text/language.ts';
import { spanish as figureSpanish } from '../../kaleidoscope/text/spanish.ts';
import { useSettings } from '../shell/settings.ts';
import { decidingEnglish } from './deciding-english.ts';
import { decidingSpanish } from './deciding-spanish.ts';
import { digestEnglish } from './digest-english.ts';
import { digestSpanish } from './digest-spanish.ts';
import { english, type PageText } from './english.ts';
import { measuresSpanish } from './measures-spanish.ts';
import { spanish } from './spanish.ts';

type DecidingText = Readonly<Record<keyof typeof decidingEnglish | keyof typeof digestEnglish, string>>;

type Blanks = Readonly<Record<string, string | number>>;

/** All text a page is written with, in one language. */
export interface Words {
  /** Text of figure and report. */
  readonly figure: Language;
  readonly isEnglish: boolean;
  readonly page: (key: keyof PageText | keyof DecidingText, blanks?: Blanks) => string;
  readonly say: (key: TextKey, blanks?: Blanks) => string;
  /** What the catalogue says of a measure, where it is said in this language. */
  readonly measure: (text: MeasureText) => MeasureText;
}

const fill = (sentence: string, blanks: Blanks): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (blank, name: string) => String(blanks[name] ?? blank));

const wordsOf = (pageText: PageText & DecidingText, figure: Language, isEnglish: boolean): Words => ({
  figure,
  isEnglish,
  page: (key, blanks = {}) => fill(pageText[key], blanks),
  say: (key, blanks = {}) => say(figure, key, blanks),
  measure: (text) => (isEnglish ? text : { ...text, ...measuresSpanish[text.id] }),
});

const words = {
  en: wordsOf({ ...decidingEnglish, ...digestEnglish, ...english }, figureEnglish, true),
  es: wordsOf({ ...decidingSpanish, ...digestSpanish, ...spanish }, figureSpanish, false),
};

export const useWords = (): Words => words[useSettings().language];
