/**
 * What the figure needs to know, and nothing else: the kaleidoscope is drawn from this alone, by the page, the
 * SVG and PNG export and the report. Already through the disclosure rule: no facet holds a withheld number.
 */

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface PetalFacet {
  /** `A`, `B`, … in drawing order of size; stable over windows for matched communities. */
  readonly letter: string;
  readonly name: string;
  readonly people: number;
  /** (¹D − 1)/(n − 1) of lead within the community, [0, 1]; NaN where not measurable or withheld. */
  readonly leadShare: number;
  /** 95 % interval of `leadShare`, `null` where there is none. */
  readonly leadInterval: Interval | null;
  readonly isLeadWithheld: boolean;
  /** Share of weight returned inside the community, [0, 1]; NaN where undefined or withheld. */
  readonly reciprocity: number;
  /** Share of its tie weight that stays inside the community, [0, 1]; NaN where undefined or withheld. */
  readonly insideShare: number;
}

/** Ties between two communities; arcs run from consumer (who turned) to supplier (who was turned to). */
export interface RibbonFacet {
  /** Indices into `petals`, a < b. */
  readonly a: number;
  readonly b: number;
  /** Weight of arcs a → b: people of a turned to people of b. */
  readonly weightAToB: number;
  readonly weightBToA: number;
  /** Observed weight over the null's mean, NaN without a null. */
  readonly ratioToNull: number;
  readonly reciprocity: number;
}

export interface KaleidoscopeFacet {
  readonly title: string;
  readonly subtitle: string;
  /** `lived`, `chart`, or a scenario's name. */
  readonly layer: string;
  readonly windowId: string;
  readonly people: number;
  readonly petals: readonly PetalFacet[];
  /** Gathered petal for communities under five people; `null` when there is none that may be shown. */
  readonly small: { readonly people: number } | null;
  readonly ribbons: readonly RibbonFacet[];
  /** Whether any kind of interaction says something about lead; `false` hatches every petal. */
  readonly isLeadMeasurable: boolean;
  readonly isDirected: boolean;
}
