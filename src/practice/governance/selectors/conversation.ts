import type { CommunityState } from '../state.ts';
import { members, posts } from '../tables.ts';

export interface ShownPost {
  readonly id: string;
  readonly by: string;
  readonly name: string;
  /** Claimed. */
  readonly at: number;
  /** `null` where its author took it back. */
  readonly text: string | null;
  readonly replies: readonly ShownPost[];
}

/** What was written in a context, replies under what they answer, each in the order everybody agrees on. */
export const conversationOf = (state: CommunityState, context: string): readonly ShownPost[] => {
  const top: ShownPost[] = [];
  const replies = new Map<string, ShownPost[]>();
  for (const [id, row] of posts.all(state)) {
    const theirs: ShownPost[] = [];
    replies.set(id, theirs);
    if (row.context !== context) continue;
    const shown = {
      id,
      by: row.by,
      name: members.get(state, row.by)?.name ?? '',
      at: row.at,
      text: row.isUndone ? null : row.text,
      replies: theirs,
    };
    const under = row.replyTo === null ? undefined : posts.get(state, row.replyTo);
    // A reply from another conversation opens one here.
    if (under?.context === context) replies.get(row.replyTo!)!.push(shown);
    else top.push(shown);
  }
  return top;
};

/** The contexts anybody wrote in, the one written in last first. */
export const contextsOf = (state: CommunityState): readonly string[] => {
  const contexts = new Set<string>();
  for (const { context } of posts.all(state).values()) {
    contexts.delete(context);
    contexts.add(context);
  }
  return [...contexts].reverse();
};
