import { proposalVersions } from '../decisions/decision-tables.ts';
import { type TextChange, textChanges } from '../proposals/text-changes.ts';
import type { CommunityState } from '../state.ts';
import { type NamedPerson, namedPerson } from './named-person.ts';

export interface ShownVersion {
  readonly id: string;
  readonly number: number;
  readonly by: NamedPerson;
  /** Claimed. */
  readonly at: number;
  readonly title: string;
  readonly text: string;
  readonly why: string;
  /** Objections that it answers. */
  readonly integrates: readonly string[];
  /** From the version before; empty for the first. */
  readonly changes: readonly TextChange[];
}

/** All versions of a proposal, the first first, each with what changed. Cost: a comparison of each with the last. */
export const versionsOf = (state: CommunityState, proposal: string): readonly ShownVersion[] => {
  const rows = [...proposalVersions.all(state)]
    .filter(([, row]) => row.proposal === proposal)
    .sort(([, a], [, b]) => a.number - b.number);
  return rows.map(([id, { proposal: _, ...row }], i) => ({
    ...row,
    id,
    by: namedPerson(state, row.by),
    changes: i === 0 ? [] : textChanges(rows[i - 1]![1].text, row.text),
  }));
};
