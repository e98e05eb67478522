import { fields, hexOf, orNull, text } from '../body-shape.ts';
import { circles } from '../circles/circle-tables.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { onlyWhatWasSettled } from '../rules/settled.ts';

export type CircleFormed = {
  readonly decision: string;
  readonly name: string;
  readonly purpose: string;
  readonly domain: string;
  readonly parent: string | null;
};

/** The circle around it must be there before, so that no circle can come to lie within itself. */
const theCircleAroundIsThere: Rule<CircleFormed> = ({ state, body }) => {
  if (circles.get(state, body.decision) !== undefined) return 'recorded-before';
  return body.parent === null || circles.get(state, body.parent) !== undefined ? null : 'circle-unknown';
};

export const circleFormed = eventType<CircleFormed>({
  type: 'circle-formed',
  shape: fields<CircleFormed>({
    decision: hexOf(32),
    name: text(120, 1),
    purpose: text(2000, 1),
    domain: text(2000),
    parent: orNull(hexOf(32)),
  }),
  rules: [onlyMembersMayAct, onlyWhatWasSettled('roles'), theCircleAroundIsThere],
  transform: ({ state, at, body: { decision, ...said } }) => circles.put(state, decision, { ...said, at }),
});
