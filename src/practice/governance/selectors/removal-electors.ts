import type { CommunityState } from '../state.ts';
import { members, removals } from '../tables.ts';

/**
 * Who decides on a person's removal: all other members, but for those whom a suspended removal names. These decide
 * on no removal until that is settled by the members neither side would remove.
 */
export const removalElectors = (state: CommunityState, concerned: string): readonly string[] => {
  const suspended = new Set<string>();
  for (const removal of removals.all(state).values()) {
    if (removal.outcome === 'suspended') suspended.add(removal.person);
  }
  return [...members.all(state)]
    .filter(
      ([person, { standing }]) => standing === 'member' && person !== concerned && !suspended.has(person),
    )
    .map(([person]) => person)
    .sort();
};
