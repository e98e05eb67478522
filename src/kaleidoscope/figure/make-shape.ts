import type { PathShape, TextShape } from './shapes.ts';

/** A path shape with what it does not name left out: no fill, no stroke, opaque. */
export const pathShape = (given: Partial<PathShape> & Pick<PathShape, 'role' | 'path'>): PathShape => ({
  type: 'path',
  fill: null,
  stroke: null,
  strokeWidth: 0,
  opacity: 1,
  ...given,
});

/** A text shape with what it does not name at its plainest: regular weight, from the left, no bold run before. */
export const textShape = (
  given: Partial<TextShape> & Pick<TextShape, 'role' | 'text' | 'x' | 'y' | 'size' | 'fill'>,
): TextShape => ({ type: 'text', strong: '', weight: 400, anchor: 'start', ...given });
