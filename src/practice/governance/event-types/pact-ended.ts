import { pacts } from '../agreements/agreement-tables.ts';
import { fields, hexOf } from '../body-shape.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

/** Either of the two ends it, or says no to it. */
export type PactEnded = { readonly pact: string };

const onlyTheTwo: Rule<PactEnded> = ({ state, person, body }) => {
  const pact = pacts.get(state, body.pact);
  return pact?.by === person || pact?.with === person ? null : 'not-asked';
};

export const pactEnded = eventType<PactEnded>({
  type: 'pact-ended',
  shape: fields<PactEnded>({ pact: hexOf(32) }),
  rules: [onlyMembersMayAct, onlyTheTwo],
  transform: ({ state, body }) =>
    pacts.put(state, body.pact, { ...pacts.get(state, body.pact)!, standing: 'ended' }),
});
