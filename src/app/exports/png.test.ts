import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { managersAdvice } from '../../../test/gallery/facets.ts';
import { drawKaleidoscope } from '../../kaleidoscope/figure/draw-kaleidoscope.ts';
import { writePng } from './png.ts';

const pixels = async (png: Buffer) => {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  return {
    width: image.width,
    height: image.height,
    data: context.getImageData(0, 0, image.width, image.height).data,
  };
};

describe('a figure as PNG', () => {
  it('is twice as wide and high as the figure, on its paper', async () => {
    const { width, height, data } = await pixels(writePng(drawKaleidoscope(managersAdvice)));
    expect([width, height]).toEqual([2240, 1920]);
    expect([...data.slice(0, 4)]).toEqual([0xfb, 0xfa, 0xf7, 255]);
  });

  it('has letters even where the machine has no fonts', async () => {
    const figure = drawKaleidoscope(managersAdvice);
    const title = { ...figure, marks: figure.marks.filter((mark) => mark.kind === 'title') };
    const { data } = await pixels(writePng(title, 'light', 1));
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at] < 60) dark++;
    expect(dark).toBeGreaterThan(800);
  });

  it('is the same bytes every time', () => {
    const figure = drawKaleidoscope(managersAdvice);
    expect(writePng(figure, 'dark', 1).equals(writePng(figure, 'dark', 1))).toBe(true);
  });
});
