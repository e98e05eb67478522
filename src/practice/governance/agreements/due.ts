import type { CommunityState } from '../state.ts';
import { agreements, pacts } from './agreement-tables.ts';

/** Agreements and pacts that stand and whose review date has come, by id, longest waiting first. */
export const dueForReview = (state: CommunityState, at: number): readonly string[] => {
  const standing = [
    ...[...agreements.all(state)].filter(([, { isReplaced }]) => !isReplaced),
    ...[...pacts.all(state)].filter(([, pact]) => pact.standing === 'agreed'),
  ];
  return standing
    .filter(([, { reviewAt }]) => reviewAt <= at)
    .sort(([a, one], [b, other]) => one.reviewAt - other.reviewAt || (a < b ? -1 : 1))
    .map(([id]) => id);
};
