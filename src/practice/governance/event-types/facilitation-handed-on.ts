import { fields, hexOf, orNull } from '../body-shape.ts';
import { facilitations } from '../circles/circle-tables.ts';
import { facilitationOf, facilitators, usualTurnDays } from '../circles/facilitation.ts';
import { eventType, type Rule } from '../event-type.ts';
import { theCircleIsThere } from '../rules/circle.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

/** Whoever facilitates hands it on before their turn is over; the turns go on from there. */
export type FacilitationHandedOn = {
  /** null: of the whole community. */
  readonly circle: string | null;
  readonly to: string;
};

const onlyWhoFacilitates: Rule<FacilitationHandedOn> = ({ state, person, at, body }) =>
  facilitationOf(state, body.circle, at)?.person === person ? null : 'not-facilitating';

const toSomebodyOfIt: Rule<FacilitationHandedOn> = ({ state, at, body }) =>
  facilitators(state, body.circle, at).includes(body.to) ? null : 'not-a-member';

export const facilitationHandedOn = eventType<FacilitationHandedOn>({
  type: 'facilitation-handed-on',
  shape: fields<FacilitationHandedOn>({ circle: orNull(hexOf(32)), to: hexOf(32) }),
  rules: [onlyMembersMayAct, theCircleIsThere, onlyWhoFacilitates, toSomebodyOfIt],
  transform: ({ state, at, body: { circle, to } }) => {
    const key = circle ?? 'community';
    const before = facilitations.get(state, key);
    facilitations.put(state, key, {
      ...{ person: to, at, turnDays: before?.turnDays ?? usualTurnDays },
      decision: before?.decision ?? null,
    });
  },
});
