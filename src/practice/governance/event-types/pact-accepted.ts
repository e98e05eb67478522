import { pacts } from '../agreements/agreement-tables.ts';
import { fields, hexOf } from '../body-shape.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

export type PactAccepted = { readonly pact: string };

const onlyWhoWasAsked: Rule<PactAccepted> = ({ state, person, body }) => {
  const pact = pacts.get(state, body.pact);
  return pact?.with === person && pact.standing === 'proposed' ? null : 'not-asked';
};

export const pactAccepted = eventType<PactAccepted>({
  type: 'pact-accepted',
  shape: fields<PactAccepted>({ pact: hexOf(32) }),
  rules: [onlyMembersMayAct, onlyWhoWasAsked],
  transform: ({ state, body }) =>
    pacts.put(state, body.pact, { ...pacts.get(state, body.pact)!, standing: 'agreed' }),
});
