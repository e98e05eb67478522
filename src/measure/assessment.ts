/**
 * What measuring an organisation gives: plain data, ready for JSON. Undefined numbers are `null` with a
 * `reason`, never NaN. This is the full result as the importing machine sees it; what leaves the machine goes
 * through the disclosure rule first.
 */
import type { Pattern, Sensitivity } from './network/measure.ts';

export interface IntervalValue {
  readonly low: number;
  readonly high: number;
  /** 0.95 */
  readonly level: number;
  /** `delete-block jackknife, 20 blocks, logit scale`. */
  readonly method: string;
  /** Whether the number says the same under other settings of its model, where it was held against them. */
  readonly sensitivity?: Sensitivity;
}

export interface NullComparison {
  readonly model: string;
  readonly draws: number;
  readonly mean: number | null;
  readonly sd: number | null;
  /** (value − mean) / sd; `null` where sd is 0. */
  readonly z: number | null;
  /** Share of draws below the value plus half the ties, in [0, 1]. */
  readonly percentile: number | null;
  /** Two-sided empirical p = (1 + more extreme) / (draws + 1). */
  readonly p: number | null;
}

export interface EvidenceRecord {
  readonly window: string;
  readonly from: string | null;
  readonly until: string | null;
  /** People with at least one act or arc. */
  readonly people: number;
  readonly senders: number;
  readonly arcs: number;
  readonly events: number;
  readonly selfLoops: number;
  /** Share of events whose people were all resolved, [0, 1]. */
  readonly resolvedShare: number;
  readonly parameters: Readonly<Record<string, number>>;
  readonly seed: number;
}

export interface MeasuredNumber {
  readonly value: number | null;
  readonly reason?: string;
  readonly interval: IntervalValue | null;
  /**
   * Why a value has no interval: `not-smooth` (medians and the like), `untimed` (stated ties are no repeated trace),
   * `few-threads` (under 20), `at-bound` (a share of 0 or 1), `undefined-replicate` (undefined without some block).
   */
  readonly noInterval?: string;
  readonly null: NullComparison | null;
}

export interface MeasureResult extends MeasuredNumber {
  readonly id: string;
  readonly pattern: Pattern;
  readonly title: string;
  readonly unit: string;
  readonly evidence: EvidenceRecord;
  readonly parts: Readonly<Record<string, MeasuredNumber & { readonly unit: string }>>;
  readonly windows: readonly {
    readonly window: string;
    readonly people: number;
    readonly value: number | null;
    readonly parts: Readonly<Record<string, number | null>>;
  }[];
  readonly communities: readonly {
    readonly community: string;
    readonly people: number;
    readonly value: number | null;
    readonly interval: IntervalValue | null;
  }[];
  readonly tables: Readonly<Record<string, Readonly<Record<string, readonly (number | string | null)[]>>>>;
}

/** One community in a portrait. */
export interface CommunityPortrait {
  /** `A`, `B`, … by size; kept over windows for matched communities. */
  readonly letter: string;
  readonly people: number;
  readonly leadShare: number | null;
  readonly leadInterval: { readonly low: number; readonly high: number } | null;
  readonly reciprocity: number | null;
  readonly internalWeight: number;
  /** Largest share of the community's activity carried by one person; the disclosure rule reads it. */
  readonly topShare: number | null;
  /** ¹D of the same activity. */
  readonly effectivePeople: number | null;
}

export interface CommunityTie {
  /** Indices into the portrait's communities, a < b. */
  readonly a: number;
  readonly b: number;
  readonly weightAToB: number;
  readonly weightBToA: number;
  /** Observed weight over the null's mean. */
  readonly ratioToNull: number | null;
  readonly reciprocity: number | null;
  /** People with at least one arc between the two communities in this window. */
  readonly people: number;
  /** Largest share of the tie's weight whose arcs touch one person, [0, 1]; the disclosure rule reads it. */
  readonly topShare: number | null;
  /** ¹D of the tie's weight over the people it touches (each arc counts half for each of its two ends). */
  readonly effectivePeople: number | null;
}

