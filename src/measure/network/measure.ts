import type { View } from './view.ts';

export type Pattern = 'communities' | 'equipotency' | 'dynamics';

export type NullModel = 'recipient-swap' | 'time-shuffle' | 'rank-permutation';

export interface Parameter {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly meaning: string;
}

/** A number beside the main value of a measure: Gini beside effective participants. */
export interface Part {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly range: readonly [number, number];
  /** `none` for medians and the like, whatever the measure's own number has. */
  readonly interval?: 'none';
}

/** Whether a number says the same under other settings of its model. */
export type Sensitivity = 'stable' | 'moves';

export interface OwnInterval {
  readonly low: number;
  readonly high: number;
  readonly method: string;
  /** Left out where it was not held against other settings. */
  readonly sensitivity?: Sensitivity;
}

/** What computing a measure on one view gives. NaN is undefined, and the definition says when. */
export interface Outcome {
  readonly value: number;
  readonly parts?: Readonly<Record<string, number>>;
  /** One value per community of the view's partition, NaN where undefined. */
  readonly byCommunity?: Float64Array;
  /** Curves and tables for pages and CSV: column name → column. Aggregates only, never a row per person. */
  readonly tables?: Readonly<Record<string, Readonly<Record<string, readonly (number | string)[]>>>>;
  /** 95 % intervals the measure finds itself and how, by part; its own number's under `value`. */
  readonly ownIntervals?: Readonly<Record<string, OwnInterval>>;
  /** Why a part is NaN where the value is not, or otherwise than it. */
  readonly partReasons?: Readonly<Record<string, string>>;
  /** Why the value is NaN, `no-chart`; sentences stand in `kaleidoscope/text` under `undefined.…`. */
  readonly reason?: string;
}

/** One entry of the catalogue: everything views, docs and exports say about a measure. */
export interface Measure {
  readonly id: string;
  readonly pattern: Pattern;
  /** `Lead`, in sentence case. */
  readonly title: string;
  /** The plain question it answers. */
  readonly question: string;
  /** One sentence of how it is computed, with the formula. */
  readonly formula: string;
  readonly unit: string;
  readonly range: readonly [number, number];
  /** What a higher value means, in words; never good or bad. */
  readonly higherMeans: string;
  readonly parameters: readonly Parameter[];
  readonly parts: readonly Part[];
  /** Papers, author year title. */
  readonly source: string;
  readonly nullModel: NullModel | null;
  /** Draws of the null: 199 for headlines, challenges and rank p, else 20. */
  readonly nullDraws: number;
  /** Jackknife on the identity or, for shares, the logit scale; `none` for medians. */
  readonly interval: 'identity' | 'logit' | 'none';
  /** Whether it is computed for each window, or needs consecutive windows or the whole span only. */
  readonly span: 'each-window' | 'consecutive-windows' | 'whole';
  readonly needs: readonly ('directed' | 'chart' | 'time' | 'git')[];
  compute(view: View): Outcome;
}
