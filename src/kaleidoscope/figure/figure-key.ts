import { type Language, say, type TextKey } from '../text/language.ts';
import { hatchPath } from './hatch-path.ts';
import { pathShape, textShape } from './make-shape.ts';
import { type PetalFrame, petalPath, toPage, widestAt } from './petal-outline.ts';
import { arcPath } from './ribbon-path.ts';
import type { Mark, Path, PathShape, Shape } from './shapes.ts';
import { textWidth } from './text-width.ts';

export interface KeyRequest {
  readonly width: number;
  readonly top: number;
  readonly isDirected: boolean;
  readonly hasHatch: boolean;
  readonly hasRibbons: boolean;
  readonly language: Language;
}

const size = 12;
const rowHeight = 26;
const glyphWidth = 46;

const path = (given: Partial<PathShape> & Pick<PathShape, 'path'>): PathShape =>
  pathShape({ role: 'key', ...given });

const rectangle = (x: number, y: number, width: number, height: number): Path => [
  { op: 'M', x, y },
  { op: 'L', x: x + width, y },
  { op: 'L', x: x + width, y: y + height },
  { op: 'L', x, y: y + height },
  { op: 'Z' },
];

/** A petal lying on its side, `glyphWidth` long, middle of the left end at (x, y). */
const lying = (x: number, y: number): PetalFrame => ({
  centreX: x,
  centreY: y,
  baseRadius: 0,
  length: glyphWidth - 6,
  angle: Math.PI / 2,
});

const outline = (x: number, y: number) =>
  path({ path: petalPath(lying(x, y), 17), fill: 'pale', stroke: 'line', strokeWidth: 0.8 });

const glyphs: Readonly<Record<string, (x: number, y: number) => Shape[]>> = {
  width: (x, y) => {
    const frame = lying(x, y);
    const top = toPage(frame, frame.length * widestAt, -8.5);
    const bottom = toPage(frame, frame.length * widestAt, 8.5);
    return [
      outline(x, y),
      path({
        path: [
          { op: 'M', ...top },
          { op: 'L', ...bottom },
        ],
        stroke: 'ink',
        strokeWidth: 1.2,
      }),
    ];
  },
  fill: (x, y) => [outline(x, y), path({ path: petalPath(lying(x, y), 8.5), fill: { scale: 0.45 } })],
  hatch: (x, y) => [
    outline(x, y),
    path({ path: hatchPath(lying(x, y), 17, 5), stroke: 'line', strokeWidth: 0.9, opacity: 0.75 }),
  ],
  ring: (x, y) => {
    const ring = { centreX: x + 20, centreY: y, radius: 7 };
    return [
      path({ path: arcPath(ring, 0, 2 * Math.PI), stroke: 'ink', strokeWidth: 0.7, opacity: 0.4 }),
      path({ path: arcPath(ring, 0, 1.3 * Math.PI), stroke: 'ink', strokeWidth: 2 }),
    ];
  },
  ribbon: (x, y) => [
    path({
      path: [
        { op: 'M', x, y: y - 7 },
        { op: 'C', x1: x + 16, y1: y - 7, x2: x + 24, y2: y - 1, x: x + 40, y: y - 1 },
        { op: 'L', x: x + 40, y: y + 1 },
        { op: 'C', x1: x + 24, y1: y + 1, x2: x + 16, y2: y + 7, x, y: y + 7 },
        { op: 'Z' },
      ],
      fill: { scale: 0.45 },
      opacity: 0.6,
    }),
  ],
  evenRibbon: (x, y) => [path({ path: rectangle(x, y - 4, 40, 8), fill: 'grey', opacity: 0.6 })],
};

/** The key under a figure: how to read width, fill, ring, ribbon and colour; the colour scale drawn. */
export const drawKey = (request: KeyRequest): Mark => {
  const { language, width } = request;
  const entries: (readonly [keyof typeof glyphs, TextKey])[] = [
    ['width', 'figure.key-width'],
    ['fill', 'figure.key-fill'],
    ...(request.hasHatch ? [['hatch', 'figure.key-hatch'] as const] : []),
    ['ring', 'figure.key-ring'],
    ...(request.hasRibbons
      ? [
          request.isDirected
            ? (['ribbon', 'figure.key-ribbon'] as const)
            : (['evenRibbon', 'figure.key-ribbon-symmetric'] as const),
        ]
      : []),
  ];
  const shapes: Shape[] = [];
  const text = (words: string, x: number, y: number, anchor: 'start' | 'end' = 'start') =>
    shapes.push(textShape({ role: 'key', text: words, x, y: y + size * 0.36, size, anchor, fill: 'muted' }));

  // Entries flow into rows that are then centred.
  const scaleWords = say(language, 'figure.key-scale');
  const low = say(language, 'figure.key-scale-low');
  const high = say(language, 'figure.key-scale-high');
  const scaleLength = 132;
  const scaleRoom =
    textWidth(scaleWords, size) + 14 + textWidth(low, size) + 8 + scaleLength + 8 + textWidth(high, size);
  type Item = { readonly room: number; readonly draw: (x: number, y: number) => void };
  const items: Item[] = entries.map(([glyph, key]) => {
    const words = say(language, key);
    return {
      room: glyphWidth + textWidth(words, size),
      draw: (x, y) => {
        shapes.push(...glyphs[glyph]!(x, y));
        text(words, x + glyphWidth, y);
      },
    };
  });
  if (request.isDirected)
    items.push({
      room: scaleRoom,
      draw: (x, y) => {
        text(scaleWords, x, y);
        const lowAt = x + textWidth(scaleWords, size) + 14;
        text(low, lowAt, y);
        const barAt = lowAt + textWidth(low, size) + 8;
        const steps = 44;
        for (let step = 0; step < steps; step++)
          shapes.push(
            path({
              path: rectangle(barAt + (step * scaleLength) / steps, y - 5, scaleLength / steps + 0.3, 10),
              fill: { scale: (step + 0.5) / steps },
            }),
          );
        shapes.push(
          path({ path: rectangle(barAt, y - 5, scaleLength, 10), stroke: 'line', strokeWidth: 0.7 }),
        );
        text(high, barAt + scaleLength + 8, y);
      },
    });
  const between = 26;
  const rows: Item[][] = [[]];
  let used = 0;
  for (const item of items) {
    if (used > 0 && used + between + item.room > width - 40) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)!.push(item);
    used += (used > 0 ? between : 0) + item.room;
  }
  for (const [row, rowItems] of rows.entries()) {
    const room = rowItems.reduce((sum, item) => sum + item.room, 0) + between * (rowItems.length - 1);
    let x = (width - room) / 2;
    for (const item of rowItems) {
      item.draw(x, request.top + row * rowHeight);
      x += item.room + between;
    }
  }
  return {
    kind: 'key',
    id: 'key',
    letters: [],
    label: [
      ...entries.map(([, key]) => say(language, key)),
      ...(request.isDirected ? [`${scaleWords}: ${low} – ${high}`] : []),
    ].join('; '),
    shapes,
  };
};
