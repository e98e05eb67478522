/**
 * What may leave the machine: the shape of `measures.json`, and all that report and exported figures are made of.
 * Plain data, ready for JSON. A withheld cell stands in its place with `withheld: true` and the reason, and
 * nothing else of it is in the document.
 */
import type {
  Assessment,
  ChallengeResult,
  Coverage,
  EvidenceRecord,
  IntervalValue,
  MeasuredNumber,
} from '../measure/assessment.ts';
import type { Pattern } from '../measure/network/measure.ts';

export type WithheldReason =
  /** Fewer than five people stand behind it. */
  | 'few-people'
  /** One person carries more than half of it, or it is not known whether one does. */
  | 'one-person'
  /** Effective people under two, among fewer than ten. */
  | 'concentrated'
  /** Its members differ by one to four people from those of a cell that is published. */
  | 'near-twin'
  /** Published, it would let another withheld cell be found by subtraction. */
  | 'complementary';

export interface Withheld {
  readonly withheld: true;
  readonly reason: WithheldReason;
}

export type Shown<T> = T & { readonly withheld: false };

/** A number kept back: in its place stand `null`s, so that a reader of `value` need not know the rule. */
export type WithheldNumber = Withheld & {
  readonly value: null;
  readonly interval: null;
  readonly null: null;
};

export type PublishedNumber = Shown<MeasuredNumber> | WithheldNumber;

export interface CommunityValues {
  readonly leadShare: number | null;
  readonly leadInterval: { readonly low: number; readonly high: number } | null;
  readonly reciprocity: number | null;
  /** Share of its tie weight that stays inside; `null` where another's weight could be found from it. */
  readonly insideShare: number | null;
  /** Tie weight inside; `null` where it, or sums over windows, would give another's weight away. */
  readonly internalWeight: number | null;
}

/** A community of at least five people. `people` is known where it alone is not the secret. */
export type PublishedCommunity = {
  readonly letter: string;
  /** Exact in the whole span, rounded to five in windows; `null` where withheld. */
  readonly people: number | null;
} & (Shown<CommunityValues> | Withheld);

export type PublishedTie = {
  /** Letters of two communities in the portrait, both with at least five people. */
  readonly a: string;
  readonly b: string;
} & (
  | Shown<{
      readonly weightAToB: number;
      readonly weightBToA: number;
      readonly ratioToNull: number | null;
      readonly reciprocity: number | null;
    }>
  | Withheld
);

export interface PublishedPortrait {
  readonly layer: 'lived' | 'chart';
  readonly window: string;
  /** Rounded to five. */
  readonly people: number;
  readonly isDirected: boolean;
  readonly isLeadMeasurable: boolean;
  readonly communities: readonly PublishedCommunity[];
  /** People of small communities together, rounded to five: at least five people from at least two of them. */
  readonly small: { readonly people: number } | null;
  /** Of the whole span only. */
  readonly ties: readonly PublishedTie[];
}

export type PublishedWindow = { readonly window: string } & (
  | Shown<{
      /** Rounded to five. */
      readonly people: number;
      readonly value: number | null;
      readonly parts: Readonly<Record<string, number | null>>;
    }>
  | (Withheld & { readonly value: null })
);

export type PublishedCommunityValue = { readonly community: string } & (
  | Shown<{
      readonly people: number;
      readonly value: number | null;
      readonly interval: IntervalValue | null;
    }>
  | (Withheld & { readonly value: null })
);

export type PublishedMeasure = PublishedNumber & {
  readonly id: string;
  readonly pattern: Pattern;
  readonly title: string;
  readonly unit: string;
  /** Counts in it are rounded to five. */
  readonly evidence: EvidenceRecord;
  readonly parts: Readonly<Record<string, PublishedNumber & { readonly unit: string }>>;
  readonly windows: readonly PublishedWindow[];
  readonly communities: readonly PublishedCommunityValue[];
};

export interface PublishedHeadline {
  readonly pattern: Pattern;
  readonly measure: string;
  readonly part: string | null;
  readonly number: PublishedNumber;
  readonly beside: readonly { readonly measure: string; readonly part: string | null }[];
}

/** A challenge whose place may not be shown keeps its rule and loses what was seen. */
export type PublishedChallenge = Shown<ChallengeResult> | (Pick<ChallengeResult, 'id' | 'title'> & Withheld);

export interface Published
  extends Pick<Assessment, 'format' | 'version' | 'organisation' | 'isSimulated' | 'seed' | 'windowScheme'> {
  /** Counts in it are rounded to five. */
  readonly coverage: Coverage;
  readonly portraits: readonly PublishedPortrait[];
  readonly headlines: readonly PublishedHeadline[];
  readonly challenges: readonly PublishedChallenge[];
  readonly measures: Readonly<Record<string, PublishedMeasure>>;
}
