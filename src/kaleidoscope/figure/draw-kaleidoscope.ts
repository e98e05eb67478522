import type { KaleidoscopeFacet, RibbonFacet } from '../facets.ts';
import { say } from '../text/language.ts';
import { count } from '../text/numbers.ts';
import { type DrawOptions, defaultDrawOptions } from './draw-options.ts';
import { drawKey } from './figure-key.ts';
import { type FigureSpace, spaceFigure } from './figure-space.ts';
import { petalWords, ribbonWords, tipText } from './figure-words.ts';
import { type PlacedLabel, placeLabels, placeLetters } from './label-layout.ts';
import { pathShape, textShape } from './make-shape.ts';
import { type PetalFrame, petalPath } from './petal-outline.ts';
import { axisShape, fitShapes, leadShapes, peopleShape, ringShapes } from './petal-shapes.ts';
import { endWeights, layRibbonEnds } from './ribbon-ends.ts';
import { arcPath, ribbonPath } from './ribbon-path.ts';
import { layRing, type Slot } from './ring-layout.ts';
import { ringOrder } from './ring-order.ts';
import type { Figure, Mark, Paint, Place, Shape } from './shapes.ts';
import { textWidth } from './text-width.ts';

const fullTurn = 2 * Math.PI;
const turned = (angle: number): number => ((angle % fullTurn) + fullTurn) % fullTurn;

/** Ribbon ends thinner than this are not drawn; the figure's notes say how many. */
const thinnestRibbon = 0.35;
const longestName = 24;

/** Stands where a letter would for the grey petal of small communities. */
const smallId = 'small';

const reciprocityPaint = (reciprocity: number, isDirected: boolean): Paint =>
  isDirected && Number.isFinite(reciprocity) ? { scale: reciprocity } : 'grey';

/** In proportion to observed over expected weight; visible at the least, never solid. */
const ribbonOpacity = (ratioToNull: number): number =>
  Number.isFinite(ratioToNull) ? Math.min(0.9, Math.max(0.2, 0.45 * ratioToNull)) : 0.5;

/**
 * How far the ring is turned: so that petals stay where they were, by the circular mean of their shifts; at first
 * so that the first petal stands upright, and two lie side by side.
 */
const turnOf = (letters: readonly string[], slots: readonly Slot[], previous: readonly Place[]): number => {
  let sin = 0;
  let cos = 0;
  for (const [position, slot] of slots.entries()) {
    const before = previous.find((place) => place.letter === letters[position]);
    if (before === undefined) continue;
    sin += Math.sin(before.angle - slot.angle);
    cos += Math.cos(before.angle - slot.angle);
  }
  if (Math.hypot(sin, cos) > 1e-9) return Math.atan2(sin, cos);
  return (slots.length === 2 ? -Math.PI / 2 : 0) - slots[0]!.angle;
};

const titleMark = (facet: KaleidoscopeFacet): Mark => ({
  kind: 'title',
  id: 'title',
  letters: [],
  label: '',
  shapes: [
    textShape({ role: 'title', text: facet.title, x: 28, y: 42, size: 22, weight: 600, fill: 'ink' }),
    textShape({ role: 'title', text: facet.subtitle, x: 28, y: 65, size: 14, fill: 'muted' }),
  ],
});

/** Two empty rings, and what to do next. */
const emptyMark = (options: DrawOptions, space: FigureSpace): Mark => {
  const { centreX, centreY } = space;
  const circle = (radius: number, opacity: number) =>
    pathShape({
      role: 'foot',
      path: arcPath({ centreX, centreY, radius }, 0, fullTurn),
      stroke: 'line',
      strokeWidth: 1,
      opacity,
    });
  const words = say(options.language, 'figure.empty');
  const next = say(options.language, 'figure.empty-next');
  const fit = Math.min(space.textSize, (options.width - 24) / textWidth(words, 1));
  const line = (text: string, y: number, weight: 400 | 600, fill: Paint) =>
    textShape({ role: 'label', text, x: centreX, y, size: fit, weight, anchor: 'middle', fill });
  return {
    kind: 'empty',
    id: 'empty',
    letters: [],
    label: `${words} ${next}`,
    shapes: [
      circle(space.footRadius, 0.25),
      circle(space.tipRadius, 0.4),
      line(words, centreY - 4, 600, 'ink'),
      line(next, centreY + fit * 1.4, 400, 'muted'),
    ],
  };
};

const labelShapes = (
  label: PlacedLabel,
  strong: string,
  text: string,
  size: number,
  fill: Paint,
): Shape[] => [
  ...(label.leader === null
    ? []
    : [
        pathShape({
          role: 'leader',
          path: [
            { op: 'M', x: label.leader.x1, y: label.leader.y1 },
            { op: 'L', x: label.leader.x2, y: label.leader.y2 },
          ],
          stroke: 'line',
          strokeWidth: 0.7,
          opacity: 0.6,
        }),
      ]),
  textShape({
    role: 'label',
    strong,
    text,
    x: label.x,
    y: label.y + size * 0.36,
    size,
    anchor: label.anchor,
    fill,
  }),
];

