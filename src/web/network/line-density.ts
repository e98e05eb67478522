/** Where the map's own coordinates stand on a raster: `left + x·scale`, `top − y·scale`, in its pixels. */
export interface MapFrame {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

/** What a pixel holds that one line covers wholly. */
export const wholeLine = 256;

/**
 * Adds to each pixel how much of it the lines cover that pass through, for lines one pixel thick: at each step along
 * its longer side a line's weight is shared between the two pixels nearest to it (X. Wu, "An efficient antialiasing
 * technique", SIGGRAPH 1991), so that hundreds of thousands of lines add up to a map of their density.
 *
 * @param density - `width × height`, row by row; {@link wholeLine} for each line that covers a pixel wholly; added to
 * @param ends - four map coordinates for each line, from and to; y grows upwards
 */
export const addLineDensity = (
  density: Uint32Array,
  width: number,
  height: number,
  ends: Float32Array,
  { left, top, scale }: MapFrame,
): void => {
  for (let at = 0; at + 3 < ends.length; at += 4) {
    const x0 = left + (ends[at] as number) * scale;
    const y0 = top - (ends[at + 1] as number) * scale;
    const x1 = left + (ends[at + 2] as number) * scale;
    const y1 = top - (ends[at + 3] as number) * scale;
    const isFlat = Math.abs(x1 - x0) >= Math.abs(y1 - y0);
    // Along the longer side `u` a line takes one step a pixel; `v` is the side across.
    const isForward = isFlat ? x0 <= x1 : y0 <= y1;
    const u0 = isFlat ? (isForward ? x0 : x1) : isForward ? y0 : y1;
    const u1 = isFlat ? (isForward ? x1 : x0) : isForward ? y1 : y0;
    const v0 = isFlat ? (isForward ? y0 : y1) : isForward ? x0 : x1;
    const v1 = isFlat ? (isForward ? y1 : y0) : isForward ? x1 : x0;
    const slope = u1 > u0 ? (v1 - v0) / (u1 - u0) : 0;
    const along = isFlat ? width : height;
    const across = isFlat ? height : width;
    const alongStep = isFlat ? 1 : width;
    const acrossStep = isFlat ? width : 1;
    // Pixel centres lie at halves: the first and last whose centres the line passes, and none outside the raster.
    let first = Math.max(0, Math.ceil(u0 - 0.5));
    let last = Math.min(along - 1, Math.ceil(u1 - 0.5) - 1);
    if (slope !== 0) {
      const enter = u0 + (-0.5 - v0) / slope;
      const leave = u0 + (across + 0.5 - v0) / slope;
      first = Math.max(first, Math.floor(Math.min(enter, leave)) - 1);
      last = Math.min(last, Math.ceil(Math.max(enter, leave)) + 1);
    }
    let v = v0 + (first + 0.5 - u0) * slope - 0.5;
    for (let u = first; u <= last; u++, v += slope) {
      const near = Math.floor(v);
      const far = Math.round((v - near) * wholeLine);
      const pixel = u * alongStep + near * acrossStep;
      if (near >= 0 && near < across) density[pixel] = (density[pixel] as number) + wholeLine - far;
      if (near >= -1 && near < across - 1)
        density[pixel + acrossStep] = (density[pixel + acrossStep] as number) + far;
    }
  }
};
