import { join } from 'node:path';
import { decodeCanonical, encodeCanonical } from '../../base/canonical-bytes.ts';
import { RefusalError } from '../../base/result.ts';
import { actsOf, decisions } from '../../practice/governance/decisions/decision-tables.ts';
import type { Ballot } from '../../practice/governance/decisions/decision-terms.ts';
import {
  decodeParcel,
  encodeParcel,
  mostHops,
  type Parcel,
} from '../../practice/governance/decisions/parcel.ts';
import {
  ownImage,
  type SealedBallot,
  sealBallot,
  sealedBallotShape,
} from '../../practice/governance/decisions/sealed-ballot.ts';
import type { OwnSealed } from '../../practice/governance/selectors/decision-list.ts';
import { readingDevices } from '../../practice/governance/selectors/epoch-devices.ts';
import { devices } from '../../practice/governance/tables.ts';
import { fromHex, randomBytes, toHex } from '../../practice/peer/bytes.ts';
import { openSealed, sealTo } from '../../practice/peer/device-keys.ts';
import type { Identity } from './identity.ts';
import { readKept, writeKept } from './kept-file.ts';
import type { Replica } from './replica.ts';

/** The devices of a community within reach, and a way to hand one of them something. */
export interface Reach {
  devices(): readonly string[];
  send(device: string, sealed: Uint8Array): boolean;
}

interface Held {
  readonly from: string;
  /** Not before, by the time this process has run: so that nobody can tell by the moment whose it is. */
  readonly dueAt: number;
  readonly until: number;
  readonly deliver: () => Promise<boolean>;
}

/** Ballots of others that wait here; more are for other members to carry. */
const mostHeld = 256;
const mostHeldOfOne = 32;
const holdMs = 3_600_000;
const fileFormat = 'equipo-ballots';

const randomShare = (): number => Buffer.from(randomBytes(4)).readUInt32LE() / 0x1_0000_0000;

/**
 * Sends this person's anonymous ballots through two other members, and carries those of others. The first knows who sent
 * it and cannot read it; the second reads it and cannot know who sent it; both wait a while, and the second writes it.
 * One that is lost on the way goes again by others, until it is on record.
 */
export class BallotCarrier {
  readonly #replica: Replica;
  readonly #identity: Identity;
  readonly #reach: Reach;
  readonly #now: () => number;
  readonly #carryWithinMs: number;
  readonly #file: string;
  readonly #onChange: () => void;
  readonly #images = new Map<string, string | null>();
  #own: readonly SealedBallot[] = [];
  #triedAt = new Map<string, number>();
  #held: readonly Held[] = [];
  #tending: Promise<void> | null = null;
  #isAskedAgain = false;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  /** @param carryWithinMs how long each of the two may hold a ballot back */
  constructor(
    replica: Replica,
    identity: Identity,
    reach: Reach,
    told: {
      readonly now: () => number;
      readonly carryWithinMs: number;
      readonly folder: string;
      readonly onChange: () => void;
    },
  ) {
    this.#replica = replica;
    this.#identity = identity;
    this.#reach = reach;
    this.#now = told.now;
    this.#carryWithinMs = told.carryWithinMs;
    this.#file = join(told.folder, 'communities', `${replica.community}.ballots`);
    this.#onChange = told.onChange;
  }

  /** Goes on with what was not on record when this device was last here. */
  async open(): Promise<void> {
    const kept = await readKept<{ readonly ballots: readonly string[] }>(this.#file, fileFormat);
    this.#own = (kept?.ballots ?? []).flatMap(
      (hex) => sealedBallotShape(decodeCanonical(fromHex(hex))) ?? [],
    );
  }

