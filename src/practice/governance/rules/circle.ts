import { circles } from '../circles/circle-tables.ts';
import type { Rule } from '../event-type.ts';

/** A circle of this community, or all of it. */
export const theCircleIsThere: Rule<{ readonly circle: string | null }> = ({ state, body }) =>
  body.circle === null || circles.get(state, body.circle) !== undefined ? null : 'circle-unknown';
