/**
 * A challenge is a named rule over measures: something that may stand in the way of leading together, seen in the
 * evidence or not. It speaks of an organisation, never of a person.
 */
import type { Assessment, ChallengeResult, MeasuredNumber } from '../assessment.ts';

/** All that was measured: what challenges are judged from. */
export type Measured = Omit<Assessment, 'challenges'>;

/** The rule looked and can say. */
export interface Judged {
  readonly status: 'judged';
  /** Whether what was found is large enough to matter, chance aside. */
  readonly isBeyond: boolean;
  /** How likely so much or more is where the challenge is absent, before allowing for the other challenges. */
  readonly p: number;
  /** One sentence: what was found and what it is compared with. */
  readonly found: string;
  /** Letters of communities where it is found most; empty for the whole. */
  readonly places?: readonly string[];
}

/** The evidence is thin, or the sources cannot say. */
export interface Silent {
  readonly status: 'silent';
  /** Goes on from "Silent, because ". */
  readonly because: string;
}

export type Judgement = Judged | Silent;

export interface Challenge
  extends Pick<ChallengeResult, 'id' | 'title' | 'mayMean' | 'couldAlsoBe' | 'behavioursToTry' | 'evidence'> {
  readonly experiment: Omit<ChallengeResult['experiment'], 'minimumDetectableChange'>;
  judge(measured: Measured): Judgement;
}

/** A number of a measure or of one of its parts; `null` where it was not measured at all. */
export const numberOf = (
  measured: Measured,
  measure: string,
  part: string | null = null,
): MeasuredNumber | null => {
  const result = measured.measures[measure];
  if (result === undefined) return null;
  return part === null ? result : (result.parts[part] ?? null);
};

export const silent = (because: string): Silent => ({ status: 'silent', because });

/** Why a number is not there, to go on from "because ". */
const reasonWords: Readonly<Record<string, string>> = {
  'equal-lead': 'everybody is turned to exactly alike',
  'no-answerable-kind': 'nothing in these sources can be answered',
  'no-chart': 'there is no organisation chart to compare with',
  'no-integration': 'nothing in these sources says who brings work in',
  'no-lead-kind': 'nothing in these sources says who turns to whom',
  'no-newcomers': 'fewer than five newcomers asked something',
  'no-two-windows': 'it takes at least two windows of time',
  'not-directed': 'the ties in these sources have no direction',
  'one-level': 'the chart has one level only',
  'one-mailbox': 'nearly all of it is one person’s mailbox',
  'one-unit': 'the chart has one unit only',
  'too-few': 'too few people are seen',
};

/** Silence for want of a number. */
export const silentWithout = (number: MeasuredNumber | null): Silent =>
  silent(
    number === null
      ? 'what it rests on was not measured'
      : (reasonWords[number.reason ?? ''] ?? 'what it rests on is not defined here'),
  );

/** Silence for want of a comparison with chance. */
export const silentWithoutNull = silent('it was not compared with what chance alone would show');

/** Silence for want of an interval. */
export const silentWithoutInterval = silent(
  'there is too little repeated trace to say how sure the number is',
);
