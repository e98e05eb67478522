import { pacts } from '../agreements/agreement-tables.ts';
import { fields, hexOf, integer, text } from '../body-shape.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { members } from '../tables.ts';

/** One member asks another for an agreement between the two. */
export type PactProposed = { readonly with: string; readonly text: string; readonly reviewAt: number };

const betweenTwoMembers: Rule<PactProposed> = ({ state, person, body }) => {
  if (body.with === person) return 'concerns-oneself';
  return members.get(state, body.with)?.standing === 'member' ? null : 'not-a-member';
};

const itComesBack: Rule<PactProposed> = ({ at, body }) => (body.reviewAt > at ? null : 'review-in-the-past');

export const pactProposed = eventType<PactProposed>({
  type: 'pact-proposed',
  shape: fields<PactProposed>({
    with: hexOf(32),
    text: text(8000, 1),
    reviewAt: integer(0, Number.MAX_SAFE_INTEGER),
  }),
  rules: [onlyMembersMayAct, betweenTwoMembers, itComesBack],
  transform: ({ state, id, person, at, body }) =>
    pacts.put(state, id, { ...body, by: person, at, standing: 'proposed' }),
});
