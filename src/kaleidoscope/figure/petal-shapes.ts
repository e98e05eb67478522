import type { PetalFacet } from '../facets.ts';
import { hatchPath } from './hatch-path.ts';
import { pathShape } from './make-shape.ts';
import { type PetalFrame, petalPath, toPage, widestAt } from './petal-outline.ts';
import { arcPath, type FootRing } from './ribbon-path.ts';
import type { Slot } from './ring-layout.ts';
import type { Paint, Shape } from './shapes.ts';

const fullTurn = 2 * Math.PI;

/** The pale petal of a community's people. */
export const peopleShape = (frame: PetalFrame, width: number): Shape =>
  pathShape({ role: 'petal', path: petalPath(frame, width), fill: 'pale', stroke: 'line', strokeWidth: 0.8 });

/**
 * The lead of a petal. The shape of role `lead` has exactly `leadShare` of the petal's area; veils around it make
 * a soft edge from the low to the high end of the interval. Hatched where the share may or can not be shown.
 */
export const leadShapes = (
  petal: PetalFacet,
  frame: PetalFrame,
  width: number,
  fill: Paint,
  isMeasurable: boolean,
): Shape[] => {
  if (!isMeasurable || petal.isLeadWithheld || !Number.isFinite(petal.leadShare)) {
    return [
      pathShape({
        role: 'hatch',
        path: hatchPath(frame, width, Math.max(4.5, frame.length / 42)),
        stroke: 'line',
        strokeWidth: 0.9,
        opacity: 0.75,
      }),
    ];
  }
  // A thin line in ink around it: a dark spike would be lost on dark paper.
  const edge = { stroke: 'ink', strokeWidth: 0.6 } as const;
  const share = Math.min(1, Math.max(0, petal.leadShare));
  const filled = (role: 'lead' | 'lead-edge', of: number, opacity: number) =>
    pathShape({ role, path: petalPath(frame, width * of), fill, opacity });
  if (petal.leadInterval === null) return [{ ...filled('lead', share, 1), ...edge }];
  const high = Math.min(1, Math.max(share, petal.leadInterval.high));
  const low = Math.max(0, Math.min(share, petal.leadInterval.low));
  return [
    ...[1, 0.75, 0.5, 0.25].map((step) => filled('lead-edge', share + (high - share) * step, 0.13)),
    filled('lead', share, 0.62),
    ...[0.33, 0.66].map((step) => filled('lead-edge', share - (share - low) * step, 0.4)),
    filled('lead-edge', low, 1),
  ];
};

/** A fine line from base to tip: where nobody shares lead, the spike that is left. */
export const axisShape = (frame: PetalFrame): Shape =>
  pathShape({
    role: 'axis',
    path: [
      { op: 'M', ...toPage(frame, 0, 0) },
      { op: 'L', ...toPage(frame, frame.length, 0) },
    ],
    stroke: 'ink',
    strokeWidth: 0.5,
    opacity: 0.28,
  });

/** A ring at the widest place: a full track, and an arc for the share of tie weight that stays inside. */
export const ringShapes = (frame: PetalFrame, width: number, insideShare: number): Shape[] => {
  const radius = Math.min(0.3 * width, frame.length * 0.052);
  if (!Number.isFinite(insideShare) || radius < 1.6) return [];
  const centre = toPage(frame, frame.length * widestAt, 0);
  const ring: FootRing = { centreX: centre.x, centreY: centre.y, radius };
  const line = Math.max(1, radius * 0.2);
  const track = arcPath(ring, frame.angle, frame.angle + fullTurn);
  return [
    pathShape({ role: 'ring-track', path: track, stroke: 'paper', strokeWidth: line * 2.3, opacity: 0.92 }),
    pathShape({ role: 'ring-track', path: track, stroke: 'ink', strokeWidth: line * 0.45, opacity: 0.35 }),
    ...(insideShare > 0
      ? [
          pathShape({
            role: 'ring',
            path: arcPath(ring, frame.angle, frame.angle + fullTurn * Math.min(1, insideShare)),
            stroke: 'ink',
            strokeWidth: line * 1.2,
          }),
        ]
      : []),
  ];
};

/** A small triangle at the tip: ▲ outwards for more people than the width shows, inwards for fewer. */
export const fitShapes = (frame: PetalFrame, fit: Slot['fit']): Shape[] => {
  if (fit === 'true') return [];
  const [wideEnd, point, half] = fit === 'at-cap' ? [3, 10, 4.5] : [9, 3, 3];
  const corner = (along: number, across: number) => toPage(frame, frame.length + along, across);
  return [
    pathShape({
      role: 'mark',
      path: [
        { op: 'M', ...corner(wideEnd, -half) },
        { op: 'L', ...corner(wideEnd, half) },
        { op: 'L', ...corner(point, 0) },
        { op: 'Z' },
      ],
      fill: 'muted',
    }),
  ];
};
