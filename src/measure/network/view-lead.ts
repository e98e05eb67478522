import { isOneMailbox } from './one-mailbox.ts';
import { receivedPageRank } from './received-page-rank.ts';
import type { View } from './view.ts';

/** Directed kinds of a view that say something about lead, as indices into its kinds. */
export const leadKindsOf = (view: View): readonly number[] =>
  view.directedKinds().filter((kind) => view.events.kinds[kind].lead !== 'none');

export interface Lead {
  /** ℓ, one share per node of the view, summing to 1; `null` where lead is not measurable. */
  readonly shares: Float64Array | null;
  readonly reason: 'no-lead-kind' | 'one-mailbox' | null;
}

/**
 * Lead of every node of a view, found once and shared by all that speak of lead. Not measurable where no directed
 * kind in the view says anything about lead (an announcer to 99 people leads nobody by announcing), and where all
 * of it is one person's mailbox.
 */
export const leadOf = (view: View): Lead =>
  view.memo('lead shares', () => {
    if (leadKindsOf(view).length === 0) return { shares: null, reason: 'no-lead-kind' };
    if (isOneMailbox(view)) return { shares: null, reason: 'one-mailbox' };
    return { shares: receivedPageRank(view.leadArcs()), reason: null };
  });
