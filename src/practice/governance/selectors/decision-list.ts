import { standingSealed } from '../decisions/anonymous-count.ts';
import { countingActs, mayTakePart, standingBallots } from '../decisions/counting-acts.ts';
import { type DecisionOutcome, outcomeOf } from '../decisions/decision-outcome.ts';
import { type DecisionRow, decisions, proposalVersions } from '../decisions/decision-tables.ts';
import type { DecisionMethod } from '../decisions/decision-terms.ts';
import { decisionTitle } from '../decisions/decision-title.ts';
import type { CommunityState } from '../state.ts';
import { type Followed, followedBy } from './followed-by.ts';
import { type NamedPerson, namedPerson, withNames } from './named-person.ts';

/**
 * How a person stands to a decision: `waits` for their answer, `answered`, `lapsed` (to an earlier version),
 * `contested` (two devices differ), `carried` (sealed and not on record yet), or they have no part in it.
 */
export type OwnAnswer = 'no-part' | 'waits' | 'answered' | 'lapsed' | 'contested' | 'carried';

/** What only a person's own devices know of their anonymous ballots. */
export interface OwnSealed {
  /** The image of theirs in a decision. */
  imageIn(decision: string): string | null;
  isCarried(decision: string): boolean;
}

/** For whoever has no secret at hand: all anonymous ballots are somebody else's. */
export const nothingSealed: OwnSealed = { imageIn: () => null, isCarried: () => false };

export interface ListedDecision {
  readonly id: string;
  readonly title: string;
  readonly method: DecisionMethod;
  readonly by: NamedPerson;
  /** Claimed. */
  readonly openedAt: number;
  readonly deadline: number;
  readonly phase: DecisionOutcome['phase'];
  /** The deadline has passed and nobody has closed it yet. */
  readonly isDue: boolean;
  readonly result: DecisionOutcome['result'];
  /** Names where they are persons. */
  readonly winners: readonly string[];
  /** `null` while an anonymous decision is open. */
  readonly answered: number | null;
  readonly eligible: number;
  readonly openObjections: number;
  readonly own: OwnAnswer;
  readonly followed: readonly Followed[];
}

export const ownAnswer = (
  state: CommunityState,
  id: string,
  row: DecisionRow,
  person: string,
  sealed: OwnSealed,
): OwnAnswer => {
  if (!mayTakePart(state, row, person)) return 'no-part';
  const version = row.settled?.version ?? row.version;
  const { isAnonymous } = row.terms;
  if (isAnonymous && sealed.isCarried(id)) return 'carried';
  const who = isAnonymous ? sealed.imageIn(id) : person;
  if (who === null) return 'waits';
  const standingOf = isAnonymous ? standingSealed : standingBallots;
  const { standing, contested, lapsed } = standingOf(countingActs(state, id, row), version);
  if (contested.includes(who)) return 'contested';
  if (lapsed.includes(who)) return 'lapsed';
  return standing.some((each) => each.person === who) ? 'answered' : 'waits';
};

/** How many answered; while an anonymous decision is open, nobody is told. */
export const answersShown = ({ phase, answers }: DecisionOutcome, isAnonymous: boolean): number | null =>
  isAnonymous && (phase === 'open' || phase === 'draft') ? null : answers;

/** Every decision as one line: those open first, by deadline; then the others, the last opened first. */
export const decisionList = (
  state: CommunityState,
  person: string,
  now: number,
  sealed: OwnSealed = nothingSealed,
): readonly ListedDecision[] => {
  const followers = followedBy(state);
  return [...decisions.all(state)]
    .map(([id, row]): ListedDecision => {
      const outcome = outcomeOf(state, id);
      return {
        id,
        title: decisionTitle(state, id),
        method: row.terms.method,
        by: namedPerson(state, row.by),
        openedAt: row.at,
        deadline: row.terms.deadline,
        phase: outcome.phase,
        isDue: row.phase === 'open' && now >= row.terms.deadline,
        result: outcome.result,
        winners: outcome.winners.map((winner) => withNames(state, winner)),
        answered: answersShown(outcome, row.terms.isAnonymous),
        eligible: outcome.eligible,
        openObjections: outcome.objections.filter(({ standing }) => standing === 'open').length,
        own: ownAnswer(state, id, row, person, sealed),
        followed: followers.get(id) ?? [],
      };
    })
    .sort((a, b) => {
      const isOpen = (each: ListedDecision) => (each.phase === 'open' ? 0 : 1);
      const order =
        isOpen(a) - isOpen(b) || (a.phase === 'open' ? a.deadline - b.deadline : b.openedAt - a.openedAt);
      return order || (a.id < b.id ? -1 : 1);
    });
};

/** Whether every word said is in what a decision is about, its proposal, its options or its reasons. */
export const isDecisionAbout = (state: CommunityState, id: string, said: string): boolean => {
  const row = decisions.get(state, id);
  if (row === undefined) return false;
  const version = proposalVersions.get(state, row.settled?.version ?? row.version);
  const text = [
    row.terms.title,
    ...row.terms.options.map((option) => withNames(state, option)),
    ...(version === undefined ? [] : [version.title, version.text, version.why]),
    namedPerson(state, row.by).name,
    id,
  ]
    .join('\n')
    .toLowerCase();
  return said
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};
