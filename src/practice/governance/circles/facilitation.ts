import { dayMs } from '../../../base/time.ts';
import type { CommunityState } from '../state.ts';
import { communities, members } from '../tables.ts';
import { peopleOf } from './circle-people.ts';
import { circles, facilitations } from './circle-tables.ts';

/** Where nobody has decided otherwise. */
export const usualTurnDays = 14;

export interface Facilitation {
  readonly person: string;
  readonly since: number;
  /** null: until it is handed on. */
  readonly until: number | null;
  /** Who follows; the same person where nobody else is there. */
  readonly next: string;
  readonly turnDays: number;
}

/** Whose turns they are: a circle's people, or all members. Sorted by key, which says nothing of anybody. */
export const facilitators = (state: CommunityState, circle: string | null, at: number): readonly string[] =>
  circle === null
    ? [...members.all(state)]
        .filter(([, { standing }]) => standing === 'member')
        .map(([person]) => person)
        .sort()
    : peopleOf(state, circle, at);

/**
 * Who facilitates at a time. It goes round by itself: from who had it last, one person further with every turn that has
 * passed, so that nobody has to be chosen and nobody keeps it. Null where nobody is there. Cost O(people).
 */
export const facilitationOf = (
  state: CommunityState,
  circle: string | null,
  at: number,
): Facilitation | null => {
  const people = facilitators(state, circle, at);
  if (people.length === 0) return null;
  const row = facilitations.get(state, circle ?? 'community');
  const begun =
    circle === null ? communities.get(state, 'community')?.foundedAt : circles.get(state, circle)?.at;
  const from = row?.at ?? begun ?? 0;
  const turnDays = row?.turnDays ?? usualTurnDays;
  const turnMs = turnDays * dayMs;
  const turns = turnDays === 0 ? 0 : Math.max(0, Math.floor((at - from) / turnMs));
  // Where they are gone, it is with whoever would follow them.
  const first = row === undefined ? 0 : people.findIndex((person) => person >= row.person);
  const place = (Math.max(0, first) + turns) % people.length;
  const since = from + turns * turnMs;
  return {
    ...{ person: people[place]!, since, turnDays },
    until: turnDays === 0 ? null : since + turnMs,
    next: people[(place + 1) % people.length]!,
  };
};
