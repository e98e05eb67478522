import { bytes, fields, hexOf } from '../body-shape.ts';
import { countingActs, standingBallots } from '../decisions/counting-acts.ts';
import { actsOf, decisions } from '../decisions/decision-tables.ts';
import { isLotPartSound } from '../decisions/lot-part.ts';
import { isTimeToSign } from '../decisions/receipts.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyElectorsTakePart, recordAct } from '../rules/deciding.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

/** The part of a draw's seed that only this person's key gives, once nobody can join the draw any more. */
export type LotOpened = {
  readonly decision: string;
  readonly point: Uint8Array;
  readonly challenge: Uint8Array;
  readonly response: Uint8Array;
};

const onlyAfterTheClose: Rule<LotOpened> = ({ state, at, body }) => {
  const row = decisions.get(state, body.decision)!;
  if (row.terms.method !== 'sortition') return 'not-a-draw';
  return isTimeToSign(row, at) ? null : 'not-closed';
};

export const onlyTheWilling: Rule<{ readonly decision: string }> = ({ state, person, body }) => {
  const row = decisions.get(state, body.decision)!;
  const { standing } = standingBallots(countingActs(state, body.decision, row), row.version);
  const own = standing.find((each) => each.person === person)?.row.act;
  return own?.kind === 'ballot' && own.ballot.stance === 'willing' ? null : 'not-willing';
};

const onceAPerson: Rule<LotOpened> = ({ state, person, body }) =>
  [...actsOf(body.decision).all(state).values()].some(
    (row) => row.person === person && row.act.kind === 'lot-part',
  )
    ? 'answered-before'
    : null;

const itIsTheirs: Rule<LotOpened> = ({ person, body }) =>
  isLotPartSound(body.decision, person, body) ? null : 'lot-part-wrong';

export const lotOpened = eventType<LotOpened>({
  type: 'lot-opened',
  shape: fields<LotOpened>({
    decision: hexOf(32),
    point: bytes(32),
    challenge: bytes(32),
    response: bytes(32),
  }),
  rules: [
    onlyMembersMayAct,
    onlyElectorsTakePart,
    onlyAfterTheClose,
    onlyTheWilling,
    onceAPerson,
    itIsTheirs,
  ],
  transform: (act) => recordAct(act, act.body.decision, { kind: 'lot-part', point: act.body.point }),
});
