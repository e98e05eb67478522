import { describe, expect, it } from 'vitest';
import { scaleColour } from './colour-scale.ts';
import { palette } from './palette.ts';

const channels = (colour: string): [number, number, number] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255) as [number, number, number];

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** CIE L*, from relative luminance. */
const lightness = (rgb: readonly number[]): number => {
  const [r, g, b] = rgb.map(linear);
  const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
};

const contrast = (a: string, b: string): number => {
  const luminance = (colour: string) => {
    const [r, g, b] = channels(colour).map(linear);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [high, low] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (high + 0.05) / (low + 0.05);
};

/** Full protanopia, deuteranopia, tritanopia (Machado, Oliveira & Fernandes 2009), on linear RGB. */
const deficiencies: Readonly<Record<string, readonly (readonly number[])[]>> = {
  none: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const encoded = (value: number) => {
  const clipped = Math.min(1, Math.max(0, value));
  return clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
};

describe('the colour scale', () => {
  for (const [name, rows] of Object.entries(deficiencies))
    it(`grows lighter step by step for eyes with ${name}`, () => {
      const seen = Array.from({ length: 41 }, (_, step) => {
        const rgb = channels(scaleColour(step / 40)).map(linear);
        return lightness(rows.map((row) => encoded(row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2])));
      });
      for (let step = 1; step < seen.length; step++) expect(seen[step]).toBeGreaterThan(seen[step - 1]);
      expect(seen[40] - seen[0]).toBeGreaterThan(45);
    });

  it('clamps what lies outside', () => {
    expect(scaleColour(-1)).toBe(scaleColour(0));
    expect(scaleColour(2)).toBe(scaleColour(1));
  });
});

describe('the palette', () => {
  it('keeps text readable on its paper', () => {
    for (const theme of ['light', 'dark'] as const) {
      expect(contrast(palette[theme].ink, palette[theme].paper)).toBeGreaterThan(7);
      expect(contrast(palette[theme].muted, palette[theme].paper)).toBeGreaterThan(4.5);
      expect(contrast(palette[theme].line, palette[theme].paper)).toBeGreaterThan(3);
    }
  });
});
