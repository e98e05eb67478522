/** A label that would like to stand at a petal's tip. */
export interface LabelRequest {
  /** Angle of the petal, radians clockwise from the top. */
  readonly angle: number;
  /** Width of the text at this size. */
  readonly width: number;
}

export interface PlacedLabel {
  readonly width: number;
  readonly x: number;
  /** Middle of the line. */
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  /** Where the leader starts, at the petal's tip, and ends, at the label; equal where none is needed. */
  readonly leader: {
    readonly x1: number;
    readonly y1: number;
    readonly x2: number;
    readonly y2: number;
  } | null;
}

export interface LabelSpace {
  readonly centreX: number;
  readonly centreY: number;
  /** Radius of the tips. */
  readonly tipRadius: number;
  readonly size: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Moves wished heights apart to at least `step`, staying within [low, high] and as near to the wishes as
 * possible: blocks of touching labels stand at their common mean (pool adjacent violators).
 */
export const spread = (wishes: readonly number[], step: number, low: number, high: number): number[] => {
  // With y_i = z_i + i·step the constraint is that z does not fall: isotonic regression.
  const blocks: { sum: number; count: number }[] = [];
  for (const [index, wish] of wishes.entries()) {
    blocks.push({ sum: wish - index * step, count: 1 });
    while (blocks.length > 1) {
      const last = blocks.at(-1)!;
      const before = blocks.at(-2)!;
      if (before.sum / before.count <= last.sum / last.count) break;
      blocks.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count });
    }
  }
  const top = Math.min(low, high - (wishes.length - 1) * step);
  const bottom = high - (wishes.length - 1) * step;
  return blocks
    .flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
    .map((z, index) => Math.max(top, Math.min(Math.max(bottom, top), z)) + index * step);
};

/**
 * Places one label at each tip, read from the left or the right side of the figure; where tips crowd, labels
 * move apart vertically and a leader joins them to their tip. Order within `requests` is kept in the answer.
 */
export const placeLabels = (requests: readonly LabelRequest[], space: LabelSpace): PlacedLabel[] => {
  const placed: PlacedLabel[] = new Array(requests.length);
  const away = space.size * 0.75;
  const step = space.size * 1.32;
  const tip = (angle: number, radius: number) => ({
    x: space.centreX + radius * Math.sin(angle),
    y: space.centreY - radius * Math.cos(angle),
  });
  // Over or under the ring a label may be centred, if no other stands there.
  const isAloneAt = (angle: number) =>
    requests.filter((other) => Math.cos(other.angle - angle) > Math.cos(0.5)).length === 1;
  for (const side of [1, -1] as const) {
    const indices = requests
      .map((_, index) => index)
      .filter((index) => Math.sin(requests[index]!.angle) >= -1e-9 === (side === 1))
      .sort((a, b) => tip(requests[a]!.angle, 1).y - tip(requests[b]!.angle, 1).y || a - b);
    const wishes = indices.map((index) => tip(requests[index]!.angle, space.tipRadius + away).y);
    const heights = spread(wishes, step, space.top + space.size / 2, space.bottom - space.size / 2);
    for (const [rank, index] of indices.entries()) {
      const request = requests[index]!;
      const from = tip(request.angle, space.tipRadius + 3);
      const wished = tip(request.angle, space.tipRadius + away);
      const y = heights[rank]!;
      const shift = Math.abs(y - wished.y);
      const isUpright = Math.abs(Math.sin(request.angle)) < 0.12 && shift < 1 && isAloneAt(request.angle);
      if (isUpright) {
        placed[index] = { width: request.width, x: wished.x, y, anchor: 'middle', leader: null };
        continue;
      }
      // A label that moved stands clear of the circle of tips at its own height.
      const across = y - space.centreY;
      const reach = space.tipRadius + away;
      const clear = Math.sqrt(Math.max(0, reach * reach - across * across));
      const wishedReach = Math.abs(wished.x - space.centreX);
      const x =
        space.centreX + side * (shift < 1 ? wishedReach : Math.max(wishedReach, clear + space.size * 0.5));
      placed[index] = {
        width: request.width,
        x,
        y,
        anchor: side === 1 ? 'start' : 'end',
        leader: shift < space.size * 0.45 ? null : { x1: from.x, y1: from.y, x2: x - side * 3, y2: y },
      };
    }
  }
  return placed;
};

/** Box of a placed label. */
const labelBox = (label: PlacedLabel, size: number) => {
  const { width } = label;
  const left =
    label.anchor === 'start' ? label.x : label.anchor === 'end' ? label.x - width : label.x - width / 2;
  return { left, right: left + width, top: label.y - size / 2, bottom: label.y + size / 2 };
};

/**
 * Places letters alone, centred at their tips; where a letter would touch one before it, it moves outwards by as
 * many lines as it takes.
 */
export const placeLetters = (
  requests: readonly LabelRequest[],
  space: Pick<LabelSpace, 'centreX' | 'centreY' | 'tipRadius' | 'size'>,
): PlacedLabel[] => {
  const placed: PlacedLabel[] = [];
  for (const { angle, width } of requests) {
    for (let line = 0; ; line++) {
      const radius = space.tipRadius + space.size * (0.85 + 0.95 * line);
      const label: PlacedLabel = {
        width,
        x: space.centreX + radius * Math.sin(angle),
        y: space.centreY - radius * Math.cos(angle),
        anchor: 'middle',
        leader: null,
      };
      const box = labelBox(label, space.size * 0.85);
      const isFree = placed.every((other) => {
        const taken = labelBox(other, space.size * 0.85);
        return (
          box.right <= taken.left ||
          taken.right <= box.left ||
          box.bottom <= taken.top ||
          taken.bottom <= box.top
        );
      });
      if (isFree || line > 6) {
        placed.push(label);
        break;
      }
    }
  }
  return placed;
};
