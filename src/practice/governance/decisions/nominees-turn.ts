import type { CommunityState } from '../state.ts';
import { outcomeOf } from './decision-outcome.ts';
import { decisions } from './decision-tables.ts';
import { quorumShareOf } from './decision-terms.ts';
import { quorumOf } from './threshold.ts';

/**
 * Whether the one put forward may answer: with their answer the quorum is there, and no objection is open. Their own
 * objection they may raise at any time.
 */
export const isNomineesTurn = (state: CommunityState, decision: string): boolean => {
  const { answers, eligible, objections } = outcomeOf(state, decision);
  const quorum = quorumOf(quorumShareOf(decisions.get(state, decision)!.terms), eligible);
  return BigInt(answers + 1) >= quorum && objections.every(({ standing }) => standing !== 'open');
};
