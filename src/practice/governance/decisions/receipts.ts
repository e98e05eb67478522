import { dayMs } from '../../../base/time.ts';
import type { CommunityState } from '../state.ts';
import { devices } from '../tables.ts';
import {
  actsSeen,
  countingActs,
  electorsOf,
  hashOfActs,
  mayTakePart,
  standingBallots,
} from './counting-acts.ts';
import { actsOf, type DecisionRow, decisions, receiptsOf } from './decision-tables.ts';
import { withdrawnFor } from './withdrawn.ts';

/** What a device signs: the version and the set of acts that it counts, in a round. */
export type Receipt = {
  readonly decision: string;
  readonly round: number;
  readonly version: string;
  readonly set: string;
};

/** Whether a device may sign by its own clock: after the deadline, or once nothing could change any more. */
export const isTimeToSign = ({ phase, terms, isClosedEarly }: DecisionRow, at: number): boolean =>
  phase === 'closed' && (at >= terms.deadline || isClosedEarly);

/** So long parts of a seed are waited for after the deadline; then it is drawn without those that are kept back. */
export const partsWaitMs = 3 * dayMs;

/** Those willing to be drawn, whose part of the seed is to come. */
export const partsAwaited = (
  state: CommunityState,
  decision: string,
  row: DecisionRow,
): readonly string[] => {
  if (row.terms.method !== 'sortition') return [];
  const acts = countingActs(state, decision, row);
  if (withdrawnFor(acts) !== null) return [];
  const given = new Set(
    [...actsOf(decision).all(state).values()].flatMap(({ person, act }) =>
      act.kind === 'lot-part' ? [person] : [],
    ),
  );
  return standingBallots(acts, row.version).standing.flatMap(({ person, row: { act } }) =>
    act.kind === 'ballot' && act.ballot.stance === 'willing' && !given.has(person) ? [person] : [],
  );
};

/** Who signed in a round, and who signed which set. */
export const voicesIn = (state: CommunityState, decision: string, round: number) => {
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

/** Whether none of the sets signed in a round can come to more than half any more. */
export const isRoundLost = (state: CommunityState, decision: string, round: number): boolean => {
  const eligible = electorsOf(state, decisions.get(state, decision)!).size;
  const { bySet, persons } = voicesIn(state, decision, round);
  const most = Math.max(0, ...[...bySet.values()].map((voices) => voices.size));
  return (most + eligible - persons.size) * 2 <= eligible;
};

/**
 * What a device has to sign now, having seen all of this state: once a person and round, so that a second device of
 * theirs signs nothing that differs. Cost O(decisions that are closed and not settled).
 */
export const receiptsDue = (state: CommunityState, device: string, now: number): readonly Receipt[] => {
  const person = devices.get(state, device)?.person;
  if (person === undefined) return [];
  return [...decisions.all(state)].flatMap(([decision, row]): Receipt[] => {
    if (row.settled !== null || !isTimeToSign(row, now) || !mayTakePart(state, row, person)) return [];
    if (now < row.terms.deadline + partsWaitMs && partsAwaited(state, decision, row).length > 0) return [];
    let round = 0;
    while (voicesIn(state, decision, round).persons.has(person)) {
      if (!isRoundLost(state, decision, round)) return [];
      round++;
    }
    const set = hashOfActs(actsSeen(state, decision, () => true));
    return [{ decision, round, version: row.version, set }];
  });
};
