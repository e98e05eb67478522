/**
 * The one scale of the figure: reciprocity from 0 (deep indigo) over blue and sea green to 1 (warm yellow).
 * Lightness rises steadily, so the order survives every kind of colour blindness, print and projector; the ends
 * stay apart from both the light and the dark paper, and every coloured shape has an outline beside.
 */

/** Anchors in OKLCH: lightness, chroma, hue in degrees. */
const anchors = [
  [0.36, 0.115, 284],
  [0.48, 0.11, 256],
  [0.6, 0.095, 222],
  [0.7, 0.1, 178],
  [0.785, 0.135, 138],
  [0.87, 0.16, 98],
] as const;

const channel = (linear: number): number => {
  const clipped = Math.min(1, Math.max(0, linear));
  const encoded = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
  return Math.round(encoded * 255);
};

/** sRGB of an OKLCH colour (Ottosson 2020), each channel 0–255. */
const fromOklch = (lightness: number, chroma: number, hue: number): [number, number, number] => {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    channel(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
};

/** Colour of a share in [0, 1] as `#rrggbb`; outside it the nearest end. */
export const scaleColour = (share: number): string => {
  const position = Math.min(1, Math.max(0, share)) * (anchors.length - 1);
  const index = Math.min(anchors.length - 2, Math.floor(position));
  const t = position - index;
  const [from, to] = [anchors[index]!, anchors[index + 1]!];
  const mix = (k: 0 | 1 | 2) => from[k] + (to[k] - from[k]) * t;
  return `#${fromOklch(mix(0), mix(1), mix(2))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`;
};
