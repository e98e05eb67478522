import type { DecisionMethod } from './decisions/decision-terms.ts';

export { decisionMethods } from './decisions/decision-terms.ts';

/** Kinds of matter for which a community may agree, when it is founded, on how it decides. */
export const matters = ['membership', 'agreements', 'roles', 'money', 'everything-else'] as const;
export type Matter = (typeof matters)[number];

/** On a removal members answer one by one, so that it goes by one of these. */
export const membershipMethods = ['majority', 'consent', 'consensus'] as const;
export type MembershipMethod = (typeof membershipMethods)[number];

/** The way agreed on for a kind of matter; none means any. */
export type AgreedMethods = Readonly<Partial<Record<Matter, DecisionMethod>>>;
