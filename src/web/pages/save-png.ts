import { paintFigure } from '../../kaleidoscope/figure/paint.ts';
import type { Figure } from '../../kaleidoscope/figure/shapes.ts';
import { saveFile } from '../measure/save-file.ts';

/** Pixels to a unit of the figure: enough for a projector and for print. */
const scale = 2;

/** Hands a person the figure as a picture, painted here with the page's own letters. */
export const savePng = (name: string, figure: Figure): void => {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(figure.width * scale);
  canvas.height = Math.round(figure.height * scale);
  const context = canvas.getContext('2d');
  if (context === null) return;
  const family = getComputedStyle(document.body).fontFamily;
  context.scale(scale, scale);
  paintFigure(
    context as Parameters<typeof paintFigure<Path2D>>[0],
    figure,
    'light',
    (size, weight) => `${weight} ${size}px ${family}`,
    (data) => new Path2D(data),
  );
  canvas.toBlob((picture) => {
    if (picture !== null) saveFile(name, 'image/png', picture);
  });
};
