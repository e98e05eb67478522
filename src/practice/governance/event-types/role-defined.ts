import { choice, fields, hexOf, integer, text } from '../body-shape.ts';
import { circles, type RoleRow, roles } from '../circles/circle-tables.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { onlyWhatWasSettled } from '../rules/settled.ts';

export type RoleDefined = RoleRow & { readonly decision: string };

const theCircleIsThere: Rule<RoleDefined> = ({ state, body }) => {
  if (roles.get(state, body.decision) !== undefined) return 'recorded-before';
  const circle = circles.get(state, body.circle);
  // A link leads to the circle around; the outermost has none.
  return circle === undefined || (body.link !== 'none' && circle.parent === null) ? 'circle-unknown' : null;
};

export const roleDefined = eventType<RoleDefined>({
  type: 'role-defined',
  shape: fields<RoleDefined>({
    decision: hexOf(32),
    circle: hexOf(32),
    name: text(120, 1),
    purpose: text(2000, 1),
    domain: text(2000),
    termDays: integer(1, 3660),
    link: choice('none', 'lead', 'delegate'),
  }),
  rules: [onlyMembersMayAct, onlyWhatWasSettled('roles'), theCircleIsThere],
  transform: ({ state, body: { decision, ...role } }) => roles.put(state, decision, role),
});
