import { decisions, proposals, proposalVersions } from '../decisions/decision-tables.ts';
import type { CommunityState } from '../state.ts';
import { type NamedPerson, namedPerson } from './named-person.ts';
import { type ShownVersion, versionsOf } from './proposal-versions.ts';

export interface ShownProposal {
  readonly id: string;
  readonly by: NamedPerson;
  readonly at: number;
  readonly title: string;
  readonly text: string;
  /** The version that stands now. */
  readonly version: string;
  readonly number: number;
  /** Decisions on it, the first first. */
  readonly decisions: readonly string[];
}

/** All proposals, the newest first; those without a decision are drafts. */
export const proposalsOf = (state: CommunityState): readonly ShownProposal[] =>
  [...proposals.all(state)]
    .map(([id, row]) => {
      const { title, text } = proposalVersions.get(state, row.version)!;
      const on = [...decisions.all(state)].filter(([, decision]) => decision.proposal === id);
      return { ...row, id, by: namedPerson(state, row.by), title, text, decisions: on.map(([each]) => each) };
    })
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));

export type ProposalPage = ShownProposal & { readonly versions: readonly ShownVersion[] };

/** One proposal with all its versions and what changed; null where there is none. */
export const proposalPage = (state: CommunityState, id: string): ProposalPage | null => {
  const found = proposalsOf(state).find((each) => each.id === id);
  return found === undefined ? null : { ...found, versions: versionsOf(state, id) };
};
