/** What a person sees of their community, and how what they call something becomes its id. */
import { RefusalError } from '../../base/result.ts';
import { agreements, pacts } from '../../practice/governance/agreements/agreement-tables.ts';
import { type CalendarDate, calendarDates } from '../../practice/governance/calendar/calendar-dates.ts';
import { writeCalendar } from '../../practice/governance/calendar/write-calendar.ts';
import { circles, rights, roles, terms } from '../../practice/governance/circles/circle-tables.ts';
import {
  actsOf,
  decisions,
  proposals,
  proposalVersions,
} from '../../practice/governance/decisions/decision-tables.ts';
import { decisionTitle } from '../../practice/governance/decisions/decision-title.ts';
import { offers } from '../../practice/governance/exchange/exchange-tables.ts';
import {
  agreementsOf,
  pactsOf,
  type ShownAgreement,
  type ShownPact,
} from '../../practice/governance/selectors/agreements-shown.ts';
import {
  circlesOf,
  facilitationShown,
  rolesOf,
  type ShownCircle,
  type ShownFacilitation,
  type ShownRole,
} from '../../practice/governance/selectors/circles-shown.ts';
import {
  decisionList,
  isDecisionAbout,
  type ListedDecision,
} from '../../practice/governance/selectors/decision-list.ts';
import { type DecisionPage, decisionPage } from '../../practice/governance/selectors/decision-page.ts';
import {
  type ImportedMatter,
  importedHistory,
} from '../../practice/governance/selectors/imported-history.ts';
import { type NeedsMe, needsMe } from '../../practice/governance/selectors/needs-me.ts';
import {
  offersOf,
  recognitionsOf,
  type ShownOffer,
  type ShownRecognition,
} from '../../practice/governance/selectors/offers-shown.ts';
import {
  type ProposalPage,
  proposalPage,
  proposalsOf,
  type ShownProposal,
} from '../../practice/governance/selectors/proposals-shown.ts';
import { removalsOf, type ShownRemoval } from '../../practice/governance/selectors/removals-shown.ts';
import { rightsOf, type ShownRight } from '../../practice/governance/selectors/rights-shown.ts';
import type { CommunityState } from '../../practice/governance/state.ts';
import { members, removals } from '../../practice/governance/tables.ts';
import type { PracticeNode } from './node.ts';

export type { DecisionPage as DecisionShown };

/** What can be called by name, by title or by the beginning of its id. */
export type Kind =
  | 'act'
  | 'agreement'
  | 'circle'
  | 'decision'
  | 'objection'
  | 'offer'
  | 'pact'
  | 'person'
  | 'proposal'
  | 'question'
  | 'removal'
  | 'right'
  | 'role'
  | 'term';

type Named = readonly (readonly [id: string, name: string])[];

const named = <Row>(rows: ReadonlyMap<string, Row>, nameOf: (row: Row, id: string) => string): Named =>
  [...rows].map(([id, row]) => [id, nameOf(row, id)]);

const deeds = (state: CommunityState, kind: 'objection' | 'ask'): Named =>
  [...decisions.all(state).keys()].flatMap((decision) =>
    [...actsOf(decision).all(state)].flatMap(([id, { act }]) =>
      act.kind === kind ? [[id, ''] as const] : [],
    ),
  );

const namesOf: Readonly<Record<Exclude<Kind, 'act'>, (state: CommunityState) => Named>> = {
  agreement: (state) => named(agreements.all(state), (_, id) => decisionTitle(state, id)),
  circle: (state) => named(circles.all(state), ({ name }) => name),
  decision: (state) => named(decisions.all(state), (_, id) => decisionTitle(state, id)),
  objection: (state) => deeds(state, 'objection'),
  offer: (state) => named(offers.all(state), ({ title }) => title),
  pact: (state) => named(pacts.all(state), ({ text }) => text.split('\n')[0]!),
  person: (state) => named(members.all(state), ({ name }) => name),
  proposal: (state) =>
    named(proposals.all(state), ({ version }) => proposalVersions.get(state, version)?.title ?? ''),
  question: (state) => deeds(state, 'ask'),
  removal: (state) => named(removals.all(state), () => ''),
  right: (state) => named(rights.all(state), ({ name }) => name),
  role: (state) => named(roles.all(state), ({ name }) => name),
  term: (state) => named(terms.all(state), ({ role }) => roles.get(state, role)?.name ?? ''),
};

