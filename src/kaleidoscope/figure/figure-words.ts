import type { KaleidoscopeFacet, PetalFacet, RibbonFacet } from '../facets.ts';
import { type Language, say } from '../text/language.ts';
import { count, decimal, ofHundred, percent } from '../text/numbers.ts';

const hasOwnName = (petal: PetalFacet, language: Language): boolean =>
  petal.name !== '' && petal.name !== say(language, 'figure.community', { letter: petal.letter });

/** `A, Walnut harbour`, or `Community A` where it has no name of its own. */
export const nameOf = (petal: PetalFacet, language: Language): string =>
  hasOwnName(petal, language)
    ? `${petal.letter}, ${petal.name}`
    : say(language, 'figure.community', { letter: petal.letter });

/** What stands at the tip after the letter: name and people, the name cut to `longest` characters. */
export const tipText = (petal: PetalFacet, language: Language, longest: number): string => {
  const people = count(petal.people);
  if (!hasOwnName(petal, language)) return say(language, 'figure.tip-unnamed', { people });
  const name = petal.name.length > longest ? `${petal.name.slice(0, longest - 1).trimEnd()}…` : petal.name;
  return say(language, 'figure.tip', { name, people });
};

/** What a petal says about lead, or why it does not. */
export const leadWords = (facet: KaleidoscopeFacet, petal: PetalFacet, language: Language): string => {
  if (petal.isLeadWithheld) return say(language, 'figure.petal-lead-withheld');
  if (!facet.isLeadMeasurable) return say(language, 'figure.petal-lead-unmeasurable');
  if (!Number.isFinite(petal.leadShare)) return say(language, 'figure.petal-lead-undefined');
  const of = ofHundred(petal.leadShare);
  if (petal.leadInterval === null) return say(language, 'figure.petal-lead', { of });
  return say(language, 'figure.petal-lead-interval', {
    of,
    low: ofHundred(petal.leadInterval.low),
    high: ofHundred(petal.leadInterval.high),
  });
};

/** Text alternative of a petal: everything the eye can read from it. */
export const petalWords = (facet: KaleidoscopeFacet, index: number, language: Language): string => {
  const petal = facet.petals[index]!;
  const strongest = facet.ribbons
    .filter((ribbon) => ribbon.a === index || ribbon.b === index)
    .map((ribbon) => ({
      weight: ribbon.weightAToB + ribbon.weightBToA,
      letter: facet.petals[ribbon.a === index ? ribbon.b : ribbon.a]!.letter,
    }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 3);
  return [
    say(language, 'figure.petal', { name: nameOf(petal, language), people: count(petal.people) }),
    leadWords(facet, petal, language),
    ...(facet.isDirected && Number.isFinite(petal.reciprocity)
      ? [say(language, 'figure.petal-reciprocity', { share: percent(petal.reciprocity) })]
      : []),
    ...(Number.isFinite(petal.insideShare)
      ? [say(language, 'figure.petal-inside', { share: percent(petal.insideShare) })]
      : []),
    ...(strongest.length > 0
      ? [
          say(language, 'figure.petal-strongest', {
            letters: strongest.map(({ letter }) => letter).join(', '),
          }),
        ]
      : []),
  ].join(' ');
};

/** Text alternative of a ribbon. */
export const ribbonWords = (facet: KaleidoscopeFacet, ribbon: RibbonFacet, language: Language): string => {
  const a = facet.petals[ribbon.a]!.letter;
  const b = facet.petals[ribbon.b]!.letter;
  const weight = ribbon.weightAToB + ribbon.weightBToA;
  return [
    facet.isDirected
      ? say(language, 'figure.ribbon-directed', {
          a,
          b,
          share: percent(ribbon.weightBToA / weight),
          rest: percent(ribbon.weightAToB / weight),
        })
      : say(language, 'figure.ribbon-symmetric', { a, b, weight: decimal(weight) }),
    ...(Number.isFinite(ribbon.ratioToNull)
      ? [say(language, 'figure.ribbon-null', { ratio: decimal(ribbon.ratioToNull) })]
      : []),
  ].join(' ');
};
