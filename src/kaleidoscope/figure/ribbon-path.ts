import type { Path } from './shapes.ts';

/** One end of a ribbon on the foot ring: a stretch of arc, angles clockwise from the top, from < until. */
export interface RibbonEnd {
  readonly from: number;
  readonly until: number;
}

export interface FootRing {
  readonly centreX: number;
  readonly centreY: number;
  readonly radius: number;
}

const at = (ring: FootRing, angle: number, radius: number) => ({
  x: ring.centreX + radius * Math.sin(angle),
  y: ring.centreY - radius * Math.cos(angle),
});

/** Arc of the ring as cubics, one for each quarter turn or less. */
const arcSteps = (ring: FootRing, from: number, until: number): Path => {
  const pieces = Math.max(1, Math.ceil(Math.abs(until - from) / (Math.PI / 4)));
  const turn = (until - from) / pieces;
  const pull = (4 / 3) * Math.tan(turn / 4) * ring.radius;
  return Array.from({ length: pieces }, (_, piece) => {
    const start = from + piece * turn;
    const end = start + turn;
    const a = at(ring, start, ring.radius);
    const b = at(ring, end, ring.radius);
    return {
      op: 'C' as const,
      x1: a.x + pull * Math.cos(start),
      y1: a.y + pull * Math.sin(start),
      x2: b.x - pull * Math.cos(end),
      y2: b.y - pull * Math.sin(end),
      x: b.x,
      y: b.y,
    };
  });
};

/**
 * A ribbon between two ends. Both edges leave the ring towards its centre and bend as far inwards as the ends are
 * apart: neighbours are joined by a low arch, opposite petals through the middle.
 */
export const ribbonPath = (ring: FootRing, a: RibbonEnd, b: RibbonEnd): Path => {
  const apart = Math.abs((a.from + a.until) / 2 - (b.from + b.until) / 2) % (2 * Math.PI);
  const depth = Math.sin(Math.min(apart, 2 * Math.PI - apart) / 2);
  const inner = ring.radius * (1 - 0.22 - 0.62 * depth);
  const edge = (from: number, to: number) => {
    const first = at(ring, from, inner);
    const second = at(ring, to, inner);
    const end = at(ring, to, ring.radius);
    return { op: 'C', x1: first.x, y1: first.y, x2: second.x, y2: second.y, x: end.x, y: end.y } as const;
  };
  return [
    { op: 'M', ...at(ring, a.from, ring.radius) },
    ...arcSteps(ring, a.from, a.until),
    edge(a.until, b.from),
    ...arcSteps(ring, b.from, b.until),
    edge(b.until, a.from),
    { op: 'Z' },
  ];
};

/** A stretch of the ring itself, open. */
export const arcPath = (ring: FootRing, from: number, until: number): Path => [
  { op: 'M', ...at(ring, from, ring.radius) },
  ...arcSteps(ring, from, until),
];
