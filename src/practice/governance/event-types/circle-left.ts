import { fields, hexOf } from '../body-shape.ts';
import { circleMembers } from '../circles/circle-tables.ts';
import { eventType } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

export type CircleLeft = { readonly circle: string };

export const circleLeft = eventType<CircleLeft>({
  type: 'circle-left',
  shape: fields<CircleLeft>({ circle: hexOf(32) }),
  rules: [onlyMembersMayAct],
  transform: ({ state, person, body }) => circleMembers.put(state, `${body.circle}/${person}`, undefined),
});
