import { fields, text } from '../body-shape.ts';
import { rights } from '../circles/circle-tables.ts';
import { eventType } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

/** A person says which decision they hold today, outside of this community perhaps: the first step of its way. */
export type RightDeclared = { readonly name: string };

export const rightDeclared = eventType<RightDeclared>({
  type: 'right-declared',
  shape: fields<RightDeclared>({ name: text(200, 1) }),
  rules: [onlyMembersMayAct],
  transform: ({ state, id, person, at, body }) =>
    rights.put(state, id, {
      ...body,
      steps: [
        {
          ...{ holderKind: 'person', holder: person, by: person, at, until: null },
          ...{ takenBackBy: 'nobody', isOver: false },
        },
      ],
    }),
});
