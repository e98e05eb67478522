import { choice, fields, integer, list, text } from '../body-shape.ts';
import { eventType, type Rule } from '../event-type.ts';
import { offers } from '../exchange/exchange-tables.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

/** What a member offers or needs, until when. */
export type OfferMade = {
  readonly kind: 'offer' | 'need';
  readonly title: string;
  readonly text: string;
  readonly tags: readonly string[];
  readonly until: number;
};

const itEndsLater: Rule<OfferMade> = ({ at, body }) => (body.until > at ? null : 'ends-before-it-begins');

export const offerMade = eventType<OfferMade>({
  type: 'offer-made',
  shape: fields<OfferMade>({
    kind: choice('offer', 'need'),
    title: text(200, 1),
    text: text(4000),
    tags: list(text(40, 1), 12),
    until: integer(0, Number.MAX_SAFE_INTEGER),
  }),
  rules: [onlyMembersMayAct, itEndsLater],
  transform: ({ state, id, person, at, body }) =>
    offers.put(state, id, { ...body, by: person, at, isClosed: false }),
});
