import { type Result, refuse, succeed } from '../base/result.ts';
import { catalogue } from '../measure/catalogue.ts';
import type { Measure, Parameter, Part, Pattern } from '../measure/network/measure.ts';

/** What the catalogue says of one measure, as plain data. */
export interface MeasureDescription {
  readonly id: string;
  readonly pattern: Pattern;
  readonly title: string;
  readonly question: string;
  readonly formula: string;
  readonly unit: string;
  readonly range: readonly [number | null, number | null];
  readonly higherMeans: string;
  readonly parameters: readonly Parameter[];
  readonly parts: readonly Omit<Part, 'range'>[];
  readonly source: string;
  readonly nullModel: string | null;
  readonly nullDraws: number;
  readonly interval: string;
  readonly span: string;
  readonly needs: readonly string[];
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const describe = (measure: Measure): MeasureDescription => ({
  id: measure.id,
  pattern: measure.pattern,
  title: measure.title,
  question: measure.question,
  formula: measure.formula,
  unit: measure.unit,
  range: [finite(measure.range[0]), finite(measure.range[1])],
  higherMeans: measure.higherMeans,
  parameters: measure.parameters,
  parts: measure.parts.map(({ id, title, unit }) => ({ id, title, unit })),
  source: measure.source,
  nullModel: measure.nullModel,
  nullDraws: measure.nullModel === null ? 0 : measure.nullDraws,
  interval: measure.interval,
  span: measure.span,
  needs: measure.needs,
});

export const describeMeasures = (): readonly MeasureDescription[] => catalogue.map(describe);

/** Edits (insert, delete, replace) that turn one word into the other. */
const editDistance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

/** One measure by id; an unknown id is refused with the nearest known one. */
export const describeMeasure = (id: string): Result<MeasureDescription> => {
  const found = catalogue.find((measure) => measure.id === id);
  if (found !== undefined) return succeed(describe(found));
  const nearest = catalogue
    .map((measure) => ({ id: measure.id, distance: editDistance(id.toLowerCase(), measure.id) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return refuse('measure-unknown', { id, nearest: nearest?.id ?? '' });
};
