import type { Figure, Mark, Paint, Path, PathStep, Place, Shape } from './shapes.ts';

const fullTurn = 2 * Math.PI;

const mix = (from: number, to: number, t: number): number => from + (to - from) * t;

/** The shorter way round from one angle to another, radians in [−π, π). */
const shorterWay = (from: number, to: number): number => {
  const way = (((to - from) % fullTurn) + fullTurn) % fullTurn;
  return way >= Math.PI ? way - fullTurn : way;
};

type Point = { readonly x: number; readonly y: number };

/**
 * How points of one mark travel: both figures are turned about their middle to where the mark stands at `t`, and
 * what then still differs is mixed. A petal that only changes its place stays rigid on its way.
 */
interface Travel {
  readonly from: (point: Point) => Point;
  readonly to: (point: Point) => Point;
  readonly t: number;
}

const turnAbout =
  (middle: Point, angle: number, newMiddle: Point) =>
  ({ x, y }: Point): Point => {
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    const dx = x - middle.x;
    const dy = y - middle.y;
    return { x: newMiddle.x + dx * cos - dy * sin, y: newMiddle.y + dx * sin + dy * cos };
  };

const travelOf = (from: Figure, to: Figure, turn: number, t: number): Travel => {
  const middle = { x: mix(from.centre.x, to.centre.x, t), y: mix(from.centre.y, to.centre.y, t) };
  return {
    from: turnAbout(from.centre, turn * t, middle),
    to: turnAbout(to.centre, turn * (t - 1), middle),
    t,
  };
};

const meet = (travel: Travel, from: Point, to: Point): Point => {
  const a = travel.from(from);
  const b = travel.to(to);
  return { x: mix(a.x, b.x, travel.t), y: mix(a.y, b.y, travel.t) };
};

const betweenSteps = (from: PathStep, to: PathStep, travel: Travel): PathStep => {
  if (from.op === 'Z' || to.op === 'Z') return { op: 'Z' };
  const end = meet(travel, from, to);
  if (from.op !== 'C' || to.op !== 'C') return { op: to.op === 'C' ? 'L' : to.op, ...end };
  const first = meet(travel, { x: from.x1, y: from.y1 }, { x: to.x1, y: to.y1 });
  const second = meet(travel, { x: from.x2, y: from.y2 }, { x: to.x2, y: to.y2 });
  return { op: 'C', x1: first.x, y1: first.y, x2: second.x, y2: second.y, ...end };
};

const isAlike = (from: Path, to: Path): boolean =>
  from.length === to.length && from.every((step, index) => step.op === to[index]!.op);

const betweenPaints = (from: Paint | null, to: Paint | null, t: number): Paint | null => {
  if (from !== null && to !== null && typeof from === 'object' && typeof to === 'object')
    return { scale: mix(from.scale, to.scale, t) };
  return t < 0.5 ? from : to;
};

const betweenShapes = (from: Shape, to: Shape, travel: Travel): Shape => {
  const { t } = travel;
  if (from.type === 'text' && to.type === 'text')
    return { ...(t < 0.5 ? from : to), ...meet(travel, from, to), size: mix(from.size, to.size, t) };
  if (from.type === 'text' || to.type === 'text') return t < 0.5 ? from : to;
  const paint = {
    fill: betweenPaints(from.fill, to.fill, t),
    stroke: betweenPaints(from.stroke, to.stroke, t),
    strokeWidth: mix(from.strokeWidth, to.strokeWidth, t),
    opacity: mix(from.opacity, to.opacity, t),
  };
  if (isAlike(from.path, to.path))
    return {
      ...to,
      ...paint,
      path: from.path.map((step, index) => betweenSteps(step, to.path[index]!, travel)),
    };
  // Outlines of another build cannot be mixed; the nearer one travels with its petal.
  const path = t < 0.5 ? from.path : to.path;
  const own = t < 0.5 ? { ...travel, to: travel.from } : { ...travel, from: travel.to };
  return { ...to, ...paint, path: path.map((step) => betweenSteps(step, step, own)) };
};

/** Shapes of a role in their order: what a shape of one figure becomes in the other. */
const keyed = (shapes: readonly Shape[]): Map<string, Shape> => {
  const seen = new Map<string, number>();
  return new Map(
    shapes.map((shape) => {
      const kind = `${shape.type} ${shape.role}`;
      const place = seen.get(kind) ?? 0;
      seen.set(kind, place + 1);
      return [`${kind} ${place}`, shape];
    }),
  );
};

const betweenMarks = (from: Mark, to: Mark, travel: Travel): Mark => {
  const before = keyed(from.shapes);
  const after = keyed(to.shapes);
  const shapes = [...after].flatMap(([key, shape]) => {
    const other = before.get(key);
    if (other !== undefined) return [betweenShapes(other, shape, travel)];
    return travel.t < 0.5 ? [] : [betweenShapes(shape, shape, { ...travel, from: travel.to })];
  });
  const { presence: presenceBefore = 1 } = from;
  const { presence: presenceAfter = 1 } = to;
  return { ...to, shapes, presence: mix(presenceBefore, presenceAfter, travel.t) };
};

const fading = (mark: Mark, presence: number): Mark => ({
  ...mark,
  presence: (mark.presence ?? 1) * presence,
});

const turnOf = (mark: Mark, from: readonly Place[], to: readonly Place[]): number => {
  const turns = mark.letters.flatMap((letter) => {
    const before = from.find((place) => place.letter === letter);
    const after = to.find((place) => place.letter === letter);
    return before === undefined || after === undefined ? [] : [shorterWay(before.angle, after.angle)];
  });
  return turns.length === 0 ? 0 : turns.reduce((sum, turn) => sum + turn, 0) / turns.length;
};

/**
 * The figure on its way from one window to the next, `t` in [0, 1]: petals travel round the ring the shorter way and
 * change their width and fill as they go; what is in one figure only fades. At 0 and 1 it is the figure itself.
 */
export const betweenFigures = (from: Figure, to: Figure, t: number): Figure => {
  if (t <= 0) return from;
  if (t >= 1) return to;
  const keyOf = (mark: Mark) => `${mark.kind} ${mark.id}`;
  const before = new Map(from.marks.map((mark) => [keyOf(mark), mark]));
  const after = new Set(to.marks.map(keyOf));
  const leaving = from.marks.filter((mark) => !after.has(keyOf(mark))).map((mark) => fading(mark, 1 - t));
  const staying = to.marks.map((mark) => {
    const other = before.get(keyOf(mark));
    if (other === undefined) return fading(mark, t);
    return betweenMarks(other, mark, travelOf(from, to, turnOf(mark, from.places, to.places), t));
  });
  return {
    ...to,
    marks: [...leaving, ...staying],
    places: to.places.map((place) => {
      const start = from.places.find(({ letter }) => letter === place.letter);
      if (start === undefined) return place;
      const angle = start.angle + shorterWay(start.angle, place.angle) * t;
      return { letter: place.letter, angle: ((angle % fullTurn) + fullTurn) % fullTurn };
    }),
  };
};
