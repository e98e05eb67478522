import { escapeMarkup } from '../figure/svg.ts';

/** Markup that is safe to stand in a page as it is. */
export interface Markup {
  readonly markup: string;
}

type Piece = string | number | Markup | null | false | readonly Piece[];

export const trusted = (markup: string): Markup => ({ markup });

const written = (piece: Piece): string => {
  if (piece === null || piece === false) return '';
  if (typeof piece === 'string') return escapeMarkup(piece);
  if (typeof piece === 'number') return String(piece);
  if ('markup' in piece) return piece.markup;
  return piece.map(written).join('');
};

/** Writes markup; every text put into it is escaped, so that a name can never become an element. */
export const html = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup =>
  trusted(strings.reduce((text, part, index) => text + written(pieces[index - 1] ?? null) + part));
