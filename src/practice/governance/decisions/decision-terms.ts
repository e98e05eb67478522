import { type Result, refuse, succeed } from '../../../base/result.ts';
import { choice, fields, flag, hexOf, integer, list, orNull, type Shape, text } from '../body-shape.ts';
import { approvalMarks } from './approval.ts';
import { dotMarks } from './dot.ts';
import { checkMarks, type MarkRules } from './marked-contest.ts';
import { quadraticMarks } from './quadratic.ts';
import { checkRanking } from './ranked-contest.ts';
import { compare, type Rational, rational, readRational } from './rational.ts';
import { checkThreshold, type Threshold, type ThresholdBase } from './threshold.ts';
import { type TieRule, tieRules } from './ties.ts';

export const stanceMethods = [
  'consent',
  'consensus',
  'advice',
  'majority',
  'sociocratic-election',
  'sortition',
] as const;
export const markMethods = ['approval', 'pav', 'score', 'star', 'dot', 'quadratic'] as const;
export const rankingMethodIds = ['instant-runoff', 'schulze', 'ranked-pairs', 'stv'] as const;

export type StanceMethod = (typeof stanceMethods)[number];
export type MarkMethod = (typeof markMethods)[number];
export type DecisionMethod = StanceMethod | MarkMethod | (typeof rankingMethodIds)[number];

export const decisionMethods = [...stanceMethods, ...markMethods, ...rankingMethodIds] as const;

/** What a draw by lot keeps to besides chance. */
export type LotTerms = {
  /** Who held it lately, and rests. */
  readonly resting: readonly string[];
  /** Of each so many at least and at most; whoever is in several counts in the first. */
  readonly strata: readonly {
    readonly name: string;
    readonly people: readonly string[];
    readonly least: number;
    readonly most: number;
  }[];
};

/** How a decision is made, fixed when it opens and the same for everybody. */
export type DecisionTerms = {
  readonly title: string;
  /** The person an election by consent puts forward; null where it is about nobody. */
  readonly nominee: string | null;
  readonly method: DecisionMethod;
  /** Empty for methods of yes and no. */
  readonly options: readonly string[];
  readonly seats: number;
  /** Share of the electorate that must answer: `1/2`, `60 %`. */
  readonly quorum: string;
  /** For majority: the share in favour, of which base. */
  readonly threshold: string;
  readonly comparison: 'more-than' | 'at-least';
  readonly base: ThresholdBase;
  /** For dots and quadratic votes. */
  readonly budget: number;
  /** For score and STAR. */
  readonly highest: number;
  readonly ties: readonly TieRule[];
  /** The option that means that nothing changes. */
  readonly statusQuo: string | null;
  /** So many amendments while open; one more takes the proposal back to draft. */
  readonly mostAmendments: number;
  /** For consensus. */
  readonly mostStandAsides: number;
  readonly lateJoiners: 'read' | 'take-part';
  /** Nobody learns who answered what; ballots are opened together once it is closed. */
  readonly isAnonymous: boolean;
  /** For sortition; null for all others. */
  readonly lot: LotTerms | null;
  /** UTC, ms since 1970. */
  readonly deadline: number;
};

/** One person's answer in the form its method asks for; the other two are null. */
export type Ballot = {
  readonly stance: string | null;
  readonly tiers: readonly (readonly number[])[] | null;
  readonly marks: readonly (number | null)[] | null;
};

const mostOptions = 200;
/** Below, an answer is easily guessed; beyond, a ballot's proofs outgrow one event and a moment's work. */
export const fewestAnonymous = 3;
export const mostAnonymous = 100;
const mostCount = 1_000_000;
const mostPeople = 1500;
const mostStrata = 20;

const lotShape: Shape<LotTerms> = fields<LotTerms>({
  resting: list(hexOf(32), mostPeople),
  strata: list(
    fields<LotTerms['strata'][number]>({
      name: text(120, 1),
      people: list(hexOf(32), mostPeople),
      least: integer(0, mostOptions),
      most: integer(1, mostOptions),
    }),
    mostStrata,
  ),
});

export const termsShape: Shape<DecisionTerms> = fields<DecisionTerms>({
  title: text(200, 1),
  nominee: orNull(hexOf(32)),
  method: choice(...decisionMethods),
  options: list(text(200, 1), mostOptions),
  seats: integer(1, mostOptions),
  quorum: text(40, 1),
  threshold: text(40, 1),
  comparison: choice('more-than', 'at-least'),
  base: choice('eligible', 'cast', 'forAgainst'),
  budget: integer(1, mostCount),
  highest: integer(1, 1000),
  ties: list(choice(...tieRules), tieRules.length),
  statusQuo: orNull(text(200, 1)),
  mostAmendments: integer(0, 100),
  mostStandAsides: integer(0, mostCount),
  lateJoiners: choice('read', 'take-part'),
  isAnonymous: flag,
  lot: orNull(lotShape),
  deadline: integer(0, Number.MAX_SAFE_INTEGER),
});

export const ballotShape: Shape<Ballot> = fields<Ballot>({
  stance: orNull(text(20, 1)),
  tiers: orNull(list(list(integer(0, mostOptions), mostOptions), mostOptions)),
  marks: orNull(list(orNull(integer(-mostCount, mostCount)), mostOptions)),
});

