import { fields } from '../body-shape.ts';
import { eventType } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { members } from '../tables.ts';

/** Leaving is always possible. */
export const memberLeft = eventType<Record<never, never>>({
  type: 'member-left',
  shape: fields<Record<never, never>>({}),
  rules: [onlyMembersMayAct],
  transform: ({ state, person }) =>
    members.put(state, person, { ...members.get(state, person)!, standing: 'left' }),
});
