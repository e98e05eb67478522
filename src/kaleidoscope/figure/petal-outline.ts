import type { Path } from './shapes.ts';

/**
 * The outline of a petal: pointed at the base, widest at three fifths, softly rounded at the tip. Every lateral
 * coordinate is a multiple of the half width, so a petal drawn with a share of the half width has exactly that
 * share of the area.
 */

/** Control points of one side as (along, across), along in lengths and across in half widths. */
const side = [
  [0, 0],
  [0.2, 0.16],
  [0.34, 1],
  [0.6, 1],
  [0.83, 1],
  [0.985, 0.52],
  [1, 0],
] as const;

export const widestAt = side[3][0];

export interface PetalFrame {
  readonly centreX: number;
  readonly centreY: number;
  /** Distance of the base from the centre. */
  readonly baseRadius: number;
  readonly length: number;
  /** Angle of the axis, radians clockwise from the top. */
  readonly angle: number;
}

/** A point of the petal's own frame (along the axis from the base, across to the clockwise side) on the page. */
export const toPage = (frame: PetalFrame, along: number, across: number): { x: number; y: number } => {
  const sin = Math.sin(frame.angle);
  const cos = Math.cos(frame.angle);
  const radius = frame.baseRadius + along;
  return { x: frame.centreX + radius * sin + across * cos, y: frame.centreY - radius * cos + across * sin };
};

/** Closed outline of a petal `width` wide at its widest. */
export const petalPath = (frame: PetalFrame, width: number): Path => {
  const half = width / 2;
  const at = (index: number, sign: number) => {
    const [along, across] = side[index]!;
    return toPage(frame, along * frame.length, sign * across * half);
  };
  const curve = (first: number, second: number, end: number, sign: number) => {
    const a = at(first, sign);
    const b = at(second, sign);
    const to = at(end, sign);
    return { op: 'C', x1: a.x, y1: a.y, x2: b.x, y2: b.y, x: to.x, y: to.y } as const;
  };
  return [
    { op: 'M', ...at(0, 1) },
    curve(1, 2, 3, 1),
    curve(4, 5, 6, 1),
    curve(5, 4, 3, -1),
    curve(2, 1, 0, -1),
    { op: 'Z' },
  ];
};

const cubic = (a: number, b: number, c: number, d: number, t: number): number => {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
};

/** The clockwise side as points (along, across) for length 1 and half width 1, base to tip. */
export const sidePoints: readonly (readonly [number, number])[] = (() => {
  const points: [number, number][] = [];
  for (const start of [0, 3]) {
    const [a, b, c, d] = [side[start]!, side[start + 1]!, side[start + 2]!, side[start + 3]!];
    for (let step = start === 0 ? 0 : 1; step <= 24; step++) {
      const t = step / 24;
      points.push([cubic(a[0], b[0], c[0], d[0], t), cubic(a[1], b[1], c[1], d[1], t)]);
    }
  }
  return points;
})();

/** Half of the angle a petal takes up as seen from the centre, radians. */
export const halfAngleOf = (width: number, baseRadius: number, length: number): number => {
  let widest = 0;
  for (const [along, across] of sidePoints)
    widest = Math.max(widest, Math.atan2((across * width) / 2, baseRadius + along * length));
  return widest;
};
