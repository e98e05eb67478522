import type { AuditStep } from './audit.ts';
import type { Tie, TieEnd, TieRules } from './ties.ts';

/** What a count needs besides the ballots; fixed when the decision opens. */
export interface CountingRules {
  readonly seats: number;
  readonly ties: TieRules;
}

/**
 * `decided`: every seat is filled. `unfilled`: nobody else can be chosen by this method (no majority, no ballots).
 * The others say where an unresolved tie led.
 */
export type TallyStatus = 'decided' | 'unfilled' | TieEnd;

/** What a count gives, the same on every device, in any order of arrival. */
export interface Tally {
  readonly method: string;
  readonly status: TallyStatus;
  /** Options chosen, in the order they were. */
  readonly winners: readonly string[];
  /** All options, best first, equals together, where the method orders them; else empty. */
  readonly tiers: readonly (readonly string[])[];
  readonly ties: readonly Tie[];
  /** How the method works and what it took for granted, as sentences beside the result. */
  readonly words: readonly string[];
  /** Every round, every pair. */
  readonly audit: readonly AuditStep[];
}
