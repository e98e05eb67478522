import { scaleColour } from './colour-scale.ts';
import type { Paint } from './shapes.ts';

export type Theme = 'light' | 'dark';

export type PaletteRole = Exclude<Paint, object>;

/** Every colour of figure and report that is not on the reciprocity scale. */
export const palette: Readonly<Record<Theme, Readonly<Record<PaletteRole, string>>>> = {
  light: {
    paper: '#fbfaf7',
    ink: '#1d1e26',
    muted: '#5c5d68',
    pale: '#e9e7e1',
    grey: '#8b8b92',
    line: '#8d8c88',
  },
  dark: {
    paper: '#14151b',
    ink: '#f0eee8',
    muted: '#a9aab4',
    pale: '#2a2c35',
    grey: '#7d7f8a',
    line: '#777a86',
  },
};

export const colourOf = (paint: Paint, theme: Theme): string =>
  typeof paint === 'string' ? palette[theme][paint] : scaleColour(paint.scale);