/** All the figure needs of one window (or of the formal chart drawn by the same rules). */
export interface Portrait {
  readonly layer: 'lived' | 'chart';
  readonly window: string;
  readonly people: number;
  readonly isDirected: boolean;
  readonly isLeadMeasurable: boolean;
  /** Largest share of the window's activity carried by one person; the disclosure rule reads it. */
  readonly topShare: number | null;
  /** ¹D of the same activity. */
  readonly effectivePeople: number | null;
  readonly communities: readonly CommunityPortrait[];
  readonly ties: readonly CommunityTie[];
}

/**
 * Two windows in which the people of one place differ by 1 to 4: published both, their difference would speak of
 * those few. Only such pairs are listed, for every pair of windows of which a number could be published, the
 * whole span among them.
 */
export interface NearTwin {
  readonly layer: 'lived' | 'chart';
  /** A community's letter, or `whole` for everybody with an act or arc in the window. */
  readonly place: string;
  /** Window ids, the earlier first; the whole span before all. */
  readonly windows: readonly [string, string];
  /** People in one of the two and not in the other, 1 to 4. */
  readonly differing: number;
}

export interface Headline {
  readonly pattern: Pattern;
  /** Measure id, and part id where the headline is a part. */
  readonly measure: string;
  readonly part: string | null;
  readonly number: MeasuredNumber;
  /** Further numbers of the line: stability beside Q. */
  readonly beside: readonly { readonly measure: string; readonly part: string | null }[];
}

export interface ChallengeResult {
  /** Rule id, `newcomers-unanswered`. */
  readonly id: string;
  readonly title: string;
  /** `seen`, `not-seen`, or `silent` where the evidence is thin or the source cannot say. */
  readonly status: 'seen' | 'not-seen' | 'silent';
  /** One sentence: what was seen, in which window and where, how far from the null; or why it is silent. */
  readonly seen: string;
  readonly window: string;
  /** Letters of communities (each of at least five people), or empty for the whole organisation. */
  readonly places: readonly string[];
  /** Benjamini–Hochberg adjusted p across the challenges; `null` where silent. */
  readonly p: number | null;
  readonly adjustedP: number | null;
  readonly mayMean: string;
  readonly couldAlsoBe: string;
  readonly behavioursToTry: readonly string[];
  readonly experiment: {
    readonly measure: string;
    readonly part: string | null;
    readonly direction: 'up' | 'down';
    readonly weeks: number;
    /** In the measure's unit; `null` where the data cannot say. */
    readonly minimumDetectableChange: number | null;
  };
  readonly evidence: readonly { readonly measure: string; readonly part: string | null }[];
}

export interface Coverage {
  readonly sources: readonly {
    readonly type: string;
    readonly label: string;
    readonly interactions: number;
    readonly acts: number;
    readonly from: string | null;
    readonly until: string | null;
  }[];
  readonly accounts: number;
  readonly people: number;
  readonly merges: number;
  readonly botsLeftOut: number;
  readonly resolvedShare: number;
  readonly diagnostics: readonly { readonly code: string; readonly count: number; readonly source: string }[];
}

export interface Assessment {
  readonly format: 'equipo-measures';
  readonly version: 1;
  readonly organisation: string;
  /** `simulated` organisations say so wherever they are shown. */
  readonly isSimulated: boolean;
  readonly seed: number;
  readonly windowScheme: 'month' | 'quarter' | 'year';
  readonly coverage: Coverage;
  readonly portraits: readonly Portrait[];
  readonly nearTwins: readonly NearTwin[];
  readonly headlines: readonly Headline[];
  readonly challenges: readonly ChallengeResult[];
  readonly measures: Readonly<Record<string, MeasureResult>>;
}
