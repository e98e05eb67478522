import { agreements, pacts } from '../agreements/agreement-tables.ts';
import { dueForReview } from '../agreements/due.ts';
import { peopleOf, rolesToElect } from '../circles/circle-people.ts';
import { roles, terms } from '../circles/circle-tables.ts';
import { decisions } from '../decisions/decision-tables.ts';
import { decisionTitle } from '../decisions/decision-title.ts';
import { offers } from '../exchange/exchange-tables.ts';
import { matchesAt } from '../exchange/matches.ts';
import type { CommunityState } from '../state.ts';
import { members, removals } from '../tables.ts';
import { nothingSealed, type OwnSealed } from './decision-list.ts';
import { type DecisionPage, decisionPage } from './decision-page.ts';
import { removalElectors } from './removal-electors.ts';
import { supportersOf } from './supporters-of.ts';

/** The one act that something asks of a person. */
export type Need =
  | 'answer'
  | 'nominate'
  | 'put-forward'
  | 'resolve'
  | 'test-objection'
  | 'integrate-objection'
  | 'advise'
  | 'ask-advice'
  | 'close'
  | 'record'
  | 'take-back-to-draft'
  | 'answer-term'
  | 'elect'
  | 'review'
  | 'answer-pact'
  | 'see-match'
  | 'answer-removal'
  | 'be-heard';

export interface NeedsMe {
  readonly need: Need;
  /** The decision, objection, term, role, agreement, pact, offer or removal it is about. */
  readonly about: string;
  /** The decision it belongs to. */
  readonly decision: string | null;
  readonly title: string;
  /** Since when it waits; claimed. */
  readonly since: number;
  /** Until when it can be done. */
  readonly until: number | null;
}

const electWithinMs = 30 * 86_400_000;

const inDecision = (page: DecisionPage, person: string): readonly NeedsMe[] => {
  const { id, title, may, own } = page;
  const until = page.outcome.phase === 'open' ? page.terms.deadline : null;
  const since = page.versions.find((version) => version.id === page.version)?.at ?? page.openedAt;
  const item = (need: Need, about = id, at = Math.max(since, page.openedAt)): NeedsMe => ({
    ...{ need, about, decision: id, title, since: at, until },
  });
  const items: NeedsMe[] = [];
  if (own.answer === 'contested' && page.outcome.phase === 'open') items.push(item('resolve'));
  else if (may.nominate && page.nominations.every(({ by }) => by.person !== person))
    items.push(item('nominate'));
  else if (may.answer && (own.answer === 'waits' || own.answer === 'lapsed')) items.push(item('answer'));
  if (may.putForward.length > 0 && page.nominee === null) items.push(item('put-forward'));
  for (const objection of page.objections) {
    if (objection.standing !== 'open') continue;
    const isTested = objection.tests.some(({ by }) => by.person === person);
    if (may.test.includes(objection.id) && !isTested) {
      items.push(item('test-objection', objection.id, objection.at));
    }
    if (may.amend) items.push(item('integrate-objection', objection.id, objection.at));
  }
  for (const ask of may.advise) items.push(item('advise', ask));
  const isShortOfAdvice = new Set(page.advice.map(({ as }) => as)).size < 2;
  if (page.terms.method === 'advice' && may.askAdvice && isShortOfAdvice) items.push(item('ask-advice'));
  if (may.close) items.push(item('close', id, page.isDue ? page.terms.deadline : since));
  if (may.record && page.by.person === person) items.push(item('record', id, page.terms.deadline));
  if (page.outcome.phase === 'draft' && page.by.person === person) items.push(item('take-back-to-draft'));
  return items;
};

/**
 * What waits for a person and for nobody else's patience: what ends soonest first, then what has waited longest.
 * Nothing is in it that they cannot do.
 */
export const needsMe = (
  state: CommunityState,
  person: string,
  now: number,
  sealed: OwnSealed = nothingSealed,
): readonly NeedsMe[] => {
  if (members.get(state, person)?.standing !== 'member') return [];
  const items: NeedsMe[] = [];
  for (const id of decisions.all(state).keys()) {
    items.push(...inDecision(decisionPage(state, id, person, now, sealed)!, person));
  }
  const add = (
    need: Need,
    about: string,
    title: string,
    {
      since,
      until = null,
      decision = null,
    }: { since: number; until?: number | null; decision?: string | null },
  ) => items.push({ need, about, decision, title, since, until });
  for (const [id, term] of terms.all(state)) {
    if (term.person !== person || term.standing !== 'asked') continue;
    const title = roles.get(state, term.role)?.name ?? '';
    add('answer-term', id, title, { since: term.from, decision: term.decision });
  }
  for (const id of rolesToElect(state, now, electWithinMs)) {
    const { circle, name } = roles.get(state, id)!;
    const isAsked = [...terms.all(state).values()].some(
      ({ role, standing }) => role === id && standing === 'asked',
    );
    if (isAsked || !peopleOf(state, circle, now).includes(person)) continue;
    const ends = [...terms.all(state).values()].filter(
      ({ role, standing }) => role === id && standing === 'accepted',
    );
    const until = ends.reduce((latest, term) => Math.max(latest, term.until), 0);
    add('elect', id, name, {
      since: until === 0 ? now : until - electWithinMs,
      until: until > now ? until : null,
    });
  }
  for (const id of dueForReview(state, now)) {
    const agreement = agreements.get(state, id);
    const pact = pacts.get(state, id);
    if (agreement !== undefined) {
      add('review', id, decisionTitle(state, id), { since: agreement.reviewAt, decision: id });
    } else if (pact !== undefined && (pact.by === person || pact.with === person)) {
      add('review', id, pact.text.split('\n')[0]!, { since: pact.reviewAt });
    }
  }
  for (const [id, pact] of pacts.all(state)) {
    if (pact.with === person && pact.standing === 'proposed') {
      add('answer-pact', id, pact.text.split('\n')[0]!, { since: pact.at });
    }
  }
  for (const { offer, need } of matchesAt(state, now)) {
    const [own, other] = [offer, need].map((id) => offers.get(state, id)!);
    const mine = own!.by === person ? offer : other!.by === person ? need : null;
    if (mine === null) continue;
    const theirs = mine === offer ? other! : own!;
    add('see-match', mine, theirs.title, { since: Math.max(own!.at, other!.at), until: theirs.until });
  }
  for (const [id, removal] of removals.all(state)) {
    if (removal.outcome !== 'open') continue;
    if (removal.person === person) add('be-heard', id, removal.reason, { since: removal.at });
    else if (
      removalElectors(state, removal.person).includes(person) &&
      !supportersOf(state, id).includes(person)
    ) {
      add('answer-removal', id, removal.reason, { since: removal.at });
    }
  }
  return items.sort(
    (a, b) =>
      (a.until ?? Number.POSITIVE_INFINITY) - (b.until ?? Number.POSITIVE_INFINITY) ||
      a.since - b.since ||
      (`${a.need}/${a.about}` < `${b.need}/${b.about}` ? -1 : 1),
  );
};
