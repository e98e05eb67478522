import { bytesToHex } from '@noble/hashes/utils.js';
import type { CommunityState } from '../state.ts';
import { members } from '../tables.ts';
import { type AdviceAsked, judgeAdvice } from './advice.ts';
import { fewestToOpen, openedBallots, standingSealed } from './anonymous-count.ts';
import { countApproval } from './approval.ts';
import type { AuditStep } from './audit.ts';
import { type ConsensusStance, judgeConsensus } from './consensus.ts';
import { type ConsentStance, judgeConsent } from './consent.ts';
import { countingActs, electorsOf, standingBallots } from './counting-acts.ts';
import {
  actsOf,
  type DecisionAct,
  type DecisionRow,
  decisions,
  proposalVersions,
  receiptsOf,
  refusalsOf,
} from './decision-tables.ts';
import {
  type Ballot,
  type DecisionTerms,
  isMarkMethod,
  isStanceMethod,
  quorumShareOf,
  thresholdOf,
} from './decision-terms.ts';
import { countDots } from './dot.ts';
import { seedOfBallots } from './draw.ts';
import { countInstantRunoff } from './instant-runoff.ts';
import { judgeMajority, type MajorityStance } from './majority.ts';
import { countProportionalApproval } from './proportional-approval.ts';
import { countQuadratic } from './quadratic.ts';
import { countRankedPairs } from './ranked-pairs.ts';
import { countSchulze } from './schulze.ts';
import { countScore } from './score.ts';
import { countTransferableVote } from './single-transferable-vote.ts';
import { judgeSociocraticElection, nominationsIn, nomineeOf } from './sociocratic-election.ts';
import { judgeSortition } from './sortition.ts';
import { countStar } from './star.ts';
import type { CountingRules, Tally, TallyStatus } from './tally.ts';
import { quorumOf } from './threshold.ts';
import type { Tie } from './ties.ts';
import { withdrawnFor } from './withdrawn.ts';

export type ObjectionStanding = 'open' | 'withdrawn' | 'integrated' | 'without-reason';

export interface DecisionOutcome {
  /** `provisional` once closed, until more than half of the electorate sign the same acts. */
  readonly phase: 'open' | 'provisional' | 'settled' | 'draft';
  readonly version: string;
  readonly result: 'passes' | 'fails' | 'undecided' | 'no-quorum' | 'withdrawn' | TallyStatus;
  readonly winners: readonly string[];
  readonly ties: readonly Tie[];
  readonly eligible: number;
  /** Nobody where ballots are anonymous: then `answers` says how many. */
  readonly answered: readonly string[];
  readonly answers: number;
  /** Two devices of one person say different things: neither counts until that person resolves it. */
  readonly contested: readonly string[];
  /** Answered an earlier version. */
  readonly lapsed: readonly string[];
  /** Events that came too late: shown, never counted. An objection among them asks for a review. */
  readonly late: readonly string[];
  readonly isReviewAsked: boolean;
  readonly objections: readonly { readonly id: string; readonly standing: ObjectionStanding }[];
  /** Electors whose devices have not signed yet; empty while open. */
  readonly unsigned: readonly string[];
  readonly words: readonly string[];
  readonly audit: readonly AuditStep[];
}

type Acts = ReadonlyMap<string, DecisionAct>;

/**
 * Each objection and how it stands. The circle tests it, not the proposer and not whoever objects: it is set aside
 * where more than half of the other electors find no reason in it. In an election it is met once somebody else is put
 * forward.
 */
export const objectionsIn = (
  state: CommunityState,
  row: DecisionRow,
  version: string,
  acts: Acts,
  electors: ReadonlySet<string>,
): readonly { readonly id: string; readonly standing: ObjectionStanding }[] => {
  const now = proposalVersions.get(state, version);
  const integrated = new Set(
    [...proposalVersions.all(state).values()]
      .filter((each) => now !== undefined && each.proposal === now.proposal && each.number <= now.number)
      .flatMap(({ integrates }) => integrates),
  );
  return [...acts].flatMap(([id, { act, person }]) => {
    if (act.kind !== 'objection') return [];
    const withdrawn = [...acts.values()].some(
      (each) => each.act.kind === 'withdrawal' && each.act.objection === id && each.person === person,
    );
    const testers = [...electors].filter((each) => each !== row.by && each !== person);
    const verdicts = new Map<string, boolean>();
    for (const each of [...acts.values()].sort((a, b) => a.seq - b.seq)) {
      if (each.act.kind === 'test' && each.act.objection === id)
        verdicts.set(each.person, each.act.isReasoned);
    }
    const against = testers.filter((each) => verdicts.get(each) === false).length;
    const standing: ObjectionStanding = withdrawn
      ? 'withdrawn'
      : integrated.has(id) || (row.proposal === null && act.version !== version)
        ? 'integrated'
        : against * 2 > testers.length
          ? 'without-reason'
          : 'open';
    return [{ id, standing }];
  });
};

