import type { CommunityView } from '../community-view.ts';
import { type NotCountedReason, notCountedSentences } from '../not-counted-sentences.ts';
import { devices, members, notCounted } from '../tables.ts';

export interface ShownAct {
  readonly id: string;
  readonly type: string;
  readonly person: string;
  readonly name: string;
  /** Claimed. */
  readonly at: number;
  /** A sentence that says why it does not count; `null` where it does. */
  readonly notCounted: string | null;
}

/** The last acts in the order everybody agrees on, the newest first. Cost O(most). */
export const recentActs = ({ history, state }: CommunityView, most: number): readonly ShownAct[] => {
  const { order } = history;
  const acts: ShownAct[] = [];
  for (let i = order.length - 1; i >= 0 && acts.length < most; i--) {
    const { id, type, author, at } = order[i]!.event;
    const person = devices.get(state, author)?.person ?? author;
    const reason = notCounted.get(state, id)?.reason as NotCountedReason | undefined;
    acts.push({
      id,
      type,
      person,
      name: members.get(state, person)?.name ?? '',
      at,
      notCounted: reason === undefined ? null : notCountedSentences[reason],
    });
  }
  return acts;
};
