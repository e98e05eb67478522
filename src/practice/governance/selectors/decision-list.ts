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
 * `contested` (two devices differ), or they have no part in it.
 */
export type OwnAnswer = 'no-part' | 'waits' | 'answered' | 'lapsed' | 'contested';

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
  readonly answered: number;
  readonly eligible: number;
  readonly openObjections: number;
  readonly own: OwnAnswer;
  readonly followed: readonly Followed[];
}

export const ownAnswer = (state: CommunityState, id: string, row: DecisionRow, person: string): OwnAnswer => {
  if (!mayTakePart(state, row, person)) return 'no-part';
  const version = row.settled?.version ?? row.version;
  const { standing, contested, lapsed } = standingBallots(countingActs(state, id, row), version);
  if (contested.includes(person)) return 'contested';
  if (lapsed.includes(person)) return 'lapsed';
  return standing.some((each) => each.person === person) ? 'answered' : 'waits';
};

/** Every decision as one line: those open first, by deadline; then the others, the last opened first. */
export const decisionList = (
  state: CommunityState,
  person: string,
  now: number,
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
        answered: outcome.answered.length,
        eligible: outcome.eligible,
        openObjections: outcome.objections.filter(({ standing }) => standing === 'open').length,
        own: ownAnswer(state, id, row, person),
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
