import { terms } from '../circles/circle-tables.ts';
import type { AdviceKind } from '../decisions/advice.ts';
import { openedBallots, standingSealed } from '../decisions/anonymous-count.ts';
import type { AuditStep } from '../decisions/audit.ts';
import { countingActs, electorsOf, standingBallots } from '../decisions/counting-acts.ts';
import { type DecisionOutcome, type ObjectionStanding, outcomeOf } from '../decisions/decision-outcome.ts';
import {
  actsOf,
  type DecisionAct,
  type DecisionDeed,
  decisions,
  proposals,
  proposalVersions,
  receiptsOf,
} from '../decisions/decision-tables.ts';
import { type Ballot, type DecisionTerms, quorumShareOf } from '../decisions/decision-terms.ts';
import { decisionTitle } from '../decisions/decision-title.ts';
import { isNomineesTurn } from '../decisions/nominees-turn.ts';
import { nominationsIn, nomineeOf } from '../decisions/sociocratic-election.ts';
import { quorumOf } from '../decisions/threshold.ts';
import type { Tie } from '../decisions/ties.ts';
import type { CommunityState } from '../state.ts';
import { members } from '../tables.ts';
import { answersShown, nothingSealed, type OwnAnswer, type OwnSealed, ownAnswer } from './decision-list.ts';
import { type Followed, followedBy } from './followed-by.ts';
import { type NamedPerson, namedPerson, withNames } from './named-person.ts';
import { type ShownVersion, versionsOf } from './proposal-versions.ts';

export interface ShownObjection {
  readonly id: string;
  readonly by: NamedPerson;
  readonly at: number;
  readonly version: string;
  readonly reason: string;
  readonly harm: string;
  readonly standing: ObjectionStanding;
  /** The version that answers it. */
  readonly integratedBy: string | null;
  readonly tests: readonly { readonly by: NamedPerson; readonly isReasoned: boolean; readonly why: string }[];
}

export interface ShownBallot {
  readonly id: string;
  /** `null` where ballots are anonymous; `at` then is when the decision opened. */
  readonly by: NamedPerson | null;
  readonly at: number;
  readonly ballot: Ballot;
  readonly reason: string;
  readonly standing: 'counts' | 'lapsed' | 'contested';
}

export interface ShownAdvice {
  readonly ask: string;
  readonly person: NamedPerson;
  readonly as: AdviceKind;
  readonly answer: string | null;
}

/** What one person may do in a decision now; ids say with what. */
export interface DecisionActs {
  readonly answer: boolean;
  readonly nominate: boolean;
  /** Persons whom this one may put forward. */
  readonly putForward: readonly string[];
  /** Drawn, they may say no. */
  readonly declineLot: boolean;
  readonly object: boolean;
  readonly test: readonly string[];
  readonly withdraw: readonly string[];
  readonly amend: boolean;
  readonly askAdvice: boolean;
  readonly advise: readonly string[];
  readonly close: boolean;
  /** The decision itself. */
  readonly withdrawDecision: boolean;
  /** It is settled and passed, and nothing was made of it yet. */
  readonly record: boolean;
}

