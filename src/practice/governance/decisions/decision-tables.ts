import { type Table, tableOf } from '../state.ts';
import type { AdviceKind } from './advice.ts';
import type { Ballot, DecisionTerms } from './decision-terms.ts';
import type { SealedBallot } from './sealed-ballot.ts';

export type ProposalRow = {
  readonly by: string;
  readonly at: number;
  /** The version that stands now. */
  readonly version: string;
  readonly number: number;
};

export type ProposalVersionRow = {
  readonly proposal: string;
  readonly number: number;
  readonly by: string;
  readonly at: number;
  readonly title: string;
  readonly text: string;
  readonly why: string;
  /** Objections that this version answers. */
  readonly integrates: readonly string[];
};

export type DecisionRow = {
  readonly by: string;
  readonly at: number;
  readonly lamport: number;
  readonly terms: DecisionTerms;
  /** Persons' keys, sorted, one after the other. */
  readonly electorate: Uint8Array;
  /** null where no proposal is decided on. */
  readonly proposal: string | null;
  /** The version decided on; without a proposal who is put forward, or the decision's own id. */
  readonly version: string;
  readonly amendments: number;
  readonly phase: 'open' | 'closed' | 'draft';
  /** Everybody had answered, or it was withdrawn: there is no deadline to wait for. */
  readonly isClosedEarly: boolean;
  /** What more than half of the electorate signed that they count; null while provisional. */
  readonly settled: { readonly version: string; readonly acts: Uint8Array } | null;
};

/** What people did in a decision while it ran, or too late. All of it together gives the outcome. */
export type DecisionAct = {
  readonly person: string;
  readonly device: string;
  readonly seq: number;
  readonly at: number;
  /** After the deadline, or after the device signed what it counts: kept and shown, never counted. */
  readonly isLate: boolean;
  readonly act: DecisionDeed;
};

export type DecisionDeed =
  | {
      readonly kind: 'ballot';
      readonly version: string;
      readonly ballot: Ballot;
      readonly reason: string;
      /** Ballots of the same person on other devices that this one takes the place of. */
      readonly replaces: readonly string[];
    }
  /** `person` and `device` are the ballot's image, `seq` its turn: whose it is, nobody knows. */
  | { readonly kind: 'sealed-ballot'; readonly body: SealedBallot }
  | { readonly kind: 'objection'; readonly version: string; readonly reason: string; readonly harm: string }
  | { readonly kind: 'test'; readonly objection: string; readonly isReasoned: boolean; readonly why: string }
  | { readonly kind: 'withdrawal'; readonly objection: string }
  /** Of the decision itself, by whoever opened it. */
  | { readonly kind: 'withdrawn'; readonly why: string }
  | { readonly kind: 'concern'; readonly text: string }
  | {
      readonly kind: 'nomination';
      readonly person: string;
      readonly reason: string;
      readonly lamport: number;
    }
  /** Who is put forward; its own id is the version that is consented to. */
  | { readonly kind: 'nominee'; readonly person: string; readonly reason: string }
  /** A part of the seed of a draw, opened after the close. */
  | { readonly kind: 'lot-part'; readonly point: Uint8Array }
  | { readonly kind: 'ask'; readonly person: string; readonly as: AdviceKind }
  | { readonly kind: 'advice'; readonly ask: string; readonly text: string };

export type ReceiptRow = {
  readonly person: string;
  readonly round: number;
  readonly version: string;
  /** SHA-256 of the ids of all acts it counts. */
  readonly set: string;
};

/** By the id of the event that drafted it. */
export const proposals = tableOf<ProposalRow>('proposals');
/** By the id of the event that wrote it. */
export const proposalVersions = tableOf<ProposalVersionRow>('proposal-versions');
/** By the id of the event that opened it. */
export const decisions = tableOf<DecisionRow>('decisions');

/** The acts of one decision, by event. A table each, so that a decision costs its own part. */
export const actsOf = (decision: string): Table<DecisionAct> => tableOf<DecisionAct>(`acts/${decision}`);
/** What devices signed that they count, by `device/round`. */
export const receiptsOf = (decision: string): Table<ReceiptRow> =>
  tableOf<ReceiptRow>(`receipts/${decision}`);
/** Shares of sealed ballots that were opened, by `act/place in the ring`. A table a decision. */
export const openingsOf = (decision: string): Table<{ readonly point: Uint8Array }> =>
  tableOf<{ readonly point: Uint8Array }>(`openings/${decision}`);
/** Who was willing and, drawn, said no after all, by person. */
export const refusalsOf = (decision: string): Table<{ readonly at: number }> =>
  tableOf<{ readonly at: number }>(`refusals/${decision}`);
