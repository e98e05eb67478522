import type { Parameter, Part, Pattern } from '../../measure/network/measure.ts';
import type { Language } from '../text/language.ts';

/** What the catalogue says of a measure, as far as a report shows it. */
export interface MeasureText {
  readonly id: string;
  readonly pattern: Pattern;
  readonly title: string;
  readonly question: string;
  readonly formula: string;
  readonly unit: string;
  readonly range: readonly [number | null, number | null];
  readonly higherMeans: string;
  readonly parameters: readonly Parameter[];
  readonly parts: readonly Omit<Part, 'range'>[];
  readonly source: string;
}

/** What a report is written with, beside the numbers. */
export interface ReportContext {
  /** Every measure of the catalogue, in its order. */
  readonly catalogue: readonly MeasureText[];
  readonly language: Language;
}
