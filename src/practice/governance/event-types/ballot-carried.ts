import { decisions } from '../decisions/decision-tables.ts';
import { isSealedBallotSound, type SealedBallot, sealedBallotShape } from '../decisions/sealed-ballot.ts';
import { eventType, type Rule } from '../event-type.ts';
import { recordSealedBallot, theDecisionIsKnown, theVersionIsOne } from '../rules/deciding.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

/** An anonymous ballot, written by a member who carries it for another and cannot tell for whom. */
export type BallotCarried = SealedBallot;

const onlyWhereBallotsAreAnonymous: Rule<BallotCarried> = ({ state, body }) =>
  decisions.get(state, body.decision)!.terms.isAnonymous ? null : 'ballot-sealed';

const oneOfTheElectorateSignedIt: Rule<BallotCarried> = ({ state, body }) =>
  isSealedBallotSound(decisions.get(state, body.decision)!, body) ? null : 'ballot-forged';

export const ballotCarried = eventType<BallotCarried>({
  type: 'ballot-carried',
  shape: sealedBallotShape,
  rules: [
    onlyMembersMayAct,
    theDecisionIsKnown,
    onlyWhereBallotsAreAnonymous,
    theVersionIsOne,
    oneOfTheElectorateSignedIt,
  ],
  transform: (act) => recordSealedBallot(act, act.body),
});
