import { agreements, experiments, type PactRow, pacts } from '../agreements/agreement-tables.ts';
import { circles } from '../circles/circle-tables.ts';
import { proposalVersions } from '../decisions/decision-tables.ts';
import { decisionTitle } from '../decisions/decision-title.ts';
import type { CommunityState } from '../state.ts';
import { type NamedPerson, namedPerson } from './named-person.ts';

export interface ShownAgreement {
  /** The decision that settled it. */
  readonly id: string;
  readonly title: string;
  /** Empty where no proposal was decided on. */
  readonly text: string;
  readonly at: number;
  readonly reviewAt: number;
  readonly isDue: boolean;
  /** null: of the whole community. */
  readonly circle: { readonly id: string; readonly name: string } | null;
  readonly replaces: string | null;
  readonly isReplaced: boolean;
  /** What is tried, where the same decision agreed on it. */
  readonly experiment: {
    readonly measure: string;
    readonly hypothesis: string;
    readonly from: number;
    readonly until: number;
  } | null;
}

/** All agreements: those that stand first, the soonest reviewed first. */
export const agreementsOf = (state: CommunityState, now: number): readonly ShownAgreement[] =>
  [...agreements.all(state)]
    .map(([id, row]): ShownAgreement => {
      const tried = experiments.get(state, id);
      return {
        id,
        title: decisionTitle(state, id),
        text: proposalVersions.get(state, row.version)?.text ?? '',
        at: row.at,
        reviewAt: row.reviewAt,
        isDue: !row.isReplaced && row.reviewAt <= now,
        circle:
          row.circle === null ? null : { id: row.circle, name: circles.get(state, row.circle)?.name ?? '' },
        replaces: row.replaces,
        isReplaced: row.isReplaced,
        experiment:
          tried === undefined
            ? null
            : { measure: tried.measure, hypothesis: tried.hypothesis, from: tried.from, until: tried.until },
      };
    })
    .sort(
      (a, b) =>
        Number(a.isReplaced) - Number(b.isReplaced) || a.reviewAt - b.reviewAt || (a.id < b.id ? -1 : 1),
    );

export interface ShownPact {
  readonly id: string;
  readonly by: NamedPerson;
  readonly with: NamedPerson;
  readonly text: string;
  readonly at: number;
  readonly reviewAt: number;
  readonly isDue: boolean;
  readonly standing: PactRow['standing'];
}

/** Agreements between two that a person is one of: the others are none of their concern. Newest first. */
export const pactsOf = (state: CommunityState, person: string, now: number): readonly ShownPact[] =>
  [...pacts.all(state)]
    .filter(([, row]) => row.by === person || row.with === person)
    .map(([id, row]) => ({
      ...row,
      id,
      by: namedPerson(state, row.by),
      with: namedPerson(state, row.with),
      isDue: row.standing === 'agreed' && row.reviewAt <= now,
    }))
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
