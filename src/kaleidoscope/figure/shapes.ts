/**
 * What drawing the kaleidoscope gives: marks made of paths and text, in one flat coordinate space with y down.
 * Plain data, so that the page, the SVG writer and the rasteriser all draw exactly the same thing.
 */

/** A role in the palette, or a place on the reciprocity scale (position in [0, 1]). */
export type Paint = 'paper' | 'ink' | 'muted' | 'pale' | 'grey' | 'line' | { readonly scale: number };

/** One step of a path: move, line, cubic curve or close, absolute coordinates. */
export type PathStep =
  | { readonly op: 'M' | 'L'; readonly x: number; readonly y: number }
  | {
      readonly op: 'C';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly x: number;
      readonly y: number;
    }
  | { readonly op: 'Z' };

export type Path = readonly PathStep[];

/** What a shape stands for; styles and tests read it. */
export type ShapeRole =
  | 'petal'
  | 'lead'
  | 'lead-edge'
  | 'axis'
  | 'hatch'
  | 'ring-track'
  | 'ring'
  | 'ribbon'
  | 'foot'
  | 'mark'
  | 'leader'
  | 'label'
  | 'key'
  | 'title';

export interface PathShape {
  readonly type: 'path';
  readonly role: ShapeRole;
  readonly path: Path;
  readonly fill: Paint | null;
  readonly stroke: Paint | null;
  readonly strokeWidth: number;
  readonly opacity: number;
}

export interface TextShape {
  readonly type: 'text';
  readonly role: ShapeRole;
  /** Letters before the text, set bold; empty for most texts. */
  readonly strong: string;
  readonly text: string;
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly size: number;
  readonly weight: 400 | 600;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly fill: Paint;
}

export type Shape = PathShape | TextShape;

/** A thing of the figure with a text alternative: a petal, a ribbon, the grey petal, the key. */
export interface Mark {
  readonly kind: 'petal' | 'ribbon' | 'small' | 'key' | 'title' | 'empty';
  /** `A`, `A–B`, `small`, `key`; unique in a figure. */
  readonly id: string;
  /** Letters this mark belongs to; a ribbon has two. */
  readonly letters: readonly string[];
  /** The text alternative; empty for marks whose own text is read. */
  readonly label: string;
  readonly shapes: readonly Shape[];
  /** How much of it is there while it comes or goes between two figures, (0, 1]; all of it where left out. */
  readonly presence?: number;
}

/** Where a petal stands, so that the next window can keep matched communities in their place. */
export interface Place {
  readonly letter: string;
  /** Angle of the axis, radians clockwise from the top, [0, 2π). */
  readonly angle: number;
}

export interface Figure {
  readonly width: number;
  readonly height: number;
  /** Where the ring has its middle. */
  readonly centre: { readonly x: number; readonly y: number };
  readonly title: string;
  /** One paragraph for those who do not see the figure. */
  readonly description: string;
  readonly marks: readonly Mark[];
  readonly places: readonly Place[];
  /** What the drawing left out or bent, in words: ribbons too thin, petals at the cap. */
  readonly notes: readonly string[];
}
