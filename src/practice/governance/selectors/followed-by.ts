import { agreements, experiments } from '../agreements/agreement-tables.ts';
import { circles, facilitations, roles, terms } from '../circles/circle-tables.ts';
import type { CommunityState } from '../state.ts';

/** What was made of a settled decision. */
export type Followed = 'agreement' | 'experiment' | 'circle' | 'role' | 'term' | 'turns';

/** By decision: what followed from it. */
export const followedBy = (state: CommunityState): ReadonlyMap<string, readonly Followed[]> => {
  const followed = new Map<string, Followed[]>();
  const tables = [
    ['agreement', agreements],
    ['experiment', experiments],
    ['circle', circles],
    ['role', roles],
  ] as const;
  for (const [kind, table] of tables) {
    for (const id of table.all(state).keys()) followed.set(id, [...(followed.get(id) ?? []), kind]);
  }
  for (const { decision } of terms.all(state).values()) {
    followed.set(decision, [...(followed.get(decision) ?? []), 'term']);
  }
  for (const { decision } of facilitations.all(state).values()) {
    if (decision !== null) followed.set(decision, [...(followed.get(decision) ?? []), 'turns']);
  }
  return followed;
};
