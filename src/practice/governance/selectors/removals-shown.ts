import type { CommunityState } from '../state.ts';
import { devices, members, type RemovalRow, removals } from '../tables.ts';
import { removalElectors } from './removal-electors.ts';
import { supportersOf } from './supporters-of.ts';

export interface ShownRemoval {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  /** The one device it is about, by its name; `null`: the person. */
  readonly device: string | null;
  readonly by: string;
  readonly byName: string;
  readonly reason: string;
  /** Claimed; the hearing runs from here. */
  readonly at: number;
  readonly outcome: RemovalRow['outcome'];
  /** Who signed it, sorted. */
  readonly supporters: readonly string[];
  /** Who decides on it, sorted. */
  readonly electors: readonly string[];
}

/** Every removal that was proposed, the newest last. */
export const removalsOf = (state: CommunityState): readonly ShownRemoval[] =>
  [...removals.all(state)].map(([id, { person, device, by, reason, at, outcome }]) => ({
    ...{ id, person, by, reason, at, outcome },
    device: device === null ? null : (devices.get(state, device)?.name ?? ''),
    name: members.get(state, person)?.name ?? '',
    byName: members.get(state, by)?.name ?? '',
    supporters: supportersOf(state, id),
    electors: removalElectors(state, person),
  }));
