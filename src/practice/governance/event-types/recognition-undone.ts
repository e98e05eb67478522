import { fields, hexOf } from '../body-shape.ts';
import { eventType, type Rule } from '../event-type.ts';
import { recognitions } from '../exchange/exchange-tables.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

/** Thanks taken back by who gave them; the record keeps both. */
export type RecognitionUndone = { readonly recognition: string };

const onlyOnesOwn: Rule<RecognitionUndone> = ({ state, person, body }) => {
  const recognition = recognitions.get(state, body.recognition);
  if (recognition === undefined) return 'recognition-unknown';
  return recognition.by === person ? null : 'not-their-recognition';
};

export const recognitionUndone = eventType<RecognitionUndone>({
  type: 'recognition-undone',
  shape: fields<RecognitionUndone>({ recognition: hexOf(32) }),
  rules: [onlyMembersMayAct, onlyOnesOwn],
  transform: ({ state, body }) => {
    const row = recognitions.get(state, body.recognition)!;
    recognitions.put(state, body.recognition, { ...row, isUndone: true });
  },
});
