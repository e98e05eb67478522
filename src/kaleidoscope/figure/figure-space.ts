import type { DrawOptions } from './draw-options.ts';

/** Where the parts of a figure stand on its page. */
export interface FigureSpace {
  readonly centreX: number;
  readonly centreY: number;
  /** Distance of the tips from the centre. */
  readonly tipRadius: number;
  /** Distance of the bases. */
  readonly baseRadius: number;
  /** Radius of the ring ribbons stand on. */
  readonly footRadius: number;
  readonly textSize: number;
  /** Room for labels between title and key. */
  readonly labelTop: number;
  readonly labelBottom: number;
  readonly keyTop: number;
}

/** Divides a page between title, ring, labels of at most `widestLabel` at the sides, and key. */
export const spaceFigure = (options: DrawOptions, petals: number, widestLabel: number): FigureSpace => {
  const { width, height } = options;
  const scale = Math.min(width, height) / 960;
  const isFull = options.labels === 'full';
  const textSize = isFull ? Math.max(12, 14 * scale) : Math.max(petals > 40 ? 9 : 11, 15 * scale);
  const titleRoom = options.hasTitle ? 74 * Math.max(0.8, scale) : textSize * 1.6;
  const keyRoom = options.hasKey ? 96 : textSize * 1.6;
  // Crowded letters stand in up to three rows outside one another.
  const letterRows = petals > 40 ? 3 : petals > 20 ? 2 : 1;
  const sideRoom = isFull ? widestLabel + textSize * 2.4 : textSize * (0.9 + letterRows) + 9;
  const tipRadius = Math.max(
    40,
    Math.min(
      width / 2 - sideRoom,
      (height - titleRoom - keyRoom) / 2 - textSize * (isFull ? 1.6 : 0.2 + letterRows),
    ),
  );
  return {
    centreX: width / 2,
    centreY: titleRoom + (height - titleRoom - keyRoom) / 2,
    tipRadius,
    baseRadius: tipRadius * 0.4,
    footRadius: tipRadius * 0.375,
    textSize,
    labelTop: titleRoom - textSize,
    labelBottom: height - keyRoom + textSize * 0.6,
    keyTop: height - keyRoom + 26,
  };
};
