import { describe, expect, it } from 'vitest';
import { facetOf } from './facets-from-published.ts';
import type { PublishedPortrait } from './published.ts';

const values = {
  withheld: false as const,
  leadShare: 0.5,
  leadInterval: null,
  reciprocity: 0.4,
  insideShare: 0.6,
  internalWeight: 12,
};

const portrait: PublishedPortrait = {
  layer: 'lived',
  window: 'whole',
  people: 30,
  isDirected: true,
  isLeadMeasurable: true,
  communities: [
    { letter: 'A', people: 12, ...values },
    { letter: 'B', people: 11, withheld: true, reason: 'one-person' },
    { letter: 'C', people: null, withheld: true, reason: 'near-twin' },
    { letter: 'D', people: 7, ...values, leadShare: null },
  ],
  small: null,
  ties: [
    { a: 'A', b: 'B', withheld: true, reason: 'one-person' },
    { a: 'D', b: 'A', withheld: false, weightAToB: 3, weightBToA: 1, ratioToNull: null, reciprocity: 0.5 },
    { a: 'A', b: 'C', withheld: false, weightAToB: 3, weightBToA: 1, ratioToNull: 1, reciprocity: 0.5 },
  ],
};

describe('the facet of a published portrait', () => {
  it('has no petal for a community whose people are withheld, and no ribbon to it', () => {
    const facet = facetOf(portrait);
    expect(facet.petals.map(({ letter }) => letter)).toEqual(['A', 'B', 'D']);
    expect(facet.ribbons).toHaveLength(1);
  });

  it('keeps who turned to whom when a pair is named the other way round', () => {
    expect(facetOf(portrait).ribbons[0]).toMatchObject({ a: 0, b: 2, weightAToB: 1, weightBToA: 3 });
  });

  it('holds no number of a withheld community', () => {
    const [, withheld] = facetOf(portrait).petals;
    expect(withheld.isLeadWithheld).toBe(true);
    expect([withheld.leadShare, withheld.reciprocity, withheld.insideShare]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });

  it('says that it is simulated, and in which window it is', () => {
    const facet = facetOf({ ...portrait, window: '2024-Q2' }, { title: 'Us', isSimulated: true });
    expect(facet.title).toBe('Us');
    expect(facet.subtitle).toBe('The work as lived · about 30 people · 3 communities · 2024-Q2 · simulated');
  });
});