export interface DecisionPage {
  readonly id: string;
  readonly title: string;
  readonly terms: DecisionTerms;
  /** The terms' options, with names where they are persons. */
  readonly options: readonly string[];
  readonly by: NamedPerson;
  readonly openedAt: number;
  readonly isDue: boolean;
  readonly proposal: string | null;
  /** The version decided on; the decision's own id without a proposal. */
  readonly version: string;
  readonly versions: readonly ShownVersion[];
  readonly outcome: Pick<DecisionOutcome, 'phase' | 'result' | 'eligible' | 'isReviewAsked' | 'words'> & {
    readonly winners: readonly string[];
    readonly ties: readonly Tie[];
    /** How many; `null` while an anonymous decision is open. */
    readonly answers: number | null;
    readonly answered: readonly NamedPerson[];
    readonly waiting: readonly NamedPerson[];
    readonly contested: readonly NamedPerson[];
    readonly lapsed: readonly NamedPerson[];
    readonly audit: readonly AuditStep[];
  };
  /** Whose devices have not signed what they count; empty while open, and no matter once settled. */
  readonly unsigned: readonly NamedPerson[];
  /** More than half of those who may answer. */
  readonly signaturesNeeded: number;
  readonly signatures: readonly { readonly by: NamedPerson; readonly round: number; readonly set: string }[];
  readonly objections: readonly ShownObjection[];
  readonly concerns: readonly {
    readonly id: string;
    readonly by: NamedPerson;
    readonly at: number;
    readonly text: string;
  }[];
  readonly advice: readonly ShownAdvice[];
  readonly nominations: readonly {
    readonly by: NamedPerson;
    readonly person: NamedPerson;
    readonly reason: string;
    /** Whom they nominated first. */
    readonly before: NamedPerson | null;
  }[];
  /** Who is put forward now, and why. */
  readonly nominee: { readonly person: NamedPerson; readonly reason: string } | null;
  readonly ballots: readonly ShownBallot[];
  readonly late: readonly {
    readonly id: string;
    /** `null`: an anonymous ballot. */
    readonly by: NamedPerson | null;
    readonly at: number;
    readonly kind: DecisionDeed['kind'];
  }[];
  readonly own: { readonly answer: OwnAnswer; readonly ballot: ShownBallot | null };
  readonly may: DecisionActs;
  readonly followed: readonly Followed[];
  /** Persons it chose for a role who are not in it yet. */
  readonly chosen: readonly NamedPerson[];
}

type Acts = readonly (readonly [string, DecisionAct])[];

const objectionsShown = (
  state: CommunityState,
  acts: Acts,
  { objections }: DecisionOutcome,
): readonly ShownObjection[] => {
  const byId = new Map(acts);
  return objections.flatMap(({ id, standing }): ShownObjection[] => {
    const row = byId.get(id);
    if (row?.act.kind !== 'objection') return [];
    const { version, reason, harm } = row.act;
    const tests = new Map<string, ShownObjection['tests'][number]>();
    for (const [, { act, person }] of [...acts].sort(([, a], [, b]) => a.seq - b.seq)) {
      if (act.kind !== 'test' || act.objection !== id) continue;
      tests.set(person, { by: namedPerson(state, person), isReasoned: act.isReasoned, why: act.why });
    }
    const answer = [...proposalVersions.all(state)].find(([, each]) => each.integrates.includes(id));
    return [
      {
        ...{ id, by: namedPerson(state, row.person), at: row.at, version, reason, harm, standing },
        ...{ integratedBy: answer?.[0] ?? null, tests: [...tests.values()] },
      },
    ];
  });
};

const ballotsShown = (state: CommunityState, acts: ReadonlyMap<string, DecisionAct>, version: string) => {
  const { standing, contested, lapsed } = standingBallots(acts, version);
  const counting = new Set(standing.map(({ id }) => id));
  const shown: ShownBallot[] = [];
  const newest = new Map<string, number>();
  for (const { device, seq, act } of acts.values()) {
    if (act.kind === 'ballot') newest.set(device, Math.max(newest.get(device) ?? -1, seq));
  }
  for (const [id, { act, person, at, device, seq }] of acts) {
    if (act.kind !== 'ballot' || newest.get(device) !== seq) continue;
    const how = counting.has(id)
      ? 'counts'
      : contested.includes(person)
        ? 'contested'
        : lapsed.includes(person)
          ? 'lapsed'
          : null;
    if (how === null) continue;
    const { ballot, reason } = act;
    shown.push({ id, by: namedPerson(state, person), at, ballot, reason, standing: how });
  }
  return shown.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
};

