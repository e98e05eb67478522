import { type AuditStep, counted, step } from './audit.ts';
import { type ConsentStance, judgeConsent } from './consent.ts';
import type { DecisionAct } from './decision-tables.ts';
import type { Rational } from './rational.ts';
import type { Stances, VerdictOf } from './verdict.ts';

/** Whom one elector nominates now, and whom they did before they changed their mind. */
export interface Nomination {
  readonly by: string;
  readonly person: string;
  readonly reason: string;
  readonly before: string | null;
}

/** Who is put forward, why, and whether they have consented themselves. */
export interface Nominee {
  readonly person: string;
  readonly reason: string;
}

/** The nomination each elector stands by: the last in causal order. Sorted by elector. Cost O(acts · log acts). */
export const nominationsIn = (acts: ReadonlyMap<string, DecisionAct>): readonly Nomination[] => {
  const found = [...acts].flatMap(([id, { person, act }]) =>
    act.kind === 'nomination' ? [{ id, by: person, act }] : [],
  );
  found.sort((a, b) => a.act.lamport - b.act.lamport || (a.id < b.id ? -1 : 1));
  const standing = new Map<string, Nomination>();
  for (const { by, act } of found) {
    const before = standing.get(by)?.person ?? null;
    standing.set(by, { by, person: act.person, reason: act.reason, before });
  }
  return [...standing.values()].sort((a, b) => (a.by < b.by ? -1 : 1));
};

/** Who is put forward in a version; null while nominations are gathered. */
export const nomineeOf = (acts: ReadonlyMap<string, DecisionAct>, version: string): Nominee | null => {
  const act = acts.get(version)?.act;
  return act?.kind === 'nominee' ? { person: act.person, reason: act.reason } : null;
};

const nominationsStep = (nominations: readonly Nomination[]): AuditStep =>
  step(
    'Nominations',
    nominations.length === 0
      ? 'Nobody has nominated anybody yet.'
      : `${counted(nominations.length, 'nomination')}; what speaks for a person counts, not how many say so.`,
    ['by', 'nominated', 'first', 'reason'],
    nominations.map(({ by, person, reason, before }) => [
      by,
      person,
      before === null || before === person ? '–' : before,
      reason,
    ]),
  );

/**
 * Sociocratic election: each nominates somebody and says why; having heard the reasons, each may change; who opened it
 * puts forward whom the reasons speak for; all consent, and the one put forward last. It passes as consent does, and
 * only with the word of the one put forward. Cost O(answers + nominations).
 * Source: Endenburg 1998; Buck & Villines 2007, ch. 9.
 * @param nominee null while nobody is put forward
 * @param openObjections to the one put forward
 */
export const judgeSociocraticElection = (
  nominations: readonly Nomination[],
  nominee: Nominee | null,
  stances: Stances<ConsentStance>,
  openObjections: number,
  quorum: Rational,
  isClosed: boolean,
): VerdictOf<'passes' | 'fails' | 'undecided'> => {
  const words = [
    'Sociocratic election: each nominates and says why, and may change after hearing the others; who opened it puts forward whom the reasons speak for; then all consent, the one put forward last.',
  ];
  if (nominee === null) {
    const verdict = isClosed ? 'fails' : 'undecided';
    const why = isClosed
      ? ['Nobody was put forward, so nobody is elected.']
      : ['Nominations are gathered; nobody is put forward yet.'];
    return { verdict, words: [...words, ...why], audit: [nominationsStep(nominations)] };
  }
  const consent = judgeConsent(stances, openObjections, quorum, isClosed);
  const isWilling = stances.answers.some(
    ({ member, stance }) => member === nominee.person && stance === 'consent',
  );
  const verdict =
    consent.verdict === 'passes' && !isWilling ? (isClosed ? 'fails' : 'undecided') : consent.verdict;
  return {
    verdict,
    words: [...words, ...(isWilling ? [] : ['The one put forward has not consented.'])],
    audit: [
      nominationsStep(nominations),
      step('Put forward', nominee.reason, ['put forward'], [[nominee.person]]),
      ...consent.audit,
    ],
  };
};
