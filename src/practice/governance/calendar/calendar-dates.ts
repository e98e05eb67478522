import { agreements, pacts } from '../agreements/agreement-tables.ts';
import { roles, terms } from '../circles/circle-tables.ts';
import { decisions } from '../decisions/decision-tables.ts';
import { decisionTitle } from '../decisions/decision-title.ts';
import type { CommunityState } from '../state.ts';

/** A moment somebody waits for. */
export interface CalendarDate {
  /** Stable: the same moment keeps it when it is moved. */
  readonly id: string;
  /** UTC, ms since 1970. */
  readonly at: number;
  readonly kind: 'deadline' | 'review' | 'term-end';
  readonly title: string;
}

/**
 * Deadlines of open decisions, reviews of what stands and ends of terms, in order of time. Agreements between two are in
 * the calendar of these two alone.
 */
export const calendarDates = (state: CommunityState, person: string): readonly CalendarDate[] => {
  const dates: CalendarDate[] = [];
  for (const [id, row] of decisions.all(state)) {
    if (row.phase !== 'open') continue;
    dates.push({ id, at: row.terms.deadline, kind: 'deadline', title: decisionTitle(state, id) });
  }
  for (const [id, row] of agreements.all(state)) {
    if (row.isReplaced) continue;
    dates.push({ id, at: row.reviewAt, kind: 'review', title: decisionTitle(state, id) });
  }
  for (const [id, row] of pacts.all(state)) {
    if (row.standing !== 'agreed' || (row.by !== person && row.with !== person)) continue;
    dates.push({ id, at: row.reviewAt, kind: 'review', title: row.text.split('\n')[0]! });
  }
  for (const [id, row] of terms.all(state)) {
    if (row.standing !== 'accepted') continue;
    dates.push({ id, at: row.until, kind: 'term-end', title: roles.get(state, row.role)?.name ?? '' });
  }
  return dates.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
};
