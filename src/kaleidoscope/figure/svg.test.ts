import { describe, expect, it } from 'vitest';
import { galleryFacets, managersAdvice } from '../../../test/gallery/facets.ts';
import { drawKaleidoscope } from './draw-kaleidoscope.ts';
import { escapeMarkup, writeSvg } from './svg.ts';

describe('a figure as SVG', () => {
  it('has balanced elements and ids that occur once', () => {
    for (const facet of Object.values(galleryFacets)) {
      const svg = writeSvg(drawKaleidoscope(facet));
      const open: string[] = [];
      for (const [, close, name, selfClosing] of svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
        if (close === '/') expect(open.pop()).toBe(name);
        else if (selfClosing !== '/') open.push(name);
      }
      expect(open).toEqual([]);
      const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
      expect(new Set(ids).size).toBe(ids.length);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it('names nothing from elsewhere', () => {
    const svg = writeSvg(drawKaleidoscope(managersAdvice));
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\(|<image|<script|@import/);
  });

  it('cannot be broken out of by a name', () => {
    const sharp = `"><script>alert('1')</script>&`;
    const svg = writeSvg(
      drawKaleidoscope({
        ...managersAdvice,
        title: sharp,
        petals: managersAdvice.petals.map((petal) => ({ ...petal, name: sharp })),
      }),
    );
    expect(svg).not.toContain('<script');
    expect(escapeMarkup(sharp)).toBe('&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;');
  });

  it('lets the keyboard reach every petal, as link where a section is named', () => {
    const figure = drawKaleidoscope(managersAdvice);
    expect([...writeSvg(figure).matchAll(/tabindex="0"/g)]).toHaveLength(4);
    const linked = writeSvg(figure, { petalHref: (letter) => `#c-${letter}` });
    expect([...linked.matchAll(/<a [^>]*href="#c-[A-D]"/g)]).toHaveLength(4);
  });

  it('uses fixed colours without classes in a fixed theme', () => {
    const svg = writeSvg(drawKaleidoscope(managersAdvice), { theme: 'dark' });
    expect(svg).not.toContain('k-fill-');
    expect(svg).not.toContain('<style');
  });
});
