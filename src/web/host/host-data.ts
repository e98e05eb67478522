import type { Published } from '../../kaleidoscope/published.ts';
import type { MeasureText } from '../../kaleidoscope/report/report-text.ts';

/** An organisation that can be opened: measured before, or ready to look at. */
export interface OrganisationEntry {
  readonly id: string;
  readonly name: string;
  readonly isSimulated: boolean;
}

/** All that the pages of one organisation draw. */
export interface OrganisationData {
  readonly id: string;
  readonly published: Published;
  readonly communityNames: Readonly<Record<string, string>>;
  /** Every measure of the catalogue, in its order. */
  readonly catalogue: readonly MeasureText[];
}
