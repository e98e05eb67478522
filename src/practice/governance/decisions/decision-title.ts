import type { CommunityState } from '../state.ts';
import { decisions, proposalVersions } from './decision-tables.ts';

/** What a decision is about: the title of the version decided on, or of its terms where there is no proposal. */
export const decisionTitle = (state: CommunityState, decision: string): string => {
  const row = decisions.get(state, decision);
  return row === undefined ? '' : (proposalVersions.get(state, row.version)?.title ?? row.terms.title);
};
