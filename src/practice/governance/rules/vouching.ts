import { dayMs } from '../../../base/time.ts';
import type { NotCountedReason } from '../not-counted-sentences.ts';
import type { CommunityState } from '../state.ts';
import { communities, members, vouches } from '../tables.ts';

const vouchWindowDays = 30;

const countMembers = (state: CommunityState): number => {
  let count = 0;
  for (const { standing } of members.all(state).values()) if (standing === 'member') count++;
  return count;
};

/**
 * In 30 days a member may vouch for max(2, members / 5) newcomers. Where joining takes a decision, no single member
 * brings anybody in, and all must be able to answer.
 */
export const mayVouch = (state: CommunityState, by: string, at: number): NotCountedReason | null => {
  if (communities.get(state, 'community')!.joining === 'by-decision') return null;
  let recent = 0;
  for (const vouch of vouches.all(state).values()) {
    if (vouch.by === by && Math.abs(at - vouch.at) < vouchWindowDays * dayMs) recent++;
  }
  return recent < Math.max(2, Math.floor(countMembers(state) / 5)) ? null : 'vouched-for-many';
};

/** Whether those who vouched suffice: as many as the community asks for, or more than half of its members. */
export const isVouchedIn = (state: CommunityState, person: string): boolean => {
  const { joining, vouchesNeeded } = communities.get(state, 'community')!;
  let count = 0;
  for (const vouch of vouches.all(state).values()) {
    if (vouch.person === person && members.get(state, vouch.by)?.standing === 'member') count++;
  }
  return count >= vouchesNeeded && (joining !== 'by-decision' || count * 2 > countMembers(state));
};
