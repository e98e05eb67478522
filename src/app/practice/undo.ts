import type { CanonicalMap } from '../../base/canonical-bytes.ts';
import { RefusalError } from '../../base/result.ts';
import { devices } from '../../practice/governance/tables.ts';
import type { PracticeNode } from './node.ts';

type Undo = (id: string, body: CanonicalMap) => readonly [type: string, body: CanonicalMap];

/** What undoes an act, where a further act does: the record keeps both. By the type of what is undone. */
const undoing: Readonly<Record<string, Undo>> = {
  'post-written': (post) => ['post-undone', { post }],
  'act-recognised': (recognition) => ['recognition-undone', { recognition }],
  'objection-raised': (objection, { decision = '' }) => ['objection-withdrawn', { decision, objection }],
  'decision-opened': (decision) => ['decision-withdrawn', { decision, why: '' }],
  'offer-made': (offer) => ['offer-closed', { offer }],
  'pact-proposed': (pact) => ['pact-ended', { pact }],
  'invitation-made': (invitation) => ['invitation-taken-back', { invitation }],
  'circle-joined': (_, { circle = '' }) => ['circle-left', { circle }],
  'circle-left': (_, { circle = '' }) => ['circle-joined', { circle }],
};

/** Undoes one's own act by a further one; gives its id. Refuses `act-not-own` and `act-not-undone`. */
export const undoAct = async (node: PracticeNode, community: string, id: string): Promise<string> => {
  const { view } = node.replica(community);
  const event = view.history.get(id)?.event;
  if (event === undefined) throw new RefusalError('practice-id-unknown', { what: 'act', said: id });
  const undo = undoing[event.type];
  if (undo === undefined) throw new RefusalError('act-not-undone', { type: event.type });
  const { person } = devices.get(view.state, event.author) ?? {};
  if (person !== node.person) throw new RefusalError('act-not-own', { said: id.slice(0, 8) });
  const [type, body] = undo(id, event.body);
  return (await node.act(community, type, body)).id;
};
