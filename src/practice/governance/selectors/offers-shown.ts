import { type OfferRow, offers, recognitions } from '../exchange/exchange-tables.ts';
import { matchesAt } from '../exchange/matches.ts';
import type { CommunityState } from '../state.ts';
import { type NamedPerson, namedPerson } from './named-person.ts';

export interface ShownOffer {
  readonly id: string;
  readonly kind: OfferRow['kind'];
  readonly by: NamedPerson;
  readonly at: number;
  readonly title: string;
  readonly text: string;
  readonly tags: readonly string[];
  readonly until: number;
  readonly isOpen: boolean;
  /** Needs that an offer meets, or offers that meet a need; most in common first. */
  readonly matches: readonly {
    readonly id: string;
    readonly title: string;
    readonly by: NamedPerson;
    readonly shared: readonly string[];
  }[];
}

/** Offers and needs: open ones first, the newest first. */
export const offersOf = (state: CommunityState, now: number): readonly ShownOffer[] => {
  const found = matchesAt(state, now);
  const other = (id: string, shared: readonly string[]) => {
    const { title, by } = offers.get(state, id)!;
    return { id, title, by: namedPerson(state, by), shared };
  };
  return [...offers.all(state)]
    .map(([id, { isClosed, ...row }]) => ({
      ...row,
      id,
      by: namedPerson(state, row.by),
      isOpen: !isClosed && row.until > now,
      matches: found.flatMap(({ offer, need, shared }) =>
        offer === id ? [other(need, shared)] : need === id ? [other(offer, shared)] : [],
      ),
    }))
    .sort((a, b) => Number(b.isOpen) - Number(a.isOpen) || b.at - a.at || (a.id < b.id ? -1 : 1));
};

export interface ShownRecognition {
  readonly id: string;
  readonly by: NamedPerson;
  readonly person: NamedPerson;
  /** The event recognised. */
  readonly act: string;
  readonly text: string;
  readonly at: number;
}

/** Thanks, one by one, the newest first: never grouped by person, never counted. */
export const recognitionsOf = (state: CommunityState): readonly ShownRecognition[] =>
  [...recognitions.all(state)]
    .filter(([, { isUndone }]) => !isUndone)
    .map(([id, { isUndone: _, ...row }]) => ({
      ...row,
      id,
      by: namedPerson(state, row.by),
      person: namedPerson(state, row.person),
    }))
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
