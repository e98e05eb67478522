import { describe, expect, it } from 'vitest';
import { makeTemplate, templates } from '../../scenario/designs/templates.ts';
import { designFacet } from './design-facet.ts';

describe('the figure of a design', () => {
  for (const template of templates) {
    it(`can be drawn, formal and lived: ${template.id}`, () => {
      const design = makeTemplate(template, 156, 1);
      for (const layer of ['chart', 'lived'] as const) {
        const facet = designFacet(design, template.title, layer, 1);
        expect(facet.layer).toBe(layer);
        expect(facet.petals.every(({ people }) => people >= 5)).toBe(true);
      }
    });
  }

  it('shows the sixty largest communities of thousands, and no more', () => {
    const template = templates.find(({ id }) => id === 'pyramid')!;
    const design = makeTemplate(template, 2_000, 1);
    expect(design.communityCount).toBeGreaterThan(60);
    const { petals } = designFacet(design, template.title, 'lived', 1);
    expect(petals.length).toBeGreaterThan(10);
    expect(petals.length).toBeLessThanOrEqual(60);
  }, 20_000);

  it('shares lead widely in teams where everybody is tied to everybody', () => {
    const lead = (id: string) => {
      const template = templates.find((each) => each.id === id)!;
      const { petals } = designFacet(makeTemplate(template, 156, 1), id, 'lived', 1);
      const known = petals.map(({ leadShare }) => leadShare).filter((share) => !Number.isNaN(share));
      return known.reduce((sum, share) => sum + share, 0) / known.length;
    };
    expect(lead('self-managing-teams')).toBeGreaterThan(0.5);
  });
});
