import { type PetalFrame, sidePoints, toPage } from './petal-outline.ts';
import type { Path, PathStep } from './shapes.ts';

/**
 * Slanted lines across a petal, cut at its outline: "this number is not shown". Drawn as geometry rather than as a
 * pattern fill, so that every renderer draws the same lines.
 */
export const hatchPath = (frame: PetalFrame, width: number, spacing: number): Path => {
  const outline = [
    ...sidePoints.map(([along, across]) => [along * frame.length, (across * width) / 2] as const),
    ...[...sidePoints]
      .reverse()
      .map(([along, across]) => [along * frame.length, (-across * width) / 2] as const),
  ];
  const steps: PathStep[] = [];
  // Lines along − across = offset: at 45° to the axis.
  for (let offset = spacing - width / 2; offset < frame.length + width / 2; offset += spacing) {
    const cuts: (readonly [number, number])[] = [];
    for (const [index, [u1, v1]] of outline.entries()) {
      const [u2, v2] = outline[(index + 1) % outline.length]!;
      const d1 = u1 - v1 - offset;
      const d2 = u2 - v2 - offset;
      if (d1 < 0 === d2 < 0) continue;
      const t = d1 / (d1 - d2);
      cuts.push([u1 + t * (u2 - u1), v1 + t * (v2 - v1)]);
    }
    cuts.sort((a, b) => a[0] - b[0]);
    for (let pair = 0; pair + 1 < cuts.length; pair += 2) {
      const [start, end] = [cuts[pair]!, cuts[pair + 1]!];
      steps.push({ op: 'M', ...toPage(frame, ...start) }, { op: 'L', ...toPage(frame, ...end) });
    }
  }
  return steps;
};
