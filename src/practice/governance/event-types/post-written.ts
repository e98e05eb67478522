import { fields, hexOf, orNull, text } from '../body-shape.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { posts } from '../tables.ts';

/** A post, or a reply to one, in a context: a conversation, a circle, a proposal. */
export type PostWritten = {
  readonly text: string;
  readonly context: string;
  readonly replyTo: string | null;
};

const aReplyAnswersAPost: Rule<PostWritten> = ({ state, body }) =>
  body.replyTo === null || posts.get(state, body.replyTo) !== undefined ? null : 'post-unknown';

export const postWritten = eventType<PostWritten>({
  type: 'post-written',
  shape: fields<PostWritten>({ text: text(20_000, 1), context: text(120), replyTo: orNull(hexOf(32)) }),
  rules: [onlyMembersMayAct, aReplyAnswersAPost],
  transform: ({ state, id, person, at, body }) =>
    posts.put(state, id, { ...body, by: person, at, isUndone: false }),
});
