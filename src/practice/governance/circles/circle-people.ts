import type { CommunityState } from '../state.ts';
import { members } from '../tables.ts';
import { circleMembers, circles, roles, type TermRow, terms } from './circle-tables.ts';

const isHeldAt = (term: TermRow, at: number): boolean =>
  term.standing === 'accepted' && term.from <= at && at < term.until;

/** Who holds a role at a time, sorted. */
export const roleHolders = (state: CommunityState, role: string, at: number): readonly string[] =>
  [...terms.all(state).values()]
    .filter((term) => term.role === role && isHeldAt(term, at))
    .map(({ person }) => person)
    .sort();

/** Roles nobody holds at a time, or whose holders' terms end within some days: their elections open next. */
export const rolesToElect = (state: CommunityState, at: number, withinMs: number): readonly string[] =>
  [...roles.all(state).keys()]
    .filter(
      (role) =>
        ![...terms.all(state).values()].some(
          (term) => term.role === role && isHeldAt(term, at) && term.until > at + withinMs,
        ),
    )
    .sort();

/** Who is in a circle: those who joined, and the double links of the circles within it. Sorted. */
export const peopleOf = (state: CommunityState, circle: string, at: number): readonly string[] => {
  const people = new Set<string>();
  for (const key of circleMembers.all(state).keys()) {
    const [of, person] = key.split('/');
    if (of === circle) people.add(person!);
  }
  for (const [id, role] of roles.all(state)) {
    const isLink = role.link !== 'none' && circles.get(state, role.circle)?.parent === circle;
    if (isLink || role.circle === circle) for (const person of roleHolders(state, id, at)) people.add(person);
  }
  return [...people].filter((person) => members.get(state, person)?.standing === 'member').sort();
};

/**
 * Whose turn it is: who never had it, in the order of names; then whose last turn is longest ago.
 * @param turns everybody's turns so far, earliest first
 */
export const nextInTurn = (people: readonly string[], turns: readonly string[]): string | null => {
  const last = new Map(turns.map((person, i) => [person, i]));
  return [...people].sort((a, b) => (last.get(a) ?? -1) - (last.get(b) ?? -1) || (a < b ? -1 : 1))[0] ?? null;
};
