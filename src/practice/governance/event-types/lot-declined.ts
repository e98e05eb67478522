import { fields, hexOf } from '../body-shape.ts';
import { decisions, refusalsOf } from '../decisions/decision-tables.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyElectorsTakePart } from '../rules/deciding.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { onlyTheWilling } from './lot-opened.ts';

/** Who was willing says no after the draw: the next in the drawn order takes their place, and nobody else loses theirs. */
export type LotDeclined = { readonly decision: string };

const onlyAfterTheDraw: Rule<LotDeclined> = ({ state, person, body }) => {
  const { terms, settled } = decisions.get(state, body.decision)!;
  if (terms.method !== 'sortition') return 'not-a-draw';
  if (settled === null) return 'not-settled';
  return refusalsOf(body.decision).get(state, person) === undefined ? null : 'answered-before';
};

export const lotDeclined = eventType<LotDeclined>({
  type: 'lot-declined',
  shape: fields<LotDeclined>({ decision: hexOf(32) }),
  rules: [onlyMembersMayAct, onlyElectorsTakePart, onlyAfterTheDraw, onlyTheWilling],
  transform: ({ state, person, at, body }) => refusalsOf(body.decision).put(state, person, { at }),
});