const fewestLetters = 4;

const pick = (kind: Kind, all: Named, said: string): string => {
  const wanted = said.trim().toLowerCase();
  const byId = wanted.length >= fewestLetters ? all.filter(([id]) => id.startsWith(wanted)) : [];
  const found = byId.length > 0 ? byId : all.filter(([, name]) => name.toLowerCase() === wanted);
  if (found.length === 1) return found[0]![0];
  if (found.length === 0) throw new RefusalError('practice-id-unknown', { what: kind, said });
  const names = found.map(([id, name]) => `${id.slice(0, 8)}${name === '' ? '' : ` (${name})`}`).join(', ');
  throw new RefusalError('practice-id-several', { said, names });
};

/** A community as one person sees it, each part worked out when it is asked for. */
export interface Shown {
  /** The id of what was said. Refuses `practice-id-unknown` and `practice-id-several`. */
  find(kind: Kind, said: string): string;
  needs(): readonly NeedsMe[];
  /** All that every word is about, where words are said. */
  decisions(words?: string): readonly ListedDecision[];
  decision(id: string): DecisionPage;
  proposals(): readonly ShownProposal[];
  proposal(id: string): ProposalPage;
  agreements(): readonly ShownAgreement[];
  pacts(): readonly ShownPact[];
  circles(): readonly ShownCircle[];
  roles(): readonly ShownRole[];
  /** Of the whole community; null where nobody is in it. */
  facilitation(): ShownFacilitation | null;
  rights(): readonly ShownRight[];
  offers(): readonly ShownOffer[];
  recognitions(): readonly ShownRecognition[];
  removals(): readonly ShownRemoval[];
  /** What was said and decided elsewhere; with words, what every word is in. */
  imported(words?: string): readonly ImportedMatter[];
  calendar(): readonly CalendarDate[];
  /** The same as a calendar file (RFC 5545). */
  calendarFile(): string;
}

const there = <T>(found: T | null, what: Kind, said: string): T => {
  if (found === null) throw new RefusalError('practice-id-unknown', { what, said });
  return found;
};

export const shownBy = (node: PracticeNode, community: string): Shown => {
  const state = () => node.replica(community).view.state;
  const { person } = node;
  const sealed = () => node.ownSealed(community);
  /** When the record was last written to, as far as its claim can be true. */
  const writtenAt = () => {
    const last = node.replica(community).view.history.order.at(-1)?.event.at ?? 0;
    return Math.min(Math.max(last, 0), node.now());
  };
  return {
    find: (kind, said) => {
      const { order } = node.replica(community).view.history;
      const all = kind === 'act' ? order.map(({ event }) => [event.id, ''] as const) : namesOf[kind](state());
      return pick(kind, all, said);
    },
    needs: () => needsMe(state(), person, node.now(), sealed()),
    decisions: (words = '') =>
      decisionList(state(), person, node.now(), sealed()).filter(
        ({ id }) => words.trim() === '' || isDecisionAbout(state(), id, words),
      ),
    decision: (id) => there(decisionPage(state(), id, person, node.now(), sealed()), 'decision', id),
    proposals: () => proposalsOf(state()),
    proposal: (id) => there(proposalPage(state(), id), 'proposal', id),
    agreements: () => agreementsOf(state(), node.now()),
    pacts: () => pactsOf(state(), person, node.now()),
    circles: () => circlesOf(state(), person, node.now()),
    roles: () => rolesOf(state(), node.now()),
    facilitation: () => facilitationShown(state(), null, node.now()),
    rights: () => rightsOf(state(), person, node.now()),
    offers: () => offersOf(state(), node.now()),
    recognitions: () => recognitionsOf(state()),
    removals: () => removalsOf(state()),
    imported: (words = '') => importedHistory(state(), words),
    calendar: () => calendarDates(state(), person),
    calendarFile: () =>
      writeCalendar(node.status(community).name, calendarDates(state(), person), writtenAt()),
  };
};
