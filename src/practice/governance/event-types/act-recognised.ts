import { fields, hexOf, text } from '../body-shape.ts';
import { eventType, type Rule } from '../event-type.ts';
import { recognitions } from '../exchange/exchange-tables.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { members } from '../tables.ts';

/** Thanks for one act of another member, said in words and never counted. */
export type ActRecognised = { readonly person: string; readonly act: string; readonly text: string };

const ofAnotherMember: Rule<ActRecognised> = ({ state, person, body }) => {
  if (body.person === person) return 'concerns-oneself';
  return members.get(state, body.person) === undefined ? 'not-a-member' : null;
};

export const actRecognised = eventType<ActRecognised>({
  type: 'act-recognised',
  shape: fields<ActRecognised>({ person: hexOf(32), act: hexOf(32), text: text(2000, 1) }),
  rules: [onlyMembersMayAct, ofAnotherMember],
  transform: ({ state, id, person, at, body }) =>
    recognitions.put(state, id, { ...body, by: person, at, isUndone: false }),
});
