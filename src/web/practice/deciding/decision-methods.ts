import type { Commands } from '../../../app/protocol.ts';

export type DecisionTerms = Commands['practice-open-decision']['body']['terms'];
export type DecisionMethod = NonNullable<DecisionTerms['method']>;

/** Methods in the order a person meets them: of yes and no, of one among several, of several seats. */
export const methods = [
  'consent',
  'consensus',
  'advice',
  'majority',
  'sociocratic-election',
  'sortition',
  'approval',
  'score',
  'star',
  'instant-runoff',
  'schulze',
  'ranked-pairs',
  'dot',
  'quadratic',
  'stv',
  'pav',
] as const satisfies readonly DecisionMethod[];

const stances = {
  consent: ['consent', 'abstain'],
  consensus: ['agree', 'stand-aside', 'block', 'abstain'],
  advice: ['for', 'against'],
  majority: ['for', 'against', 'abstain'],
  'sociocratic-election': ['consent', 'abstain'],
  sortition: ['willing', 'unwilling'],
} as const;

export type Stance = (typeof stances)[keyof typeof stances][number];

/** What can be said in a decision of yes and no; empty for methods with options. */
export const stancesOf = (method: DecisionMethod): readonly Stance[] =>
  method in stances ? stances[method as keyof typeof stances] : [];

export const isRanked = (method: DecisionMethod): boolean =>
  method === 'instant-runoff' || method === 'schulze' || method === 'ranked-pairs' || method === 'stv';

/** Whether more than one option can be chosen. */
export const hasSeats = (method: DecisionMethod): boolean =>
  method === 'sortition' ||
  (stancesOf(method).length === 0 && method !== 'star' && method !== 'instant-runoff');

/** Where persons are put forward for it, or all that may answer are asked. */
export const mayNamePersons = (method: DecisionMethod): boolean =>
  method !== 'sociocratic-election' && method !== 'sortition';

/** Where nothing that is said needs its author: an objection or advice does. */
export const mayBeAnonymous = (method: DecisionMethod): boolean =>
  stancesOf(method).length === 0 || method === 'majority';
