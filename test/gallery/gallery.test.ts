/**
 * The kaleidoscope drawn from made-up facets and compared with committed SVG files, so that no change of the
 * drawing goes unseen. After a wanted change: `EQUIPO_UPDATE_GALLERY=1 npx vitest run test/gallery`, then look at
 * the files before committing them.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { drawKaleidoscope } from '../../src/kaleidoscope/figure/draw-kaleidoscope.ts';
import { writeSvg } from '../../src/kaleidoscope/figure/svg.ts';
import { galleryFacets } from './facets.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'drawn');
const mustUpdate = process.env.EQUIPO_UPDATE_GALLERY === '1';
if (mustUpdate) mkdirSync(folder, { recursive: true });

/** Small drawings of the two dense ones as well: letters in rows. */
const drawings: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(
    Object.entries(galleryFacets).map(([name, facet]) => [name, () => writeSvg(drawKaleidoscope(facet))]),
  ),
  'communities-60-letters': () =>
    writeSvg(
      drawKaleidoscope(galleryFacets['communities-60'], {
        width: 380,
        height: 400,
        labels: 'letters',
        hasTitle: false,
        hasKey: false,
      }),
      { theme: 'dark' },
    ),
};

describe('the gallery', () => {
  for (const [name, draw] of Object.entries(drawings))
    it(`draws ${name} as committed`, () => {
      const file = join(folder, `${name}.svg`);
      const drawn = draw();
      if (mustUpdate) writeFileSync(file, drawn);
      const isSame = readFileSync(file, 'utf8') === drawn;
      expect(isSame, `${name}.svg differs from what is drawn now`).toBe(true);
    });

  it('holds no file that nothing draws', () => {
    expect(readdirSync(folder).sort()).toEqual(
      Object.keys(drawings)
        .map((name) => `${name}.svg`)
        .sort(),
    );
  });
});