/** What a decision is by when nothing else is said: consent of all, half of them answering, in a week. */
export const usualTerms = (title: string, deadline: number): DecisionTerms => ({
  title,
  nominee: null,
  method: 'consent',
  options: [],
  seats: 1,
  quorum: '1/2',
  threshold: '1/2',
  comparison: 'more-than',
  base: 'cast',
  budget: 10,
  highest: 5,
  ties: [],
  statusQuo: null,
  mostAmendments: 3,
  mostStandAsides: 1,
  lateJoiners: 'read',
  isAnonymous: false,
  lot: null,
  deadline,
});

const isOneOf = <T extends string>(list: readonly T[], id: string): id is T =>
  list.some((each) => each === id);

export const isStanceMethod = (id: string): id is StanceMethod => isOneOf(stanceMethods, id);
export const isRankingMethod = (id: string): boolean => isOneOf(rankingMethodIds, id);
export const isMarkMethod = (id: string): id is MarkMethod => isOneOf(markMethods, id);

/** The quorum of terms that were checked. */
export const quorumShareOf = (terms: DecisionTerms): Rational => readRational(terms.quorum)!;

/** The threshold of terms that were checked. */
export const thresholdOf = (terms: DecisionTerms): Threshold => ({
  kind: 'share',
  share: readRational(terms.threshold)!,
  isStrict: terms.comparison === 'more-than',
  base: terms.base,
});

export const markRulesOf = (method: MarkMethod, terms: DecisionTerms): MarkRules => {
  if (method === 'dot') return dotMarks(terms.budget);
  if (method === 'quadratic') return quadraticMarks(terms.budget);
  if (method === 'score' || method === 'star') {
    return { lowest: 0, highest: terms.highest, budget: null, cost: 'each' };
  }
  return approvalMarks;
};

/** Whether a decision by these terms can come to an end, said before it opens. */
export const checkTerms = (terms: DecisionTerms, eligible: number, at: number): Result<null> => {
  const { method, options, seats } = terms;
  if (terms.deadline <= at) return refuse('decision-deadline-past');
  if (eligible === 0) return refuse('decision-nobody-eligible');
  const share = readRational(terms.quorum);
  if (share === null || compare(share, rational(1)) > 0) {
    return refuse('decision-quorum-unreachable', { quorum: terms.quorum });
  }
  if (terms.isAnonymous) {
    if (isStanceMethod(method) && method !== 'majority') {
      return refuse('decision-anonymous-method', { method });
    }
    if (terms.lateJoiners !== 'read') return refuse('decision-anonymous-late');
    if (eligible < fewestAnonymous || eligible > mostAnonymous) {
      return refuse('decision-anonymous-size', { eligible, least: fewestAnonymous, most: mostAnonymous });
    }
  }
  if (method === 'sociocratic-election' && terms.nominee !== null) return refuse('decision-nominee-given');
  if (method === 'sortition') {
    const least = (terms.lot?.strata ?? []).reduce((sum, stratum) => sum + stratum.least, 0);
    if (seats > eligible) return refuse('sortition-few-willing', { willing: eligible, seats });
    if (least > seats) return refuse('sortition-quotas-exceed', { least, seats });
  } else if (terms.lot !== null) return refuse('decision-lot-needless', { method });
  if (isStanceMethod(method)) {
    if (options.length > 0) return refuse('decision-options-none-asked', { method });
  } else if (options.length < 2 || new Set(options).size < options.length || seats > options.length) {
    return refuse('decision-options-unfit', { options: options.length, seats });
  }
  if (seats > 1 && (method === 'star' || method === 'instant-runoff')) {
    return refuse('tally-one-seat', { method, seats });
  }
  if (terms.statusQuo !== null && !options.includes(terms.statusQuo)) {
    return refuse('tally-option-unknown', { said: terms.statusQuo, known: options.join(', ') });
  }
  if (readRational(terms.threshold) === null) {
    return refuse('threshold-unreachable', { threshold: terms.threshold, eligible });
  }
  return method === 'majority' ? checkThreshold(thresholdOf(terms), eligible) : succeed(null);
};

const stancesOf: Readonly<Record<StanceMethod, readonly string[]>> = {
  consent: ['consent', 'abstain'],
  consensus: ['agree', 'stand-aside', 'block', 'abstain'],
  advice: ['for', 'against'],
  majority: ['for', 'against', 'abstain'],
  'sociocratic-election': ['consent', 'abstain'],
  sortition: ['willing', 'unwilling'],
};

/** Whether a ballot is one that the method asks for and keeps its rules. */
export const checkBallot = (ballot: Ballot, terms: DecisionTerms): Result<null> => {
  const { method, options } = terms;
  const { stance, tiers, marks } = ballot;
  const said = [stance, tiers, marks].filter((form) => form !== null).length;
  if (said !== 1) return refuse('ballot-other-method', { method });
  if (isStanceMethod(method)) {
    return stance !== null && stancesOf[method].includes(stance)
      ? succeed(null)
      : refuse('ballot-other-method', { method });
  }
  if (isMarkMethod(method)) {
    return marks === null
      ? refuse('ballot-other-method', { method })
      : checkMarks(marks, options, markRulesOf(method, terms));
  }
  return tiers === null
    ? refuse('ballot-other-method', { method })
    : checkRanking(tiers, options, method !== 'stv');
};
