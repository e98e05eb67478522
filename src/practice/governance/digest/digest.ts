import { agreements } from '../agreements/agreement-tables.ts';
import type { CommunityView } from '../community-view.ts';
import { electorsOf } from '../decisions/counting-acts.ts';
import { type DecisionOutcome, outcomeOf } from '../decisions/decision-outcome.ts';
import { decisions, proposals, proposalVersions } from '../decisions/decision-tables.ts';
import { decisionTitle } from '../decisions/decision-title.ts';
import { nothingSealed, type OwnAnswer, type OwnSealed, ownAnswer } from '../selectors/decision-list.ts';
import { type NeedsMe, needsMe } from '../selectors/needs-me.ts';
import { communities, devices, members, posts } from '../tables.ts';
import type { SeenMark } from './seen-mark.ts';

export type ChangeKind = 'decisions' | 'outcomes' | 'agreements' | 'proposals' | 'posts' | 'members';

export interface Change {
  readonly kind: ChangeKind;
  /** All of them, however few are named. */
  readonly count: number;
  /** The newest. */
  readonly newest: readonly {
    readonly id: string;
    readonly title: string;
    /** What came out, for outcomes. */
    readonly result: DecisionOutcome['result'] | null;
  }[];
}

/** A decision that ended without an answer of a person who had one to give. */
export interface MissedDecision {
  readonly id: string;
  readonly title: string;
  readonly deadline: number;
  readonly result: DecisionOutcome['result'] | null;
  readonly own: OwnAnswer;
}

/** What a person would want to be told of their community. */
export interface Digest {
  readonly name: string;
  /** What is new is so since then. */
  readonly since: number;
  /** What waits for them, by when it ends: within a day, within a week, later or never. */
  readonly needs: {
    readonly day: readonly NeedsMe[];
    readonly week: readonly NeedsMe[];
    readonly later: readonly NeedsMe[];
  };
  /** What others did; kinds of which there is nothing are left out. */
  readonly changes: readonly Change[];
  readonly missed: readonly MissedDecision[];
}

/** How much of a community a person wants to be told of. */
export const volumes = ['all', 'needs', 'nothing'] as const;
export type Volume = (typeof volumes)[number];

const mostNamed = 5;
const longestTitle = 80;
const dayMs = 86_400_000;

const firstLine = (text: string): string => {
  const characters = [...text.trim().split('\n')[0]!];
  return characters.length <= longestTitle
    ? characters.join('')
    : `${characters.slice(0, longestTitle - 1).join('')}…`;
};

type Named = Change['newest'][number];

/** What was written since, in the order everybody agrees on. Cost O(devices + new events). */
const newSince = ({ state, history }: CommunityView, mark: SeenMark) =>
  [...devices.all(state)]
    .flatMap(([device, { person }]) => {
      const from = mark.lengths[device] ?? 0;
      const added = Math.max(0, history.lengthOf(device) - from);
      return Array.from({ length: added }, (_, i) => history.at(device, from + i))
        .flat()
        .map(({ event: { id, lamport } }) => ({ id, lamport, person }));
    })
    .sort((a, b) => a.lamport - b.lamport || (a.id < b.id ? -1 : 1));

/** Members of whom no device was known. */
const newMembers = ({ state }: CommunityView, mark: SeenMark): readonly string[] => {
  const known = new Set(
    [...devices.all(state)].flatMap(([device, { person }]) => (device in mark.lengths ? [person] : [])),
  );
  return [...members.all(state)].flatMap(([person, { standing }]) =>
    standing === 'member' && !known.has(person) ? [person] : [],
  );
};

/** What is told of a community at a volume; of `nothing`, no digest is made. */
export const digestOf = (
  view: CommunityView,
  person: string,
  now: number,
  mark: SeenMark,
  volume: Exclude<Volume, 'nothing'> = 'all',
  sealed: OwnSealed = nothingSealed,
): Digest => {
  const { state } = view;
  const needs = needsMe(state, person, now, sealed);
  const endsWithin = (from: number, until: number) =>
    needs.filter(({ until: end }) => {
      const left = (end ?? Number.POSITIVE_INFINITY) - now;
      return left > from && left <= until;
    });
  const grouped = {
    day: endsWithin(Number.NEGATIVE_INFINITY, dayMs),
    week: endsWithin(dayMs, 7 * dayMs),
    later: needs.filter(({ until }) => until === null || until - now > 7 * dayMs),
  };
  const digest = { name: communities.get(state, 'community')?.name ?? '', since: mark.at, needs: grouped };
  if (volume === 'needs') return { ...digest, changes: [], missed: [] };

  const written = newSince(view, mark);
  const isNewOrWasOpen = new Set([...mark.open, ...written.map(({ id }) => id)]);
  const news = written.filter((each) => each.person !== person).map(({ id }) => id);
  const named = (title: string, id: string, result: Named['result'] = null): Named => ({
    ...{ id, title: firstLine(title), result },
  });
  const opened = news.filter((id) => decisions.get(state, id) !== undefined);
  const ended = [...decisions.all(state)].filter(
    ([id, { phase }]) => phase === 'closed' && isNewOrWasOpen.has(id),
  );
  const known = new Set(mark.agreements);
  const agreed = [...agreements.all(state).keys()].filter((id) => !known.has(id));
  const kinds: Readonly<Record<ChangeKind, readonly Named[]>> = {
    decisions: opened.map((id) => named(decisionTitle(state, id), id)),
    outcomes: ended.map(([id]) => named(decisionTitle(state, id), id, outcomeOf(state, id).result)),
    agreements: agreed.map((id) => named(decisionTitle(state, id), id)),
    proposals: news.flatMap((id) => {
      const row = proposals.get(state, id);
      return row === undefined ? [] : [named(proposalVersions.get(state, row.version)?.title ?? '', id)];
    }),
    posts: news.flatMap((id) => {
      const row = posts.get(state, id);
      return row === undefined || row.isUndone ? [] : [named(row.text, id)];
    }),
    members: newMembers(view, mark).map((id) => named(members.get(state, id)?.name ?? '', id)),
  };
  return {
    ...digest,
    changes: (Object.keys(kinds) as ChangeKind[]).flatMap((kind) => {
      const all = kinds[kind];
      return all.length === 0 ? [] : [{ kind, count: all.length, newest: all.slice(-mostNamed).reverse() }];
    }),
    missed: ended.flatMap(([id, row]) => {
      if (!electorsOf(state, row).has(person)) return [];
      const own = ownAnswer(state, id, row, person, sealed);
      if (own === 'answered' || own === 'carried') return [];
      const { result } = outcomeOf(state, id);
      return [{ ...named(decisionTitle(state, id), id, result), deadline: row.terms.deadline, own }];
    }),
  };
};

/** Whether there is nothing to tell. */
export const isDigestEmpty = ({ needs, changes, missed }: Digest): boolean =>
  needs.day.length + needs.week.length + needs.later.length + changes.length + missed.length === 0;
