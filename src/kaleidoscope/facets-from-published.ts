import type { KaleidoscopeFacet, PetalFacet } from './facets.ts';
import type { PublishedPortrait } from './published.ts';
import { english } from './text/english.ts';
import { type Language, say } from './text/language.ts';
import { count } from './text/numbers.ts';

export interface FacetWords {
  readonly title: string;
  /** Names of communities by letter; a community without one goes by its letter. */
  readonly names: Readonly<Record<string, string>>;
  readonly isSimulated: boolean;
  readonly language: Language;
}

const defaults: FacetWords = { title: '', names: {}, isSimulated: false, language: english };

const orNaN = (value: number | null): number => value ?? Number.NaN;

/** The facet of a published portrait. Communities whose people are withheld have no petal: nothing to draw. */
export const facetOf = (portrait: PublishedPortrait, given: Partial<FacetWords> = {}): KaleidoscopeFacet => {
  const words: FacetWords = { ...defaults, ...given };
  const { language } = words;
  const petals: PetalFacet[] = portrait.communities.flatMap((community) => {
    if (community.people === null) return [];
    const values = community.withheld ? null : community;
    return [
      {
        letter: community.letter,
        name: words.names[community.letter] ?? '',
        people: community.people,
        leadShare: orNaN(values?.leadShare ?? null),
        leadInterval: values?.leadInterval ?? null,
        isLeadWithheld: community.withheld,
        reciprocity: orNaN(values?.reciprocity ?? null),
        insideShare: orNaN(values?.insideShare ?? null),
      },
    ];
  });
  const indexOf = new Map(petals.map((petal, index) => [petal.letter, index]));
  const ribbons = portrait.ties.flatMap((tie) => {
    const [a, b] = [indexOf.get(tie.a), indexOf.get(tie.b)];
    if (tie.withheld || a === undefined || b === undefined) return [];
    if (tie.weightAToB + tie.weightBToA <= 0) return [];
    const isSwapped = a > b;
    return [
      {
        a: Math.min(a, b),
        b: Math.max(a, b),
        weightAToB: isSwapped ? tie.weightBToA : tie.weightAToB,
        weightBToA: isSwapped ? tie.weightAToB : tie.weightBToA,
        ratioToNull: orNaN(tie.ratioToNull),
        reciprocity: orNaN(tie.reciprocity),
      },
    ];
  });
  const layer = say(language, portrait.layer === 'chart' ? 'facet.layer-chart' : 'facet.layer-lived');
  const communities =
    petals.length === 1
      ? say(language, 'facet.communities-one')
      : say(language, 'facet.communities', { count: count(petals.length) });
  return {
    title: words.title === '' ? layer : words.title,
    subtitle: [
      ...(words.title === '' ? [] : [layer]),
      ...(petals.length === 0 && portrait.small === null
        ? [say(language, 'facet.nothing')]
        : [say(language, 'facet.people', { count: count(portrait.people) }), communities]),
      ...(portrait.window === 'whole' ? [] : [portrait.window]),
      ...(words.isSimulated ? [say(language, 'facet.simulated')] : []),
    ].join(' · '),
    layer: portrait.layer,
    windowId: portrait.window,
    people: portrait.people,
    petals,
    small: portrait.small,
    ribbons,
    isLeadMeasurable: portrait.isLeadMeasurable,
    isDirected: portrait.isDirected,
  };
};
