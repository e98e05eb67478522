import { bytes, fields, hexOf, list } from '../body-shape.ts';
import { isEnoughToOpen } from '../decisions/anonymous-count.ts';
import { actsOf, decisions, openingsOf } from '../decisions/decision-tables.ts';
import { mostAnonymous } from '../decisions/decision-terms.ts';
import { isTimeToSign } from '../decisions/receipts.ts';
import { isBallotShareSound, isSealedRow, placeInRing } from '../decisions/sealed-ballot.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyElectorsTakePart } from '../rules/deciding.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

/** One elector's share of each sealed ballot: as soon as more than half gave theirs, all ballots are open to everybody. */
export type BallotsOpened = {
  readonly decision: string;
  readonly shares: readonly {
    /** The event that carried it. */
    readonly ballot: string;
    readonly point: Uint8Array;
    readonly challenge: Uint8Array;
    readonly response: Uint8Array;
  }[];
};

const onlyAfterTheClose: Rule<BallotsOpened> = ({ state, at, body }) => {
  const row = decisions.get(state, body.decision)!;
  return isTimeToSign(row, at) ? null : 'not-closed';
};

const enoughHaveAnswered: Rule<BallotsOpened> = ({ state, body }) =>
  isEnoughToOpen(state, body.decision) ? null : 'too-few-to-open';

const everyShareIsTheirs: Rule<BallotsOpened> = ({ state, person, body }) => {
  const row = decisions.get(state, body.decision)!;
  const place = placeInRing(row, person);
  const acts = actsOf(body.decision);
  return place >= 0 &&
    body.shares.every((share) => {
      const act = acts.get(state, share.ballot);
      return isSealedRow(act) && isBallotShareSound(row, act, place, share);
    })
    ? null
    : 'share-wrong';
};

export const ballotsOpened = eventType<BallotsOpened>({
  type: 'ballots-opened',
  shape: fields<BallotsOpened>({
    decision: hexOf(32),
    shares: list(
      fields<BallotsOpened['shares'][number]>({
        ballot: hexOf(32),
        point: bytes(32),
        challenge: bytes(32),
        response: bytes(32),
      }),
      2 * mostAnonymous,
    ),
  }),
  rules: [onlyMembersMayAct, onlyElectorsTakePart, onlyAfterTheClose, enoughHaveAnswered, everyShareIsTheirs],
  transform: ({ state, person, body }) => {
    const place = placeInRing(decisions.get(state, body.decision)!, person);
    for (const { ballot, point } of body.shares) {
      openingsOf(body.decision).put(state, `${ballot}/${place}`, { point });
    }
  },
});
