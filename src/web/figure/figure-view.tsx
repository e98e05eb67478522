import { type KeyboardEvent, useId, useState } from 'react';
import { colourOf } from '../../kaleidoscope/figure/palette.ts';
import type { Figure, Mark, Paint, Shape } from '../../kaleidoscope/figure/shapes.ts';
import { pathData } from '../../kaleidoscope/figure/svg.ts';

const fillOf = (paint: Paint | null) =>
  paint === null ? 'none' : typeof paint === 'string' ? undefined : colourOf(paint, 'light');

const classesOf = (fill: Paint | null, stroke: Paint | null): string | undefined => {
  const names = [
    ...(typeof fill === 'string' ? [`k-fill-${fill}`] : []),
    ...(typeof stroke === 'string' ? [`k-stroke-${stroke}`] : []),
  ];
  return names.length === 0 ? undefined : names.join(' ');
};

const ShapeView = ({ shape }: { readonly shape: Shape }) => {
  if (shape.type === 'text')
    return (
      <text
        x={shape.x}
        y={shape.y}
        fontSize={shape.size}
        fontWeight={shape.weight}
        textAnchor={shape.anchor}
        fill={fillOf(shape.fill)}
        className={classesOf(shape.fill, null)}
      >
        {shape.strong === '' ? null : <tspan fontWeight={600}>{shape.strong}</tspan>}
        {shape.text}
      </text>
    );
  return (
    <path
      d={pathData(shape.path)}
      fill={fillOf(shape.fill)}
      stroke={shape.stroke === null ? undefined : fillOf(shape.stroke)}
      strokeWidth={shape.strokeWidth}
      opacity={shape.opacity}
      className={classesOf(shape.fill, shape.stroke)}
    />
  );
};

const Shapes = ({ mark }: { readonly mark: Mark }) =>
  mark.shapes.map((shape, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: shapes of a mark have no name but their place
    <ShapeView key={place} shape={shape} />
  ));

/** Steps between petals with the arrow keys, round and round. */
const stepAlong = (event: KeyboardEvent<SVGSVGElement>) => {
  const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (way === undefined) return;
  const petals: (Element & { focus(): void })[] = [...event.currentTarget.querySelectorAll('a')];
  const at = petals.findIndex((petal) => petal.matches(':focus'));
  if (at < 0) return;
  event.preventDefault();
  petals[(at + way + petals.length) % petals.length]?.focus();
};

/**
 * The figure on the page: the shapes of the pure geometry, each petal a link that keyboard and pointer reach. While a
 * petal is pointed at, only its own ribbons keep their strength; `onPoint` tells its words.
 */
export const FigureView = ({
  figure,
  hrefOf,
  onPoint,
}: {
  readonly figure: Figure;
  /** Where a petal leads; `null`: nowhere. */
  readonly hrefOf: ((letter: string) => string) | null;
  readonly onPoint?: (words: string | null) => void;
}) => {
  const id = useId();
  const [letter, setLetter] = useState<string | null>(null);
  const point = (mark: Mark | null) => {
    setLetter(mark?.id ?? null);
    onPoint?.(mark?.label ?? null);
  };
  const viewOf = (mark: Mark) => {
    const key = `${mark.kind} ${mark.id}`;
    const opacity = mark.presence ?? 1;
    if (mark.kind === 'petal' && hrefOf === null)
      return (
        // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a shape in a drawing is no control
        <g key={key} role="img" aria-label={mark.label} opacity={opacity}>
          <Shapes mark={mark} />
        </g>
      );
    if (mark.kind === 'petal' && hrefOf !== null)
      return (
        <a
          key={key}
          className="k-petal"
          href={hrefOf(mark.id)}
          aria-label={mark.label}
          onFocus={() => point(mark)}
          onBlur={() => point(null)}
          onPointerEnter={() => point(mark)}
          onPointerLeave={() => point(null)}
        >
          <g opacity={opacity}>
            <Shapes mark={mark} />
          </g>
        </a>
      );
    const isFar = mark.kind === 'ribbon' && letter !== null && !mark.letters.includes(letter);
    return (
      <g
        key={key}
        className={isFar ? `k-${mark.kind} is-far` : `k-${mark.kind}`}
        opacity={opacity}
        aria-hidden={mark.kind === 'small' || mark.kind === 'empty' ? undefined : true}
        role={mark.kind === 'small' || mark.kind === 'empty' ? 'img' : undefined}
        aria-label={mark.kind === 'small' || mark.kind === 'empty' ? mark.label : undefined}
      >
        <Shapes mark={mark} />
      </g>
    );
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset
    <svg
      className="k"
      viewBox={`0 0 ${figure.width} ${figure.height}`}
      role="group"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-words`}
      onKeyDown={stepAlong}
    >
      <title id={`${id}-title`}>{figure.title}</title>
      <desc id={`${id}-words`}>{[figure.description, ...figure.notes].join(' ')}</desc>
      {figure.marks.map(viewOf)}
    </svg>
  );
};
