import { addLineDensity, type MapFrame } from './line-density.ts';

/** Lines of one colour: four coordinates each, from and to. */
export interface LineGroup {
  readonly ends: Float32Array;
  /** Red, green, blue, each in [0, 1]. */
  readonly colour: readonly [number, number, number];
}

export interface TieLines {
  /** Moves what is drawn to another frame (in CSS pixels) at once, and draws it sharp when the map rests. */
  show(frame: MapFrame): void;
  setVisible(isVisible: boolean): void;
  close(): void;
}

/** How long a map rests before its ties are drawn anew: longer than between two frames of a slow machine. */
const restMs = 250;
/** What the densest places still let through, so that a later group never hides an earlier one. */
const mostOpaque = 0.8;
/** How many times the mean density of the places that any line crosses is shown as the densest. */
const densest = 4;

/**
 * Lays one group of lines over what the picture (premultiplied, four numbers in [0, 1] a pixel) shows already. Opacity
 * grows with the root of the density and is set by its mean: single lines stay visible, and thousands over one another
 * still show where they are denser.
 */
const layOver = (
  picture: Float32Array,
  density: Uint32Array,
  [red, green, blue]: LineGroup['colour'],
): void => {
  let sum = 0;
  let crossed = 0;
  for (const weight of density) {
    if (weight === 0) continue;
    sum += weight;
    crossed++;
  }
  const full = (densest * sum) / crossed;
  for (const [pixel, weight] of density.entries()) {
    if (weight === 0) continue;
    const covers = mostOpaque * Math.sqrt(Math.min(1, weight / full));
    const rest = 1 - covers;
    const at = 4 * pixel;
    picture[at] = red * covers + (picture[at] as number) * rest;
    picture[at + 1] = green * covers + (picture[at + 1] as number) * rest;
    picture[at + 2] = blue * covers + (picture[at + 2] as number) * rest;
    picture[at + 3] = covers + (picture[at + 3] as number) * rest;
  }
};

/**
 * Draws very many ties as the thinnest of lines, on a canvas of their own behind the map; later groups lie over earlier
 * ones. While the map is moved the picture is moved with it, so that no tie disappears and none is drawn again before
 * the map rests.
 *
 * Counting how many lines cross each pixel needs no graphics processor, looks alike everywhere, and shows where
 * hundreds of thousands of ties are dense, which blended lines do not.
 *
 * @throws Error where the browser gives no canvas to draw on
 */
export const tieLines = (container: HTMLElement, groups: readonly LineGroup[]): TieLines => {
  const canvas = document.createElement('canvas');
  canvas.className = 'map-ties';
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('tieLines: expected a canvas to draw on, but the browser gives none');
  container.prepend(canvas);

  let drawn: (MapFrame & { readonly width: number; readonly height: number }) | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const draw = (frame: MapFrame) => {
    const { clientWidth, clientHeight } = container;
    drawn = { ...frame, width: clientWidth, height: clientHeight };
    canvas.style.transform = '';
    const [width, height] = [clientWidth, clientHeight].map((side) =>
      Math.round(side * devicePixelRatio),
    ) as [number, number];
    canvas.width = width;
    canvas.height = height;
    if (width === 0 || height === 0) return;
    const place = {
      left: frame.left * devicePixelRatio,
      top: frame.top * devicePixelRatio,
      scale: frame.scale * devicePixelRatio,
    };
    const density = new Uint32Array(width * height);
    const picture = new Float32Array(4 * width * height);
    for (const { ends, colour } of groups) {
      density.fill(0);
      addLineDensity(density, width, height, ends, place);
      layOver(picture, density, colour);
    }
    const image = context.createImageData(width, height);
    for (let at = 0; at < picture.length; at += 4) {
      const opacity = picture[at + 3] as number;
      if (opacity === 0) continue;
      // A picture's colours are kept without the opacity they are shown with.
      for (let part = 0; part < 3; part++)
        image.data[at + part] = (255 * (picture[at + part] as number)) / opacity;
      image.data[at + 3] = 255 * opacity;
    }
    context.putImageData(image, 0, 0);
  };

  return {
    show(frame) {
      clearTimeout(timer);
      if (drawn === null) {
        draw(frame);
        return;
      }
      const isSame =
        (['left', 'top', 'scale'] as const).every((part) => drawn?.[part] === frame[part]) &&
        drawn.width === container.clientWidth &&
        drawn.height === container.clientHeight;
      if (isSame) {
        canvas.style.transform = '';
        return;
      }
      const ratio = frame.scale / drawn.scale;
      const [x, y] = [frame.left - drawn.left * ratio, frame.top - drawn.top * ratio];
      canvas.style.transform = `matrix(${ratio}, 0, 0, ${ratio}, ${x}, ${y})`;
      timer = setTimeout(() => draw(frame), restMs);
    },
    setVisible(isVisible) {
      canvas.style.visibility = isVisible ? 'visible' : 'hidden';
    },
    close() {
      clearTimeout(timer);
      canvas.remove();
    },
  };
};
