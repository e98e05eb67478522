import type { Kind } from '../../base/kind.ts';

const kind = (id: string, traits: Partial<Omit<Kind, 'id'>> = {}): Kind => ({
  id,
  isDirected: true,
  isAnswerable: false,
  isAnswer: false,
  lead: 'none',
  ...traits,
});

/** Every kind the built-in sources make. Tables may bring names of their own; see `kindForName`. */
export const kinds: readonly Kind[] = [
  // Mail. An opening message to at most five people turns to them; a wider one announces.
  kind('mail-opening', { isAnswerable: true, lead: 'forward' }),
  kind('mail-broadcast', { isAnswerable: true }),
  kind('mail-copy'),
  kind('mail-reply', { isAnswerable: true, isAnswer: true, lead: 'reversed' }),
  kind('mail-post', { isAnswerable: true }),
  // git. Author time for work, committer time for integration.
  kind('git-commit'),
  kind('git-integrated-by', { lead: 'forward' }),
  kind('git-merged-by', { lead: 'forward' }),
  kind('git-reviewed-by', { lead: 'forward' }),
  kind('git-acked-by', { lead: 'forward' }),
  kind('git-tested-by', { lead: 'forward' }),
  kind('git-reported-by', { lead: 'forward' }),
  kind('git-suggested-by', { lead: 'forward' }),
  kind('git-builds-on', { lead: 'forward' }),
  kind('git-co-author', { isDirected: false }),
  // Practice: what members of a community do. A removal is nobody's turning to anybody.
  kind('practice-post', { isAnswerable: true }),
  kind('practice-reply', { isAnswerable: true, isAnswer: true, lead: 'reversed' }),
  kind('practice-vouch'),
  kind('practice-act'),
  // Tables.
  kind('message', { isAnswerable: true, lead: 'forward' }),
  kind('reply', { isAnswerable: true, isAnswer: true, lead: 'reversed' }),
  kind('mention', { isAnswerable: true }),
  kind('reaction'),
  kind('review', { lead: 'forward' }),
  kind('post', { isAnswerable: true }),
  kind('meeting', { isDirected: false }),
  kind('contact', { isDirected: false }),
  kind('stated-tie', { lead: 'forward' }),
];
