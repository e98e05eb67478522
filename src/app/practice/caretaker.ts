import type { CanonicalMap } from '../../base/canonical-bytes.ts';
import { RefusalError } from '../../base/result.ts';
import { sharesDue } from '../../practice/governance/decisions/anonymous-count.ts';
import { actsOf, decisions } from '../../practice/governance/decisions/decision-tables.ts';
import { lotPartOf } from '../../practice/governance/decisions/lot-part.ts';
import {
  isTimeToSign,
  partsAwaited,
  partsWaitMs,
  receiptsDue,
} from '../../practice/governance/decisions/receipts.ts';
import { isSealedRow, openBallotShare } from '../../practice/governance/decisions/sealed-ballot.ts';
import { randomBytes } from '../../practice/peer/bytes.ts';
import type { Identity } from './identity.ts';
import type { Replica } from './replica.ts';

/** Longest that a timer can wait. */
const longestWaitMs = 2_000_000_000;

/**
 * What a device does for its community without being asked: once a decision is closed and its own clock has passed the
 * deadline, it signs what it counts, and opens its person's share of anonymous ballots and their part of a draw's seed.
 * One at a time, and only what is due by the state as it then is.
 */
export class Caretaker {
  readonly #replica: Replica;
  readonly #identity: Identity;
  readonly #now: () => number;
  readonly #onDone: () => void;
  #tending: Promise<void> | null = null;
  #isAskedAgain = false;
  #isClosed = false;
  #timer: NodeJS.Timeout | null = null;

  /** `onDone` hears when something was written, or a moment came at which something may be due. */
  constructor(replica: Replica, identity: Identity, now: () => number, onDone: () => void) {
    this.#replica = replica;
    this.#identity = identity;
    this.#now = now;
    this.#onDone = onDone;
  }

  /** Does what is due; resolves once nothing is. Asked while at it, it looks again afterwards. */
  tend(): Promise<void> {
    this.#isAskedAgain = true;
    this.#tending ??= this.#tendAll().finally(() => {
      this.#tending = null;
    });
    return this.#tending;
  }

  async #tendAll(): Promise<void> {
    while (this.#isAskedAgain && !this.#isClosed) {
      this.#isAskedAgain = false;
      let hasWritten = false;
      for (const part of this.#lotParts()) {
        if (await this.#write('lot-opened', part)) hasWritten = true;
      }
      for (const receipt of this.#due()) {
        if (await this.#write('ballots-counted', receipt)) hasWritten = true;
      }
      for (const opening of this.#openings()) {
        if (await this.#write('ballots-opened', opening)) hasWritten = true;
      }
      this.#wait();
      if (hasWritten) this.#onDone();
    }
  }

  /** What was due may have come in from another device meanwhile: then the record refuses it, and rightly. */
  async #write(type: string, body: CanonicalMap): Promise<boolean> {
    if (this.#isClosed) return false;
    try {
      await this.#replica.write(type, body, this.#now());
      return true;
    } catch (error) {
      if (error instanceof RefusalError && error.refusal.code === 'act-not-counted') return false;
      throw error;
    }
  }

  #due() {
    if (this.#isClosed || !this.#replica.isMember) return [];
    return receiptsDue(this.#replica.view.state, this.#identity.signer.author, this.#now());
  }

  /** This person's shares of the ballots that may be opened now. */
  *#openings(): Generator<CanonicalMap> {
    if (this.#isClosed || !this.#replica.isMember) return;
    const { person, ballotSecret } = this.#identity;
    const { state } = this.#replica.view;
    for (const [decision, row] of decisions.all(state)) {
      if (!row.terms.isAnonymous || !isTimeToSign(row, this.#now())) continue;
      const { place, ballots } = sharesDue(state, decision, person);
      const shares = ballots.flatMap((ballot) => {
        const act = actsOf(decision).get(state, ballot);
        return isSealedRow(act)
          ? [{ ballot, ...openBallotShare(row, act, place, ballotSecret, randomBytes(32)) }]
          : [];
      });
      if (shares.length > 0) yield { decision, shares };
    }
  }

  /** This person's parts of the seeds of draws that are closed. */
  *#lotParts(): Generator<CanonicalMap> {
    if (this.#isClosed || !this.#replica.isMember) return;
    const { person, ballotSecret } = this.#identity;
    const { state } = this.#replica.view;
    for (const [decision, row] of decisions.all(state)) {
      if (row.settled !== null || !isTimeToSign(row, this.#now())) continue;
      if (!partsAwaited(state, decision, row).includes(person)) continue;
      yield { decision, ...lotPartOf(decision, ballotSecret, randomBytes(32)) };
    }
  }

  /** A close may be here before the deadline has passed by this clock, or a draw wait for parts that do not come. */
  #wait(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const now = this.#now();
    const next = [...decisions.all(this.#replica.view.state).values()]
      .filter(({ phase, settled }) => phase === 'closed' && settled === null)
      .flatMap(({ terms: { deadline, method } }) =>
        method === 'sortition' ? [deadline, deadline + partsWaitMs] : [deadline],
      )
      .filter((at) => at > now)
      .reduce((soonest, at) => Math.min(soonest, at), Number.POSITIVE_INFINITY);
    if (this.#isClosed || next === Number.POSITIVE_INFINITY) return;
    this.#timer = setTimeout(() => this.#onDone(), Math.min(next - now, longestWaitMs));
    this.#timer.unref();
  }

  /** Ends once what is due is done. */
  async close(): Promise<void> {
    await this.#tending?.catch(() => {});
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }
}
