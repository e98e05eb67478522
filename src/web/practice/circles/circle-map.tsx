import type { Queries } from '../../../app/protocol.ts';

type Circle = Queries['practice/:community/circles']['circles'][number];

interface Placed {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

/** Circles within a circle, side by side on a ring inside it. */
const placed = (
  circles: readonly Circle[],
  parent: string | null,
  x: number,
  y: number,
  r: number,
): Placed[] => {
  const own = circles.filter((each) => each.parent === parent);
  const count = own.length;
  // So large that neighbours on the ring do not touch.
  const half = Math.sin(Math.PI / Math.max(2, count));
  const inner = count === 1 ? 0.62 * r : (0.92 * r * half) / (1 + half);
  const ring = count === 1 ? 0 : 0.92 * r - inner;
  return own.flatMap(({ id, name }, place) => {
    const turn = (2 * Math.PI * place) / count - Math.PI / 2;
    const [cx, cy] = [x + ring * Math.cos(turn), y + ring * Math.sin(turn)];
    return [{ id, name, x: cx, y: cy, r: 0.94 * inner }, ...placed(circles, id, cx, cy, 0.86 * inner)];
  });
};

/** The circles of a community as they lie within one another; the list beside says the same in words. */
export const CircleMap = ({
  circles,
  name,
}: {
  readonly circles: readonly Circle[];
  readonly name: string;
}) => {
  const all = placed(circles, null, 200, 200, 188);
  return (
    <svg className="circle-map" viewBox="0 0 400 400" role="img" aria-label={name}>
      <circle cx={200} cy={200} r={196} />
      {all.map(({ id, name: title, x, y, r }) => (
        <g key={id}>
          <circle cx={x} cy={y} r={r} />
          <text x={x} y={y - 0.62 * r} textAnchor="middle" fontSize={Math.max(8, Math.min(16, r / 4))}>
            {title}
          </text>
        </g>
      ))}
    </svg>
  );
};
