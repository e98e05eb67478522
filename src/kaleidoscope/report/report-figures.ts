import type { KaleidoscopeFacet } from '../facets.ts';
import { facetOf } from '../facets-from-published.ts';
import { drawKaleidoscope } from '../figure/draw-kaleidoscope.ts';
import type { Figure } from '../figure/shapes.ts';
import type { Published, PublishedPortrait } from '../published.ts';
import type { Language } from '../text/language.ts';

/** One portrait, drawn for the file exports, for a wide page and for a narrow one. */
export interface DrawnPortrait {
  readonly facet: KaleidoscopeFacet;
  /** With title and key: `kaleidoscope.svg` and `kaleidoscope.png`. */
  readonly file: Figure;
  /** For a page with its own heading. */
  readonly wide: Figure;
  /** Letters alone: beside another figure, or on a phone. */
  readonly narrow: Figure;
}

export interface ReportFigures {
  readonly lived: DrawnPortrait;
  readonly chart: DrawnPortrait | null;
}

export interface FigureRequest {
  /** Names of communities by letter. */
  readonly names: Readonly<Record<string, string>>;
  readonly language: Language;
}

const wholeOf = (published: Published, layer: 'lived' | 'chart'): PublishedPortrait | undefined =>
  published.portraits.find((portrait) => portrait.layer === layer && portrait.window === 'whole');

/** Where nothing may be shown, the figure is drawn empty and says what to do next. */
const nothing: PublishedPortrait = {
  layer: 'lived',
  window: 'whole',
  people: 0,
  isDirected: true,
  isLeadMeasurable: true,
  communities: [],
  small: null,
  ties: [],
};

/** Draws what a report and its files show: the whole span as lived, and the formal chart in the same places. */
export const drawReportFigures = (published: Published, request: FigureRequest): ReportFigures => {
  const { language } = request;
  const draw = (portrait: PublishedPortrait, previous: Figure['places']): DrawnPortrait => {
    const facet = facetOf(portrait, {
      title: published.organisation,
      names: request.names,
      isSimulated: published.isSimulated,
      language,
    });
    const shared = { seed: published.seed, language, previous };
    return {
      facet,
      file: drawKaleidoscope(facet, shared),
      wide: drawKaleidoscope(facet, { ...shared, hasTitle: false, width: 1080, height: 880 }),
      narrow: drawKaleidoscope(facet, {
        ...shared,
        hasTitle: false,
        hasKey: false,
        labels: 'letters',
        width: 400,
        height: 400,
      }),
    };
  };
  const lived = draw(wholeOf(published, 'lived') ?? nothing, []);
  const chart = wholeOf(published, 'chart');
  return { lived, chart: chart === undefined ? null : draw(chart, lived.file.places) };
};
