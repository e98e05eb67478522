import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, Path2D } from '@napi-rs/canvas';
import { paintFigure } from '../../kaleidoscope/figure/paint.ts';
import type { Theme } from '../../kaleidoscope/figure/palette.ts';
import type { Figure } from '../../kaleidoscope/figure/shapes.ts';

/**
 * The bundled face (Inter, SIL Open Font Licence 1.1): a machine without fonts would draw no letters, and one with
 * other fonts would draw others. Its own family name keeps an installed Inter out of the way.
 */
const family = 'Equipo Inter';
const faces = ['latin', 'latin-ext'].flatMap((subset) =>
  [400, 600].map((weight) => ({ subset, weight, family: `${family} ${subset} ${weight}` })),
);

let areFontsLoaded = false;

const loadFonts = (): void => {
  if (areFontsLoaded) return;
  const require = createRequire(import.meta.url);
  for (const face of faces) {
    const file = require.resolve(`@fontsource/inter/files/inter-${face.subset}-${face.weight}-normal.woff2`);
    if (GlobalFonts.registerFromPath(file, face.family) === null)
      throw new Error(`loadFonts: expected a readable font at ${file}`);
  }
  areFontsLoaded = true;
};

const fontOf = (size: number, weight: number): string =>
  `${size}px ${faces
    .filter((face) => face.weight === weight)
    .map((face) => `"${face.family}"`)
    .join(', ')}`;

/** Draws a figure as PNG, `scale` pixels to a unit. The same shapes as the SVG, in a fixed theme. */
export const writePng = (figure: Figure, theme: Theme = 'light', scale = 2): Buffer => {
  loadFonts();
  const canvas = createCanvas(Math.round(figure.width * scale), Math.round(figure.height * scale));
  const context = canvas.getContext('2d');
  context.scale(scale, scale);
  paintFigure(context, figure, theme, fontOf, (data) => new Path2D(data));
  return canvas.toBuffer('image/png');
};
