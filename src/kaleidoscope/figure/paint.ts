import { colourOf, type Theme } from './palette.ts';
import type { Figure } from './shapes.ts';
import { pathData } from './svg.ts';

/** As much of a canvas's 2D context as painting needs; browsers and their stand-ins all have it. */
export interface PaintContext<Path> {
  fillStyle: unknown;
  strokeStyle: unknown;
  globalAlpha: number;
  lineWidth: number;
  lineJoin: string;
  font: string;
  fillRect(x: number, y: number, width: number, height: number): void;
  fill(path: Path): void;
  stroke(path: Path): void;
  fillText(text: string, x: number, y: number): void;
  measureText(text: string): { readonly width: number };
}

/**
 * Paints a figure on a canvas: the same shapes as the SVG, in a fixed theme, on its paper.
 *
 * @param fontOf CSS font of a size and a weight
 * @param pathOf path of SVG path data
 */
export const paintFigure = <Path>(
  context: PaintContext<Path>,
  figure: Figure,
  theme: Theme,
  fontOf: (size: number, weight: number) => string,
  pathOf: (data: string) => Path,
): void => {
  context.fillStyle = colourOf('paper', theme);
  context.fillRect(0, 0, figure.width, figure.height);
  context.lineJoin = 'round';
  for (const shape of figure.marks.flatMap((mark) => mark.shapes)) {
    if (shape.type === 'text') {
      context.globalAlpha = 1;
      context.fillStyle = colourOf(shape.fill, theme);
      const runs = [
        { text: shape.strong, font: fontOf(shape.size, 600) },
        { text: shape.text, font: fontOf(shape.size, shape.weight) },
      ].map((run) => {
        context.font = run.font;
        return { ...run, width: context.measureText(run.text).width };
      });
      const width = runs.reduce((sum, run) => sum + run.width, 0);
      let x = shape.x - (shape.anchor === 'start' ? 0 : shape.anchor === 'end' ? width : width / 2);
      for (const run of runs) {
        context.font = run.font;
        context.fillText(run.text, x, shape.y);
        x += run.width;
      }
      continue;
    }
    const path = pathOf(pathData(shape.path));
    context.globalAlpha = shape.opacity;
    if (shape.fill !== null) {
      context.fillStyle = colourOf(shape.fill, theme);
      context.fill(path);
    }
    if (shape.stroke !== null) {
      context.strokeStyle = colourOf(shape.stroke, theme);
      context.lineWidth = shape.strokeWidth;
      context.stroke(path);
    }
  }
};
