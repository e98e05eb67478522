import type { OrganisationData } from '../../app/protocol.ts';
import type { MeasureText } from '../../kaleidoscope/report/report-text.ts';

/** A measure, or a part of one, that can be compared before and after. */
export interface Watchable {
  /** `reciprocity` or `participation:gini`. */
  readonly id: string;
  readonly measure: string;
  readonly part: string | null;
  readonly title: string;
}

/** What can be watched, as the catalogue orders it; headcounts are never compared. */
export const watchables = (
  catalogue: OrganisationData['catalogue'],
  textOf: (measure: OrganisationData['catalogue'][number]) => MeasureText,
): readonly Watchable[] =>
  catalogue.flatMap((measure) => {
    const text = textOf(measure);
    const { id } = measure;
    return [
      { id, measure: id, part: null, title: text.title, unit: measure.unit },
      ...measure.parts.map((part) => ({
        id: `${id}:${part.id}`,
        measure: id,
        part: part.id,
        title: `${text.title}: ${text.parts.find((each) => each.id === part.id)?.title ?? part.title}`,
        unit: part.unit,
      })),
    ]
      .filter(({ unit }) => unit !== 'people')
      .map(({ unit: _, ...watchable }) => watchable);
  });
