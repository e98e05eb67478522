import { fields, hexOf } from '../body-shape.ts';
import { eventType, type Rule } from '../event-type.ts';
import { offers } from '../exchange/exchange-tables.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

export type OfferClosed = { readonly offer: string };

const onlyOnesOwn: Rule<OfferClosed> = ({ state, person, body }) =>
  offers.get(state, body.offer)?.by === person ? null : 'not-their-offer';

export const offerClosed = eventType<OfferClosed>({
  type: 'offer-closed',
  shape: fields<OfferClosed>({ offer: hexOf(32) }),
  rules: [onlyMembersMayAct, onlyOnesOwn],
  transform: ({ state, body }) =>
    offers.put(state, body.offer, { ...offers.get(state, body.offer)!, isClosed: true }),
});
