import { fields, hexOf } from '../body-shape.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { posts } from '../tables.ts';

/** Undoing adds to the record, it takes nothing from it. */
export type PostUndone = { readonly post: string };

const onlyOnesOwnPost: Rule<PostUndone> = ({ state, person, body }) => {
  const post = posts.get(state, body.post);
  if (post === undefined) return 'post-unknown';
  return post.by === person ? null : 'not-their-post';
};

export const postUndone = eventType<PostUndone>({
  type: 'post-undone',
  shape: fields<PostUndone>({ post: hexOf(32) }),
  rules: [onlyMembersMayAct, onlyOnesOwnPost],
  transform: ({ state, body }) =>
    posts.put(state, body.post, { ...posts.get(state, body.post)!, isUndone: true }),
});