  get #state() {
    return this.#replica.view.state;
  }

  /** What only this person's devices can tell. */
  get own(): OwnSealed {
    return {
      imageIn: (decision) => this.#imageIn(decision),
      isCarried: (decision) => this.#own.some((each) => each.decision === decision),
    };
  }

  #imageIn(decision: string): string | null {
    let image = this.#images.get(decision);
    if (image === undefined) {
      const row = decisions.get(this.#state, decision);
      if (row === undefined) return null;
      const { person, ballotSecret: secret } = this.#identity;
      image = ownImage(row, decision, { person, secret });
      this.#images.set(decision, image);
    }
    return image;
  }

  /** The highest turn on record or on its way. */
  #lastTurn(decision: string, image: string): number {
    const turns = [...actsOf(decision).all(this.#state).values()]
      .filter(({ act, person }) => act.kind === 'sealed-ballot' && person === image)
      .map(({ seq }) => seq);
    const own = this.#own.filter((each) => each.decision === decision).map(({ turn }) => turn);
    return Math.max(-1, ...turns, ...own);
  }

  /** Keeps a ballot, and then sends it on its way. Refuses `act-not-counted` for who has no part in the decision. */
  async cast(decision: string, ballot: Ballot): Promise<void> {
    const row = decisions.get(this.#state, decision);
    const image = this.#imageIn(decision);
    if (row === undefined || image === null) {
      throw new RefusalError('act-not-counted', {
        why: 'The person was not among those who decide on this.',
      });
    }
    const turn = this.#lastTurn(decision, image) + 1;
    const said = { decision, version: row.version, turn, ballot };
    const sealed = sealBallot(row, said, this.#identity.ballotSecret, randomBytes(32));
    await this.#keep([...this.#own.filter((each) => each.decision !== decision), sealed]);
    this.#triedAt.delete(decision);
    this.tend();
  }

  async #keep(own: readonly SealedBallot[]): Promise<void> {
    await writeKept(this.#file, fileFormat, { ballots: own.map((each) => toHex(encodeCanonical(each))) });
    this.#own = own;
    this.#onChange();
  }

  /** Takes what another device handed on. Anything odd about it is dropped without a word. */
  hear(from: string, sealed: Uint8Array): void {
    const opened = openSealed(this.#identity.keys, sealed);
    const parcel = opened === null ? null : decodeParcel(opened);
    const isFull =
      this.#held.length >= mostHeld ||
      this.#held.filter((each) => each.from === from).length >= mostHeldOfOne;
    if (parcel === null || isFull || !readingDevices(this.#state).includes(from)) return;
    const now = this.#now();
    const left =
      parcel.kind === 'write'
        ? (decisions.get(this.#state, parcel.ballot.decision)?.terms.deadline ?? now) - now
        : Number.POSITIVE_INFINITY;
    const within = Math.max(0, Math.min(this.#carryWithinMs, left / 4));
    const deliver =
      parcel.kind === 'pass-on' ? async () => this.#passOn(parcel) : () => this.#write(parcel.ballot);
    const at = performance.now();
    const held = { from, dueAt: at + randomShare() * within, until: at + holdMs, deliver };
    this.#held = [...this.#held, held];
    this.tend();
  }

  /** To its end where that is within reach, else to somebody else who may reach it. */
  #passOn({ to, hops, sealed }: Parcel & { readonly kind: 'pass-on' }): boolean {
    if (this.#reach.send(to, sealed)) return true;
    const near = this.#reach.devices();
    const next = near[Math.floor(randomShare() * near.length)];
    if (hops === 0 || next === undefined || !readingDevices(this.#state).includes(to)) return false;
    const parcel = encodeParcel({ kind: 'pass-on', to, hops: hops - 1, sealed });
    return this.#reach.send(next, sealTo(fromHex(next), parcel));
  }

  #isOnRecord({ decision, image, turn }: SealedBallot): boolean {
    return [...actsOf(decision).all(this.#state).values()].some(
      ({ act, person, seq }) => act.kind === 'sealed-ballot' && person === image && seq >= turn,
    );
  }

  /** Written as of the opening: the moment would say something of whose it is. */
  async #write(ballot: SealedBallot): Promise<boolean> {
    const row = decisions.get(this.#state, ballot.decision);
    if (row === undefined) return false;
    if (this.#isOnRecord(ballot)) return true;
    const now = this.#now();
    try {
      await this.#replica.write('ballot-carried', ballot, now <= row.terms.deadline ? row.at : now);
    } catch (error) {
      // What does not count is nothing to carry.
      if (!(error instanceof RefusalError) || error.refusal.code !== 'act-not-counted') throw error;
    }
    return true;
  }

  /** Does what is due, and looks again whenever something changed. */
  tend(): void {
    this.#isAskedAgain = true;
    this.#tending ??= this.#tendAll()
      .catch(() => {})
      .finally(() => {
        this.#tending = null;
      });
  }

  async #tendAll(): Promise<void> {
    while (this.#isAskedAgain && !this.#isClosed) {
      this.#isAskedAgain = false;
      await this.#settleOwn();
      for (const ballot of this.#own) this.#send(ballot);
      const before = this.#held;
      let hasWritten = false;
      for (const each of before) {
        const now = performance.now();
        if (each.dueAt > now) continue;
        const isDone = now > each.until || (await each.deliver());
        if (!isDone) continue;
        this.#held = this.#held.filter((other) => other !== each);
        hasWritten = true;
      }
      this.#wait();
      if (hasWritten) this.#onChange();
    }
  }

  async #settleOwn(): Promise<void> {
    const left = this.#own.filter((ballot) => {
      const row = decisions.get(this.#state, ballot.decision);
      return row?.phase === 'open' && this.#now() <= row.terms.deadline && !this.#isOnRecord(ballot);
    });
    if (left.length < this.#own.length) await this.#keep(left);
  }

  #send(ballot: SealedBallot): void {
    const now = performance.now();
    const last = this.#triedAt.get(ballot.decision);
    if (last !== undefined && now - last < this.#retryMs) return;
    const personOf = (device: string) => devices.get(this.#state, device)?.person ?? '';
    const me = this.#identity.person;
    const others = readingDevices(this.#state).filter((device) => personOf(device) !== me);
    const near = this.#reach.devices().filter((device) => others.includes(device));
    const first = near[Math.floor(randomShare() * near.length)];
    if (first === undefined) return;
    const beyond = others.filter((device) => personOf(device) !== personOf(first));
    const nearBeyond = near.filter((device) => beyond.includes(device));
    // Whoever is near me is likely to be near the first as well; if not, the next attempt is by others.
    const from = nearBeyond.length > 0 && randomShare() < 0.7 ? nearBeyond : beyond;
    const second = from[Math.floor(randomShare() * from.length)];
    if (second === undefined) return;
    const inner = sealTo(fromHex(second), encodeParcel({ kind: 'write', ballot }));
    const outer = sealTo(
      fromHex(first),
      encodeParcel({ kind: 'pass-on', to: second, hops: mostHops, sealed: inner }),
    );
    if (this.#reach.send(first, outer)) this.#triedAt.set(ballot.decision, now);
  }

  get #retryMs(): number {
    return 2 * this.#carryWithinMs + 2_000;
  }

  #wait(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#isClosed || (this.#own.length === 0 && this.#held.length === 0)) return;
    const now = performance.now();
    const waits = this.#held.map(({ dueAt }) => (dueAt > now ? dueAt - now : this.#retryMs));
    const soonest = Math.min(this.#retryMs, ...waits);
    this.#timer = setTimeout(() => this.tend(), Math.max(1, soonest));
    this.#timer.unref();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#tending;
  }
}
