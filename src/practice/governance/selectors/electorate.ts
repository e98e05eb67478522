import { dayMs } from '../../../base/time.ts';
import type { CommunityState } from '../state.ts';
import { communities, members, vouches } from '../tables.ts';

const waitingDays = 7;

/**
 * Who may answer in a decision opened at a claimed time, sorted: members of 7 days or more, or vouched for twice, and
 * the founder.
 */
export const electorateAsOf = (state: CommunityState, asOf: number): readonly string[] => {
  const counts = new Map<string, number>();
  for (const { person } of vouches.all(state).values()) counts.set(person, (counts.get(person) ?? 0) + 1);
  const founder = communities.get(state, 'community')?.founder;
  return [...members.all(state)]
    .filter(
      ([person, { standing, since }]) =>
        standing === 'member' &&
        (person === founder || asOf - since >= waitingDays * dayMs || (counts.get(person) ?? 0) >= 2),
    )
    .map(([person]) => person)
    .sort();
};
