import { halfAngleOf } from './petal-outline.ts';

/** What one petal asks of the ring, in ring order. */
export interface SlotRequest {
  readonly people: number;
  /** Sum of ribbon ends at this petal, in tie weight. */
  readonly endWeight: number;
}

export interface Slot {
  /** Angle of the axis, radians clockwise from the top of the ring (before any turning). */
  readonly angle: number;
  /** Half of the angle this petal has for itself. */
  readonly halfAngle: number;
  readonly width: number;
  /** Whether the width is as people ask, or was held at the smallest or the largest. */
  readonly fit: 'true' | 'at-minimum' | 'at-cap';
}

export interface RingLayout {
  readonly slots: readonly Slot[];
  /** Width of a petal per person, where it is true. */
  readonly widthPerPerson: number;
  /** Width of a ribbon end per unit of tie weight. */
  readonly widthPerWeight: number;
}

export interface RingSize {
  readonly baseRadius: number;
  readonly length: number;
  /** Radius of the ring the ribbons stand on. */
  readonly footRadius: number;
  readonly largestRibbonEnd: number;
}

const fullTurn = 2 * Math.PI;

/** Shares of the petal's length. */
const smallestWidth = 0.024;
const largestWidth = 0.6;

/** Highest value in [0, top] of a condition that holds from 0 on and fails from some point. */
const highest = (top: number, holds: (value: number) => boolean): number => {
  if (holds(top)) return top;
  let low = 0;
  let high = top;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
};

/**
 * Gives every petal its wedge of the ring. One scale turns people into width and one turns weight into ribbon
 * ends, both as large as the ring allows; what is left over is shared out as equal gaps. The largest petal is
 * true to its people unless the median petal would then fall under the smallest visible width: then the scale
 * rises until the median is true and the largest are capped.
 */
export const layRing = (requests: readonly SlotRequest[], size: RingSize): RingLayout => {
  const count = requests.length;
  if (count === 0) return { slots: [], widthPerPerson: 0, widthPerWeight: 0 };
  const least = smallestWidth * size.length;
  const most = largestWidth * size.length;
  const gap = Math.min(0.09, (0.13 * fullTurn) / count);
  const people = requests.map((request) => request.people).sort((a, b) => a - b);
  const largest = people.at(-1)!;
  const median = people[Math.floor((count - 1) / 2)]!;

  const heaviest = Math.max(...requests.map((request) => request.endWeight));
  const footAngle = (perWeight: number, request: SlotRequest) =>
    (perWeight * request.endWeight) / size.footRadius;
  const totalWeight = requests.reduce((sum, request) => sum + request.endWeight, 0);
  const widthPerWeight =
    totalWeight === 0
      ? 0
      : Math.min(
          size.largestRibbonEnd,
          (0.72 * fullTurn * size.footRadius) / totalWeight,
          (0.9 * size.footRadius) / heaviest,
        );

  const widthAt = (perPerson: number, request: SlotRequest) =>
    Math.min(most, Math.max(least, perPerson * request.people));
  const halfAngleAt = (perPerson: number, request: SlotRequest) =>
    Math.max(
      halfAngleOf(widthAt(perPerson, request), size.baseRadius, size.length),
      footAngle(widthPerWeight, request) / 2,
    );
  const isRoomFor = (perPerson: number) =>
    requests.reduce((sum, request) => sum + 2 * halfAngleAt(perPerson, request) + gap, 0) <= fullTurn;
  const wanted = Math.max(most / largest, least / median);
  const widthPerPerson = highest(wanted, isRoomFor);

  const needs = requests.map((request) => halfAngleAt(widthPerPerson, request));
  const spare = Math.max(0, fullTurn - needs.reduce((sum, half) => sum + 2 * half, 0)) / count;
  const slots: Slot[] = [];
  let at = 0;
  for (const [index, request] of requests.entries()) {
    const half = needs[index]! + spare / 2;
    const asked = widthPerPerson * request.people;
    const width = widthAt(widthPerPerson, request);
    slots.push({
      angle: at + half,
      halfAngle: half,
      width,
      fit: asked < least * (1 - 1e-9) ? 'at-minimum' : asked > most * (1 + 1e-9) ? 'at-cap' : 'true',
    });
    at += 2 * half;
  }
  return { slots, widthPerPerson, widthPerWeight };
};
