import { fields, hexOf, list, text } from '../body-shape.ts';
import { actsOf, decisions } from '../decisions/decision-tables.ts';
import { type Ballot, ballotShape, checkBallot } from '../decisions/decision-terms.ts';
import { isNomineesTurn } from '../decisions/nominees-turn.ts';
import { nomineeOf } from '../decisions/sociocratic-election.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyElectorsTakePart, recordAct, theVersionIsOne } from '../rules/deciding.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

/** One person's answer to one version; the last in causal order counts. */
export type BallotCast = {
  readonly decision: string;
  readonly version: string;
  readonly ballot: Ballot;
  readonly reason: string;
  /** Ballots of the same person on other devices, seen here, that this one takes the place of. */
  readonly replaces: readonly string[];
};

const noneIsAnonymous: Rule<BallotCast> = ({ state, body }) =>
  decisions.get(state, body.decision)!.terms.isAnonymous ? 'ballot-not-sealed' : null;

const theBallotKeepsTheRules: Rule<BallotCast> = ({ state, body }) =>
  checkBallot(body.ballot, decisions.get(state, body.decision)!.terms).ok ? null : 'ballot-invalid';

/** In an election nothing is to be consented to before somebody is put forward; they themselves answer last. */
const theOnePutForwardIsLast: Rule<BallotCast> = ({ state, person, body }) => {
  const row = decisions.get(state, body.decision)!;
  if (row.terms.method !== 'sociocratic-election') return null;
  const nominee = nomineeOf(actsOf(body.decision).all(state), body.version);
  if (nominee === null) return 'nobody-put-forward';
  const isOther = nominee.person !== person || body.version !== row.version;
  return isOther || isNomineesTurn(state, body.decision) ? null : 'asked-last';
};

const onlyOnesOwnBallotsAreReplaced: Rule<BallotCast> = ({ state, person, body }) =>
  body.replaces.every((id) => {
    const row = actsOf(body.decision).get(state, id);
    return row?.act.kind === 'ballot' && row.person === person;
  })
    ? null
    : 'ballot-unknown';

export const ballotCast = eventType<BallotCast>({
  type: 'ballot-cast',
  shape: fields<BallotCast>({
    decision: hexOf(32),
    version: hexOf(32),
    ballot: ballotShape,
    reason: text(4000),
    replaces: list(hexOf(32), 64),
  }),
  rules: [
    onlyMembersMayAct,
    onlyElectorsTakePart,
    noneIsAnonymous,
    theVersionIsOne,
    theBallotKeepsTheRules,
    theOnePutForwardIsLast,
    onlyOnesOwnBallotsAreReplaced,
  ],
  transform: (act) => {
    const { decision, ...said } = act.body;
    recordAct(act, decision, { kind: 'ballot', ...said });
  },
});
