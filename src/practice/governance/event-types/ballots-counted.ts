import { fields, hexOf, integer } from '../body-shape.ts';
import { actsSeen, electorsOf, hashOfActs, seenSince } from '../decisions/counting-acts.ts';
import { decisions, receiptsOf } from '../decisions/decision-tables.ts';
import { packKeys } from '../decisions/electorate-keys.ts';
import { isRoundLost, isTimeToSign, type Receipt, voicesIn } from '../decisions/receipts.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyElectorsTakePart } from '../rules/deciding.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

/**
 * A device that has passed the deadline and seen the close signs what it counts. One signature a person and round: two
 * sets can then not both come from more than half. A further round begins only where no set of the last can win it.
 */
export type BallotsCounted = Receipt;

const onlyAfterTheClose: Rule<BallotsCounted> = ({ state, at, body }) => {
  const row = decisions.get(state, body.decision)!;
  return isTimeToSign(row, at) ? null : 'not-closed';
};

const onceAPersonAndRound: Rule<BallotsCounted> = ({ state, device, body }) =>
  receiptsOf(body.decision).get(state, `${device}/${body.round}`) === undefined ? null : 'counted-already';

const theRoundBeforeIsLost: Rule<BallotsCounted> = ({ state, body }) =>
  body.round === 0 || isRoundLost(state, body.decision, body.round - 1) ? null : 'round-still-runs';

const whatIsSignedIsWhatWasSeen: Rule<BallotsCounted> = ({ state, placed, body }) => {
  const seen = seenSince(placed, decisions.get(state, body.decision)!.lamport);
  const acts = actsSeen(state, body.decision, (id) => seen.has(id));
  return hashOfActs(acts) === body.set ? null : 'receipt-wrong';
};

export const ballotsCounted = eventType<BallotsCounted>({
  type: 'ballots-counted',
  shape: fields<BallotsCounted>({
    decision: hexOf(32),
    round: integer(0, 1000),
    version: hexOf(32),
    set: hexOf(32),
  }),
  rules: [
    onlyMembersMayAct,
    onlyElectorsTakePart,
    onlyAfterTheClose,
    onceAPersonAndRound,
    theRoundBeforeIsLost,
    whatIsSignedIsWhatWasSeen,
  ],
  transform: ({ state, placed, device, person, body }) => {
    const { decision, round, version, set } = body;
    receiptsOf(decision).put(state, `${device}/${round}`, { person, round, version, set });
    const row = decisions.get(state, decision)!;
    if (row.settled !== null) return;
    const voices = voicesIn(state, decision, round).bySet.get(`${version}/${set}`)!;
    if (voices.size * 2 <= electorsOf(state, row).size) return;
    const seen = seenSince(placed, row.lamport);
    const acts = packKeys(actsSeen(state, decision, (id) => seen.has(id)));
    decisions.put(state, decision, { ...row, settled: { version, acts } });
  },
});
