import type { AuditStep } from './audit.ts';

/** One member's answer that counts. */
export interface Answer<S extends string> {
  readonly member: string;
  readonly stance: S;
}

/** The answers that count, one a member, and how many may answer. */
export interface Stances<S extends string> {
  readonly eligible: number;
  readonly answers: readonly Answer<S>[];
}

/** What follows from answers, with how the method works and how it came to this, as members read it. */
export interface VerdictOf<V extends string> {
  readonly verdict: V;
  readonly words: readonly string[];
  readonly audit: readonly AuditStep[];
}
