import { choice, fields, hexOf } from '../body-shape.ts';
import { terms } from '../circles/circle-tables.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

/** The one put forward accepts or declines; who accepted may lay the role down. */
export type TermAnswered = { readonly term: string; readonly answer: 'accepted' | 'declined' | 'ended' };

const onlyWhoWasPutForward: Rule<TermAnswered> = ({ state, person, body }) => {
  const term = terms.get(state, body.term);
  if (term?.person !== person) return 'not-asked';
  const isOpen = body.answer === 'ended' ? term.standing === 'accepted' : term.standing === 'asked';
  return isOpen ? null : 'answered-before';
};

export const termAnswered = eventType<TermAnswered>({
  type: 'term-answered',
  shape: fields<TermAnswered>({ term: hexOf(32), answer: choice('accepted', 'declined', 'ended') }),
  rules: [onlyMembersMayAct, onlyWhoWasPutForward],
  transform: ({ state, body }) =>
    terms.put(state, body.term, { ...terms.get(state, body.term)!, standing: body.answer }),
});