const countOptions = (terms: DecisionTerms, ballots: readonly Ballot[]): Tally => {
  const { method, options, seats } = terms;
  const seed = seedOfBallots(ballots.map((ballot) => JSON.stringify([ballot.tiers, ballot.marks])));
  const rules: CountingRules = { seats, ties: { order: terms.ties, seed, statusQuo: terms.statusQuo } };
  if (isMarkMethod(method)) {
    const contest = { options, ballots: ballots.map(({ marks }) => ({ weight: 1, marks: marks! })) };
    if (method === 'approval') return countApproval(contest, rules);
    if (method === 'pav') return countProportionalApproval(contest, rules);
    if (method === 'score') return countScore(contest, rules);
    if (method === 'star') return countStar(contest, terms.highest, rules);
    if (method === 'dot') return countDots(contest, terms.budget, rules);
    return countQuadratic(contest, terms.budget, rules);
  }
  const contest = { options, ballots: ballots.map(({ tiers }) => ({ weight: 1, tiers: tiers! })) };
  if (method === 'schulze') return countSchulze(contest, rules);
  if (method === 'ranked-pairs') return countRankedPairs(contest, rules);
  if (method === 'stv') return countTransferableVote(contest, rules);
  return countInstantRunoff(contest, rules);
};

/** What is said of ballots that nobody can read yet, or ever. */
const whileSealed = (
  isClosed: boolean,
  sealed: number,
  answers: number,
  fewest: number,
): Pick<DecisionOutcome, 'result' | 'winners' | 'ties' | 'words' | 'audit'> => {
  const isTooFew = isClosed && answers < fewest;
  const words = isTooFew
    ? `Fewer than ${fewest} answered: the ballots stay closed.`
    : isClosed
      ? `Closed; of ${answers} ballots ${sealed} wait until more than half of those who may answer open them.`
      : 'Ballots are sealed until the close, and then opened together.';
  return {
    ...{ result: isTooFew ? 'no-quorum' : 'undecided', winners: [], ties: [] },
    ...{ words: [words], audit: [] },
  };
};

