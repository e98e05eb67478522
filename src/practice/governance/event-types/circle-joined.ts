import { fields, hexOf } from '../body-shape.ts';
import { circleMembers, circles } from '../circles/circle-tables.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

export type CircleJoined = { readonly circle: string };

const theCircleIsThere: Rule<CircleJoined> = ({ state, body }) =>
  circles.get(state, body.circle) === undefined ? 'circle-unknown' : null;

export const circleJoined = eventType<CircleJoined>({
  type: 'circle-joined',
  shape: fields<CircleJoined>({ circle: hexOf(32) }),
  rules: [onlyMembersMayAct, theCircleIsThere],
  transform: ({ state, person, at, body }) => {
    const key = `${body.circle}/${person}`;
    if (circleMembers.get(state, key) === undefined) circleMembers.put(state, key, { since: at });
  },
});