/** What was opened, in an order that says nothing of who or when. */
const openedShown = (
  state: CommunityState,
  id: string,
  acts: ReadonlyMap<string, DecisionAct>,
  version: string,
) =>
  openedBallots(state, id, standingSealed(acts, version).standing).flatMap((each): ShownBallot[] =>
    each.ballot === null || each.ballot === 'spoilt'
      ? []
      : [
          {
            ...{ id: each.id, by: null, at: decisions.get(state, id)!.at, reason: '' },
            ...{ ballot: each.ballot, standing: 'counts' },
          },
        ],
  );

const adviceShown = (state: CommunityState, acts: Acts): readonly ShownAdvice[] =>
  acts.flatMap(([ask, { act }]): ShownAdvice[] => {
    if (act.kind !== 'ask') return [];
    const given = acts.find(
      ([, each]) => each.act.kind === 'advice' && each.act.ask === ask && each.person === act.person,
    )?.[1].act;
    const answer = given?.kind === 'advice' ? given.text : null;
    return [{ ask, person: namedPerson(state, act.person), as: act.as, answer }];
  });

/** Everything about one decision, as one person sees it; the record behind it is the same for all. */
export const decisionPage = (
  state: CommunityState,
  id: string,
  person: string,
  now: number,
  sealed: OwnSealed = nothingSealed,
): DecisionPage | null => {
  const row = decisions.get(state, id);
  if (row === undefined) return null;
  const outcome = outcomeOf(state, id);
  const { version, phase } = outcome;
  const counting = countingActs(state, id, row);
  const all = [...actsOf(id).all(state)].sort(([a, x], [b, y]) => x.at - y.at || (a < b ? -1 : 1));
  const named = (people: readonly string[]) => people.map((each) => namedPerson(state, each));
  const texts = (list: readonly string[]) => list.map((each) => withNames(state, each));
  const objections = objectionsShown(state, all, outcome);
  const advice = adviceShown(state, all);
  const { isAnonymous } = row.terms;
  const ballots = isAnonymous
    ? openedShown(state, id, counting, version)
    : ballotsShown(state, counting, version);
  const own = ownAnswer(state, id, row, person, sealed);
  const isOpen = row.phase === 'open';
  const isMember = members.get(state, person)?.standing === 'member';
  const isPart = own !== 'no-part' && isMember;
  const isDue = isOpen && now >= row.terms.deadline;
  const open = objections.filter(({ standing }) => standing === 'open');
  const isAllSaid = outcome.answers === outcome.eligible && open.length === 0;
  const isOverByAll = isAllSaid && row.terms.method !== 'advice';
  const askedKinds = new Set(advice.map(({ as }) => as));
  const isAsked = row.terms.method !== 'advice' || askedKinds.size === 2;
  const followed = followedBy(state).get(id) ?? [];
  // Each of several chosen is put into the role by a record of their own.
  const inRole = new Set(
    [...terms.all(state).values()].flatMap((term) => (term.decision === id ? [term.person] : [])),
  );
  const elected = row.terms.nominee === null ? outcome.winners : [row.terms.nominee];
  const chosen = elected.filter((each) => members.get(state, each) !== undefined && !inRole.has(each));
  const isSeatLeft = chosen.length > 0 && followed.every((each) => each === 'term');
  const hasPassed = outcome.result === 'passes' || outcome.result === 'decided';
  const nominations = nominationsIn(counting);
  const nominee = row.terms.method === 'sociocratic-election' ? nomineeOf(counting, version) : null;
  const isElection = row.terms.method === 'sociocratic-election';
  const mayAnswerNow =
    !isElection || (nominee !== null && (nominee.person !== person || isNomineesTurn(state, id)));
  const isHeard =
    BigInt(nominations.length) >= quorumOf(quorumShareOf(row.terms), electorsOf(state, row).size) &&
    row.amendments <= row.terms.mostAmendments;
  const isTester = isOpen && isPart && row.by !== person;
  const heard = new Set([...outcome.answered, ...outcome.contested, ...outcome.lapsed]);
  const said = (found: (typeof all)[number], text: string) => {
    const [act, { person: by, at }] = found;
    return { id: act, by: namedPerson(state, by), at, text };
  };
  return {
    id,
    title: decisionTitle(state, id),
    terms: row.terms,
    options: texts(row.terms.options),
    by: namedPerson(state, row.by),
    openedAt: row.at,
    isDue,
    proposal: row.proposal,
    version,
    versions: row.proposal === null ? [] : versionsOf(state, row.proposal),
    outcome: {
      phase,
      result: outcome.result,
      eligible: outcome.eligible,
      isReviewAsked: outcome.isReviewAsked,
      words: texts(outcome.words),
      winners: texts(outcome.winners),
      ties: outcome.ties.map((tie) => ({
        ...tie,
        options: texts(tie.options),
        chosen: tie.chosen === null ? null : withNames(state, tie.chosen),
        words: withNames(state, tie.words),
      })),
      answers: answersShown(outcome, isAnonymous),
      answered: named(outcome.answered),
      waiting: named(isAnonymous ? [] : [...electorsOf(state, row)].filter((each) => !heard.has(each))),
      contested: named(outcome.contested),
      lapsed: named(outcome.lapsed),
      audit: outcome.audit.map(({ title, words, columns, rows }) => ({
        ...{ title: withNames(state, title), words: withNames(state, words) },
        ...{ columns: texts(columns), rows: rows.map(texts) },
      })),
    },
    unsigned: named(outcome.unsigned),
    signaturesNeeded: Math.floor(outcome.eligible / 2) + 1,
    signatures: [...receiptsOf(id).all(state).values()].map(({ person: by, round, set }) => ({
      by: namedPerson(state, by),
      round,
      set,
    })),
    objections,
    concerns: all.flatMap((each) => (each[1].act.kind === 'concern' ? [said(each, each[1].act.text)] : [])),
    advice,
    nominations: nominations.map(({ by, person: whom, reason, before }) => ({
      ...{ by: namedPerson(state, by), person: namedPerson(state, whom), reason },
      before: before === null || before === whom ? null : namedPerson(state, before),
    })),
    nominee: nominee === null ? null : { person: namedPerson(state, nominee.person), reason: nominee.reason },
    ballots,
    late: outcome.late.flatMap((each) => {
      const found = actsOf(id).get(state, each);
      if (found === undefined) return [];
      const by = found.act.kind === 'sealed-ballot' ? null : namedPerson(state, found.person);
      return [{ id: each, by, at: found.at, kind: found.act.kind }];
    }),
    own: { answer: own, ballot: ballots.find(({ by }) => by?.person === person) ?? null },
    may: {
      answer: isOpen && isPart && !isDue && mayAnswerNow,
      nominate: isElection && isOpen && isPart && !isDue && nominee === null,
      putForward:
        isElection && isOpen && isPart && !isDue && isHeard && row.by === person
          ? [...new Set(nominations.map((each) => each.person))].filter((each) => each !== nominee?.person)
          : [],
      declineLot:
        row.terms.method === 'sortition' && phase === 'settled' && outcome.winners.includes(person) && isPart,
      object: isPart,
      test: isTester ? open.filter(({ by }) => by.person !== person).map(({ id: each }) => each) : [],
      withdraw: isOpen ? open.filter(({ by }) => by.person === person).map(({ id: each }) => each) : [],
      amend: isOpen && row.proposal !== null && proposals.get(state, row.proposal)?.by === person,
      askAdvice: isOpen && row.by === person,
      advise: advice
        .filter((each) => each.person.person === person && each.answer === null)
        .map(({ ask }) => ask),
      close: isOpen && isPart && isAsked && (isDue || isOverByAll),
      withdrawDecision: row.phase !== 'closed' && row.by === person && now <= row.terms.deadline && isMember,
      record: phase === 'settled' && hasPassed && (followed.length === 0 || isSeatLeft),
    },
    followed,
    chosen: hasPassed ? named(chosen) : [],
  };
};