/** What follows from what was done: a pure function of the state, so the same on every device that has the same. */
export const outcomeOf = (state: CommunityState, decision: string): DecisionOutcome => {
  const row = decisions.get(state, decision);
  if (row === undefined)
    throw new Error(`outcomeOf: expected a decision that was opened, but got ${decision}`);
  const { terms } = row;
  const version = row.settled?.version ?? row.version;
  const acts = countingActs(state, decision, row);
  const electors = new Set(electorsOf(state, row));
  const { isAnonymous } = terms;
  const ballots = isAnonymous ? standingSealed(acts, version) : standingBallots(acts, version);
  // Newcomers whom the terms let take part are in the base once they do.
  if (terms.lateJoiners === 'take-part') for (const { person } of ballots.standing) electors.add(person);
  const counting = ballots.standing.filter(({ person }) => isAnonymous || electors.has(person));
  const isClosed = row.phase === 'closed';
  const objections = objectionsIn(state, row, version, acts, electors);
  const late = [...actsOf(decision).all(state)].filter(([id]) => !acts.has(id));
  const signed = new Set([...receiptsOf(decision).all(state).values()].map(({ person }) => person));
  const read = isAnonymous
    ? openedBallots(state, decision, counting)
    : counting.map(({ id, person, row: { act } }) => ({
        ...{ id, person },
        ballot: act.kind === 'ballot' ? act.ballot : null,
      }));
  const readable = read.flatMap(({ person, ballot }) =>
    ballot === null || ballot === 'spoilt' ? [] : [{ person, ballot }],
  );
  const stances = <S extends string>() => ({
    eligible: electors.size,
    answers: readable.map(({ person, ballot }) => ({ member: person, stance: ballot.stance as S })),
  });
  const quorum = quorumShareOf(terms);

  const judged = (): Pick<DecisionOutcome, 'result' | 'winners' | 'ties' | 'words' | 'audit'> => {
    const why = withdrawnFor(acts);
    if (why !== null) {
      const words = ['Whoever opened it withdrew it: it has no outcome.', ...(why === '' ? [] : [why])];
      return { result: 'withdrawn', winners: [], ties: [], words, audit: [] };
    }
    const sealed = read.filter(({ ballot }) => ballot === null).length;
    if (isAnonymous && (!isClosed || sealed > 0)) {
      return whileSealed(isClosed, sealed, counting.length, fewestToOpen(state, row));
    }
    if (terms.method === 'sortition') {
      const willing = stances<'willing' | 'unwilling'>()
        .answers.filter(({ stance }) => stance === 'willing')
        .map(({ member }) => member);
      const parts = new Map(
        [...acts.values()].flatMap(({ person, act }) =>
          act.kind === 'lot-part' ? [[person, bytesToHex(act.point)] as const] : [],
        ),
      );
      const refused = willing.filter(
        (person) =>
          refusalsOf(decision).get(state, person) !== undefined ||
          members.get(state, person)?.standing !== 'member',
      );
      const draw = { seats: terms.seats, lot: terms.lot, willing, parts, refused };
      const drawn = judgeSortition(draw, isClosed, row.settled !== null);
      const isShort = isClosed && BigInt(counting.length) < quorumOf(quorum, electors.size);
      return isShort
        ? { ...drawn, result: 'no-quorum', winners: [], ties: [], audit: [] }
        : { ...drawn, ties: [] };
    }
    if (terms.method === 'sociocratic-election') {
      const open = objections.filter(({ standing }) => standing === 'open').length;
      const nominee = nomineeOf(acts, version);
      const verdict = judgeSociocraticElection(
        ...([nominationsIn(acts), nominee, stances<ConsentStance>(), open] as const),
        ...([quorum, isClosed] as const),
      );
      const winners = verdict.verdict === 'passes' && nominee !== null ? [nominee.person] : [];
      return { result: verdict.verdict, winners, ties: [], words: verdict.words, audit: verdict.audit };
    }
    if (isStanceMethod(terms.method)) {
      const open = objections.filter(({ standing }) => standing === 'open').length;
      const asked = [...acts].flatMap(([id, { act }]): AdviceAsked[] => {
        if (act.kind !== 'ask') return [];
        const answer = [...acts.values()].find(
          (each) => each.act.kind === 'advice' && each.act.ask === id && each.person === act.person,
        );
        return [
          { person: act.person, as: act.as, answer: answer?.act.kind === 'advice' ? answer.act.text : null },
        ];
      });
      const chosen = counting.find(({ person }) => person === row.by)?.row.act;
      const choice = chosen?.kind === 'ballot' ? (chosen.ballot.stance as 'for' | 'against') : null;
      const verdict =
        terms.method === 'consent'
          ? judgeConsent(stances<ConsentStance>(), open, quorum, isClosed)
          : terms.method === 'consensus'
            ? judgeConsensus(
                stances<ConsensusStance>(),
                { quorum, mostStandAsides: terms.mostStandAsides },
                isClosed,
              )
            : terms.method === 'advice'
              ? judgeAdvice(asked, choice, isClosed)
              : judgeMajority(stances<MajorityStance>(), { threshold: thresholdOf(terms), quorum }, isClosed);
      return { result: verdict.verdict, winners: [], ties: [], words: verdict.words, audit: verdict.audit };
    }
    const tally = countOptions(
      terms,
      readable.map(({ ballot }) => ballot),
    );
    const reached = BigInt(readable.length) >= quorumOf(quorum, electors.size);
    return {
      result: !isClosed ? 'undecided' : reached ? tally.status : 'no-quorum',
      winners: isClosed && reached ? tally.winners : [],
      ties: tally.ties,
      words: tally.words,
      audit: tally.audit,
    };
  };
  return {
    phase: !isClosed ? (row.phase === 'draft' ? 'draft' : 'open') : row.settled ? 'settled' : 'provisional',
    version,
    ...judged(),
    eligible: electors.size,
    answered: isAnonymous ? [] : counting.map(({ person }) => person),
    answers: counting.length,
    contested: isAnonymous ? [] : ballots.contested,
    lapsed: isAnonymous ? [] : ballots.lapsed,
    late: late.map(([id]) => id).sort(),
    isReviewAsked: late.some(([, { act }]) => act.kind === 'objection'),
    objections,
    unsigned: isClosed ? [...electors].filter((person) => !signed.has(person)).sort() : [],
  };
};
