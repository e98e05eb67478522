import { fields, hexOf, integer } from '../body-shape.ts';
import { actsSeen, electorsOf, hashOfActs, seenSince } from '../decisions/counting-acts.ts';
import { decisions, receiptsOf } from '../decisions/decision-tables.ts';
import { packKeys } from '../decisions/electorate-keys.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyElectorsTakePart } from '../rules/deciding.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import type { CommunityState } from '../state.ts';

/**
 * A device that has passed the deadline and seen the close signs what it counts. One signature a person and round: two
 * sets can then not both come from more than half. A further round begins only where no set of the last can win it.
 */
export type BallotsCounted = {
  readonly decision: string;
  readonly round: number;
  readonly version: string;
  readonly set: string;
};

const voicesIn = (state: CommunityState, decision: string, round: number) => {
  const bySet = new Map<string, Set<string>>();
  const persons = new Set<string>();
  for (const row of receiptsOf(decision).all(state).values()) {
    if (row.round !== round) continue;
    const key = `${row.version}/${row.set}`;
    persons.add(row.person);
    const voices = bySet.get(key);
    if (voices === undefined) bySet.set(key, new Set([row.person]));
    else voices.add(row.person);
  }
  return { bySet, persons };
};

const onlyAfterTheClose: Rule<BallotsCounted> = ({ state, at, body }) => {
  const row = decisions.get(state, body.decision)!;
  if (row.phase !== 'closed') return 'not-closed';
  return at >= row.terms.deadline || row.isClosedEarly ? null : 'not-closed';
};

const onceAPersonAndRound: Rule<BallotsCounted> = ({ state, device, body }) =>
  receiptsOf(body.decision).get(state, `${device}/${body.round}`) === undefined ? null : 'counted-already';

const theRoundBeforeIsLost: Rule<BallotsCounted> = ({ state, body }) => {
  if (body.round === 0) return null;
  const eligible = electorsOf(state, decisions.get(state, body.decision)!).size;
  const { bySet, persons } = voicesIn(state, body.decision, body.round - 1);
  const most = Math.max(0, ...[...bySet.values()].map((voices) => voices.size));
  return (most + eligible - persons.size) * 2 > eligible ? 'round-still-runs' : null;
};

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