/**
 * Draws one kaleidoscope. Pure and deterministic: the same facet and options give the same shapes, whatever draws
 * them. All petals are equally long and as wide as their people ask, so area reads as people; the filled part has
 * exactly `leadShare` of a petal's area; a ribbon's end is as wide as what that community supplied to the other.
 */
export const drawKaleidoscope = (facet: KaleidoscopeFacet, given: Partial<DrawOptions> = {}): Figure => {
  const options: DrawOptions = { ...defaultDrawOptions, ...given };
  const { language } = options;
  const isFull = options.labels === 'full';
  const petalCount = facet.petals.length;
  const texts = facet.petals.map((petal) => (isFull ? tipText(petal, language, longestName) : ''));
  const smallText =
    facet.small !== null && isFull
      ? say(language, 'figure.small', { people: count(facet.small.people) })
      : '';
  const strongs = facet.petals.map((petal) => petal.letter);
  const widthsAt = (size: number) => [
    ...texts.map((text, index) => textWidth(text, size) + textWidth(strongs[index]!, size) * 1.06),
    textWidth(smallText, size),
  ];
  const space = spaceFigure(
    options,
    petalCount,
    Math.max(...widthsAt(14 * Math.min(1, options.width / 960))),
  );
  const { centreX, centreY, textSize } = space;
  const frameOfFigure = {
    width: options.width,
    height: options.height,
    centre: { x: centreX, y: centreY },
    title: facet.title,
  };
  const title = options.hasTitle ? [titleMark(facet)] : [];

  if (petalCount === 0 && facet.small === null)
    return {
      ...frameOfFigure,
      description: say(language, 'figure.description-none'),
      marks: [...title, emptyMark(options, space)],
      places: [],
      notes: [],
    };

  // Petals in ring order; the grey petal stands last, between the end of the ring and its start.
  const ties = facet.petals.map(() => new Array<number>(petalCount).fill(0));
  for (const { a, b, weightAToB, weightBToA } of facet.ribbons) {
    ties[a]![b] = weightAToB + weightBToA;
    ties[b]![a] = weightAToB + weightBToA;
  }
  const kept = [...options.previous]
    .sort((p, q) => p.angle - q.angle)
    .map(({ letter }) => strongs.indexOf(letter))
    .filter((index) => index >= 0);
  const order = ringOrder(ties, options.seed, kept);
  const isAlone = petalCount + (facet.small === null ? 0 : 1) === 1;
  const sums = endWeights(facet.ribbons, petalCount);
  const heaviestEnd = Math.max(0, ...facet.ribbons.flatMap((r) => [r.weightAToB, r.weightBToA]));
  // One petal alone stands in the middle of the page rather than on a ring of its own.
  const baseRadius = isAlone ? -space.tipRadius * 0.55 : space.baseRadius;
  const length = isAlone ? space.tipRadius * 1.1 : space.tipRadius - space.baseRadius;
  const layout = layRing(
    [
      ...order.map((index) => ({ people: facet.petals[index]!.people, endWeight: sums[index]! })),
      ...(facet.small === null ? [] : [{ people: facet.small.people, endWeight: 0 }]),
    ],
    {
      baseRadius: Math.max(0, baseRadius),
      length,
      footRadius: space.footRadius,
      largestRibbonEnd: heaviestEnd > 0 ? (0.26 * space.footRadius) / heaviestEnd : 0,
    },
  );
  const letters = [...order.map((index) => strongs[index]!), smallId];
  const turn = turnOf(letters, layout.slots, options.previous);
  const angles = layout.slots.map((slot) => turned(slot.angle + turn));
  const angleOf = facet.petals.map((_, index) => angles[order.indexOf(index)]!);
  const frameAt = (position: number): PetalFrame => ({
    centreX,
    centreY,
    baseRadius,
    length,
    angle: angles[position]!,
  });

  const widths = widthsAt(textSize);
  const requests = angles.map((angle, position) => ({
    angle,
    width: position < order.length ? widths[order[position]!]! : widths.at(-1)!,
  }));
  const hasMarksAtTips = layout.slots.some((slot) => slot.fit !== 'true');
  const labelSpace = {
    centreX,
    centreY,
    tipRadius: baseRadius + length + (hasMarksAtTips ? 9 : 0),
    size: textSize,
    top: space.labelTop,
    bottom: space.labelBottom,
  };
  const labels = isFull ? placeLabels(requests, labelSpace) : placeLetters(requests, labelSpace);

  const ring = { centreX, centreY, radius: space.footRadius };
  const ends = layRibbonEnds(facet.ribbons, angleOf, layout.widthPerWeight / space.footRadius);
  const isVisible = (ribbon: RibbonFacet) =>
    layout.widthPerWeight * Math.max(ribbon.weightAToB, ribbon.weightBToA) >= thinnestRibbon;
  const visible = facet.ribbons.filter(isVisible);
  const ribbons: Mark[] = [...visible]
    .sort((p, q) => p.weightAToB + p.weightBToA - (q.weightAToB + q.weightBToA) || p.a - q.a || p.b - q.b)
    .map((ribbon) => {
      const { a, b } = ends.get(ribbon)!;
      const pair = [strongs[ribbon.a]!, strongs[ribbon.b]!];
      const fill = reciprocityPaint(ribbon.reciprocity, facet.isDirected);
      const widest = layout.widthPerWeight * Math.max(ribbon.weightAToB, ribbon.weightBToA);
      return {
        kind: 'ribbon',
        id: pair.join('–'),
        letters: pair,
        label: ribbonWords(facet, ribbon, language),
        shapes: [
          pathShape({
            role: 'ribbon',
            path: ribbonPath(ring, a, b),
            fill,
            // A neutral edge keeps pale ribbons visible; on a thread it would drown the colour.
            stroke: widest < 3 ? fill : 'line',
            strokeWidth: 0.5,
            opacity: ribbonOpacity(ribbon.ratioToNull),
          }),
        ],
      };
    });

  const petals: Mark[] = order.map((index, position) => {
    const petal = facet.petals[index]!;
    const slot = layout.slots[position]!;
    const frame = frameAt(position);
    const footHalf = Math.max((layout.widthPerWeight * sums[index]!) / space.footRadius / 2, 0.012);
    return {
      kind: 'petal',
      id: petal.letter,
      letters: [petal.letter],
      label: petalWords(facet, index, language),
      shapes: [
        ...(isAlone
          ? []
          : [
              pathShape({
                role: 'foot',
                path: arcPath(
                  { ...ring, radius: (space.footRadius + space.baseRadius) / 2 },
                  frame.angle - footHalf,
                  frame.angle + footHalf,
                ),
                stroke: 'line',
                strokeWidth: 1.4,
                opacity: 0.8,
              }),
            ]),
        peopleShape(frame, slot.width),
        ...leadShapes(
          petal,
          frame,
          slot.width,
          reciprocityPaint(petal.reciprocity, facet.isDirected),
          facet.isLeadMeasurable,
        ),
        axisShape(frame),
        ...ringShapes(frame, slot.width, petal.insideShare),
        ...fitShapes(frame, slot.fit),
        ...labelShapes(labels[position]!, petal.letter, texts[index]!, textSize, 'ink'),
      ],
    };
  });

  const small: Mark[] = [];
  if (facet.small !== null) {
    const position = order.length;
    const slot = layout.slots[position]!;
    const frame = frameAt(position);
    small.push({
      kind: 'small',
      id: smallId,
      letters: [],
      label: say(language, 'figure.small-description', { people: count(facet.small.people) }),
      shapes: [
        pathShape({
          role: 'petal',
          path: petalPath(frame, slot.width),
          fill: 'grey',
          stroke: 'line',
          strokeWidth: 0.8,
          opacity: 0.4,
        }),
        ...fitShapes(frame, slot.fit),
        ...(isFull ? labelShapes(labels[position]!, '', smallText, textSize, 'muted') : []),
      ],
    });
  }

  const lettersAt = (fit: Slot['fit']) =>
    order
      .flatMap((index, position) => (layout.slots[position]!.fit === fit ? [strongs[index]!] : []))
      .join(', ');
  const thin = facet.ribbons.length - visible.length;
  return {
    ...frameOfFigure,
    description: say(language, petalCount === 1 ? 'figure.description-one' : 'figure.description', {
      petals: count(petalCount),
      people: count(facet.people),
    }),
    marks: [
      ...title,
      ...ribbons,
      ...petals,
      ...small,
      ...(options.hasKey
        ? [
            drawKey({
              width: options.width,
              top: space.keyTop,
              isDirected: facet.isDirected,
              hasHatch: petals.some((mark) =>
                mark.shapes.some((shape) => shape.type === 'path' && shape.role === 'hatch'),
              ),
              hasRibbons: facet.ribbons.length > 0,
              language,
            }),
          ]
        : []),
    ],
    places: order.map((index) => ({ letter: strongs[index]!, angle: angleOf[index]! })),
    notes: [
      ...(lettersAt('at-cap') === ''
        ? []
        : [say(language, 'figure.note-cap', { letters: lettersAt('at-cap') })]),
      ...(lettersAt('at-minimum') === ''
        ? []
        : [say(language, 'figure.note-minimum', { letters: lettersAt('at-minimum') })]),
      ...(thin === 1 ? [say(language, 'figure.note-thin-one')] : []),
      ...(thin > 1 ? [say(language, 'figure.note-thin', { count: count(thin) })] : []),
      ...(facet.isDirected ? [] : [say(language, 'figure.undirected')]),
    ],
  };
};
