import { nextInTurn, peopleOf, roleHolders, rolesToElect } from '../circles/circle-people.ts';
import {
  circleMembers,
  circles,
  type RoleRow,
  roles,
  type TermRow,
  terms,
} from '../circles/circle-tables.ts';
import { facilitationOf } from '../circles/facilitation.ts';
import type { CommunityState } from '../state.ts';
import { type NamedPerson, namedPerson } from './named-person.ts';

export interface ShownTerm {
  readonly id: string;
  /** That elected or drew. */
  readonly decision: string;
  readonly person: NamedPerson;
  readonly from: number;
  readonly until: number;
  readonly standing: TermRow['standing'];
}

export interface ShownRole {
  readonly id: string;
  readonly circle: string;
  readonly name: string;
  readonly purpose: string;
  readonly domain: string;
  readonly termDays: number;
  readonly link: RoleRow['link'];
  readonly holders: readonly NamedPerson[];
  /** Nobody holds it, or not for another 30 days. */
  readonly isToElect: boolean;
  /** The latest first. */
  readonly terms: readonly ShownTerm[];
  /** Whose turn it would be if the role went round the circle; null where nobody is in it. */
  readonly nextInTurn: NamedPerson | null;
}

/** Whose turn it is to facilitate; it goes round by itself. */
export interface ShownFacilitation {
  readonly person: NamedPerson;
  readonly since: number;
  /** null: until it is handed on. */
  readonly until: number | null;
  readonly next: NamedPerson;
}

export const facilitationShown = (
  state: CommunityState,
  circle: string | null,
  now: number,
): ShownFacilitation | null => {
  const found = facilitationOf(state, circle, now);
  if (found === null) return null;
  const { person, since, until, next } = found;
  return { since, until, person: namedPerson(state, person), next: namedPerson(state, next) };
};

export interface ShownCircle {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly domain: string;
  /** null: directly within the community. */
  readonly parent: string | null;
  readonly depth: number;
  readonly at: number;
  readonly people: readonly NamedPerson[];
  /** null while nobody is in it. */
  readonly facilitation: ShownFacilitation | null;
  /** Whether this person joined it, links aside. */
  readonly isJoined: boolean;
  readonly roles: readonly ShownRole[];
}

const electWithinMs = 30 * 86_400_000;

export const rolesOf = (state: CommunityState, now: number): readonly ShownRole[] => {
  const toElect = new Set(rolesToElect(state, now, electWithinMs));
  return [...roles.all(state)]
    .map(([id, row]): ShownRole => {
      const theirs = [...terms.all(state)]
        .filter(([, term]) => term.role === id)
        .sort(([a, x], [b, y]) => y.from - x.from || (a < b ? -1 : 1));
      const turns = theirs
        .filter(([, { standing }]) => standing === 'accepted' || standing === 'ended')
        .map(([, { person }]) => person)
        .reverse();
      const next = nextInTurn(peopleOf(state, row.circle, now), turns);
      return {
        ...row,
        id,
        holders: roleHolders(state, id, now).map((person) => namedPerson(state, person)),
        isToElect: toElect.has(id),
        terms: theirs.map(([term, { role: _, person, ...said }]) => ({
          ...said,
          id: term,
          person: namedPerson(state, person),
        })),
        nextInTurn: next === null ? null : namedPerson(state, next),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
};

/** All circles, each behind the one around it, by name. */
export const circlesOf = (state: CommunityState, person: string, now: number): readonly ShownCircle[] => {
  const every = rolesOf(state, now);
  const rows = [...circles.all(state)].sort(([a, x], [b, y]) =>
    x.name < y.name ? -1 : x.name > y.name ? 1 : a < b ? -1 : 1,
  );
  const within = (parent: string | null, depth: number): ShownCircle[] =>
    rows
      .filter(([, row]) => row.parent === parent)
      .flatMap(([id, row]) => [
        {
          ...row,
          id,
          depth,
          people: peopleOf(state, id, now).map((each) => namedPerson(state, each)),
          facilitation: facilitationShown(state, id, now),
          isJoined: circleMembers.get(state, `${id}/${person}`) !== undefined,
          roles: every.filter(({ circle }) => circle === id),
        },
        ...within(id, depth + 1),
      ]);
  return within(null, 0);
};
