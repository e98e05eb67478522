import { english } from '../text/english.ts';
import type { Language } from '../text/language.ts';
import type { Place } from './shapes.ts';

export interface DrawOptions {
  readonly width: number;
  readonly height: number;
  /** `full`: letter, name and people at each tip; `letters`: letters alone, for small figures beside a table. */
  readonly labels: 'full' | 'letters';
  /** Whether title and subtitle are drawn; a page that has its own heading leaves them out. */
  readonly hasTitle: boolean;
  readonly hasKey: boolean;
  readonly seed: number;
  /** Places of the window before: matched communities stay there. */
  readonly previous: readonly Place[];
  readonly language: Language;
}

export const defaultDrawOptions: DrawOptions = {
  width: 1120,
  height: 960,
  labels: 'full',
  hasTitle: true,
  hasKey: true,
  seed: 1,
  previous: [],
  language: english,
};
