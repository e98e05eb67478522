import type { EventHistory } from '../../events/history.ts';
import { agreements } from '../agreements/agreement-tables.ts';
import type { CommunityView } from '../community-view.ts';
import { decisions } from '../decisions/decision-tables.ts';
import { devices, members } from '../tables.ts';

/**
 * How far a person has seen their community: what came in after it is new, however long ago it says that it was written.
 * It stays on their own device.
 */
export interface SeenMark {
  /** When, by this device's clock. */
  readonly at: number;
  /** How much was there of the chain of each device known. */
  readonly lengths: Readonly<Record<string, number>>;
  /** Decisions that were open. */
  readonly open: readonly string[];
  /** Agreements that were recorded. */
  readonly agreements: readonly string[];
}

const idsWhere = <Row>(rows: ReadonlyMap<string, Row>, holds: (row: Row) => boolean): readonly string[] =>
  [...rows].flatMap(([id, row]) => (holds(row) ? [id] : []));

/** All that is here now has been seen. Cost O(devices + decisions). */
export const markNow = ({ state, history }: CommunityView, now: number): SeenMark => ({
  at: now,
  lengths: Object.fromEntries(
    [...devices.all(state).keys()].map((device) => [device, history.lengthOf(device)]),
  ),
  open: idsWhere(decisions.all(state), ({ phase }) => phase === 'open'),
  agreements: [...agreements.all(state).keys()],
});

/** Where a device's chain first claims to be as late as a time. */
const lengthBefore = (history: EventHistory, device: string, since: number): number => {
  const length = history.lengthOf(device);
  for (let seq = 0; seq < length; seq++) {
    if (history.at(device, seq).some(({ event }) => event.at >= since)) return seq;
  }
  return length;
};

/**
 * As if all had been seen until a time, by what events claim; a decision counts as open then until its deadline.
 * Cost O(events).
 */
export const markAt = ({ state, history }: CommunityView, since: number): SeenMark => ({
  at: since,
  lengths: Object.fromEntries(
    [...devices.all(state)].flatMap(([device, { person }]) => {
      const length = lengthBefore(history, device, since);
      const isKnown = length > 0 || (members.get(state, person)?.since ?? since) < since;
      return isKnown ? [[device, length]] : [];
    }),
  ),
  open: idsWhere(decisions.all(state), ({ at, terms }) => at < since && terms.deadline >= since),
  agreements: idsWhere(agreements.all(state), ({ at }) => at < since),
});

const reach = ({ lengths }: SeenMark): number =>
  Object.values(lengths).reduce((sum, length) => sum + length, 0);

/** The one of two marks of one device that had seen more, whatever its clock said; where both had seen the same, the second. */
export const furtherMark = (first: SeenMark, second: SeenMark): SeenMark =>
  reach(first) > reach(second) ? first : second;
