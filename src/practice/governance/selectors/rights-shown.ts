import { circles, type HolderKind, type RightStep, rights } from '../circles/circle-tables.ts';
import { rightHolder, standingSteps } from '../circles/right-holder.ts';
import type { CommunityState } from '../state.ts';
import { communities } from '../tables.ts';
import { type NamedPerson, namedPerson } from './named-person.ts';

export interface ShownHolder {
  readonly kind: HolderKind;
  /** A person or circle; empty for the community. */
  readonly id: string;
  readonly name: string;
}

export interface ShownStep {
  /** Its place, from 0: where the right came from. */
  readonly place: number;
  readonly holder: ShownHolder;
  readonly by: NamedPerson;
  readonly at: number;
  readonly until: number | null;
  readonly takenBackBy: RightStep['takenBackBy'];
  /** Neither taken back nor ended, nor resting on one that was. */
  readonly isStanding: boolean;
}

export interface ShownRight {
  readonly id: string;
  readonly name: string;
  readonly holder: ShownHolder;
  readonly steps: readonly ShownStep[];
  /** Whether this person may hand it on by their own word. */
  readonly mayHandOn: boolean;
  /** Places of steps this person may take back by their own word. */
  readonly mayTakeBack: readonly number[];
}

/** Decision rights and the whole way each has gone: who held it, who holds it, until when, taken back how. */
export const rightsOf = (state: CommunityState, person: string, now: number): readonly ShownRight[] => {
  const holderOf = ({ holderKind: kind, holder: id }: RightStep): ShownHolder => {
    if (kind === 'person') return { kind, id, name: namedPerson(state, id).name };
    const table = kind === 'circle' ? circles.get(state, id) : communities.get(state, 'community');
    return { kind, id, name: table?.name ?? '' };
  };
  return [...rights.all(state)]
    .map(([id, right]): ShownRight => {
      const standing = new Set(standingSteps(right, now));
      const last = rightHolder(right, now);
      return {
        id,
        name: right.name,
        holder: holderOf(last),
        steps: right.steps.map((step, place) => ({
          place,
          holder: holderOf(step),
          by: namedPerson(state, step.by),
          at: step.at,
          until: step.until,
          takenBackBy: step.takenBackBy,
          isStanding: standing.has(step),
        })),
        mayHandOn: last.holderKind === 'person' && last.holder === person,
        mayTakeBack: right.steps.flatMap((step, place) =>
          place > 0 && standing.has(step) && step.takenBackBy === 'giver' && step.by === person
            ? [place]
            : [],
        ),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
};
