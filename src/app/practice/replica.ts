import type { CanonicalMap } from '../../base/canonical-bytes.ts';
import { RefusalError } from '../../base/result.ts';
import { isFromNewerEquipo, noHash, type SignedEvent } from '../../practice/events/event.ts';
import { encodeEvent, readEvents, readEventsLater, signEvent } from '../../practice/events/event-codec.ts';
import { NeedsWholeRecord } from '../../practice/events/remembered-event.ts';
import type { CheckSignatures } from '../../practice/events/signature.ts';
import { CommunityView } from '../../practice/governance/community-view.ts';
import { notCountedSentences } from '../../practice/governance/not-counted-sentences.ts';
import { actOf, judge, understand } from '../../practice/governance/reducer.ts';
import {
  isEpochStale,
  readingDevices,
  sealedFor,
} from '../../practice/governance/selectors/epoch-devices.ts';
import { devices, epochs } from '../../practice/governance/tables.ts';
import { openBlock, sealBlock } from '../../practice/peer/block.ts';
import { randomBytes } from '../../practice/peer/bytes.ts';
import { epochOf, isSigned, openSealed, sealTo } from '../../practice/peer/device-keys.ts';
import { type LogId, type LogStore, logKey } from '../../practice/peer/store/log-store.ts';
import { Serial } from '../../practice/peer/store/serial.ts';
import { checkOnThread } from '../workers/signatures-on-worker.ts';
import { Arriving, type ArrivingPost } from './arriving.ts';
import type { Identity } from './identity.ts';
import { readView, writeView } from './kept-view.ts';

/** Keys of a community by epoch, the founding one first named. */
export interface EpochKeys {
  readonly founding: string;
  readonly keys: Map<string, Uint8Array>;
}

/** What a person does, before it is signed. */
export interface Act {
  readonly type: string;
  readonly body: CanonicalMap;
  readonly at: number;
}

/** So many acts written at once share a block. */
const actsOfBlock = 100;

/** Blocks of one log read at once: what a log that waits may hold in memory. */
const blocksAtOnce = 16;
/** A record this short is read as fast as a view of it. */
const fewestKept = 2_000;
/** So many new events are read again sooner than a view is written. */
const fewestNew = 500;

/** So many reads of a log are under way at once. */
const fetchesAhead = 3;
/** Fewer signatures are checked sooner than handed over. */
const fewestForThread = 256;

/** Blocks of a log, read. */
interface Opened {
  readonly events: readonly SignedEvent[];
  readonly blocks: number;
  readonly unverified: number;
}

interface Cursor {
  next: number;
  waiting: readonly SignedEvent[];
}

/** The verdicts of `isSigned` in `practice/events`, by libsodium and some twenty times as fast. */
export const checkBySodium: CheckSignatures = (claims) =>
  claims.map(({ message, signature, publicKey }) => isSigned(message, signature, publicKey));

/**
 * One community on this device: reads what the store holds into a view, and writes. An event whose past is not here
 * yet stays in its log on disk, so that nobody can fill this device's memory with events that wait.
 */
export class Replica {
  readonly community: string;
  readonly epochKeys: EpochKeys;
  view: CommunityView;
  readonly #store: LogStore;
  readonly #identity: Identity;
  readonly #onKeys: () => Promise<void>;
  readonly #cursors = new Map<string, Cursor>();
  readonly #serial = new Serial();
  readonly #viewFile: string | null;
  readonly #arriving = new Arriving();
  #hasLooked = false;
  /** Events in the view that was kept last. */
  #keptLength = 0;
  /** Events that are not their author's, or no events at all: never taken in, and counted here. */
  unverified = 0;

  /**
   * `onKeys` is awaited whenever a key was learnt, before anything is read with it. `viewFile` is where this device
   * keeps its view, so that a start need not read the whole record.
   */
  constructor(
    community: string,
    epochKeys: EpochKeys,
    store: LogStore,
    identity: Identity,
    onKeys: () => Promise<void>,
    viewFile: string | null = null,
  ) {
    this.community = community;
    this.epochKeys = epochKeys;
    this.view = new CommunityView(community);
    this.#store = store;
    this.#identity = identity;
    this.#onKeys = onKeys;
    this.#viewFile = viewFile;
  }

  /** How many logs hold something that cannot be placed yet. */
  get waitingLogs(): number {
    let count = 0;
    for (const { waiting } of this.#cursors.values()) if (waiting.length > 0) count++;
    return count;
  }

  /** Of each of these, the first thing that cannot be. */
  get waiting(): readonly SignedEvent[] {
    return [...this.#cursors.values()].flatMap(({ waiting: [first] }) => first ?? []);
  }

  get isMember(): boolean {
    return readingDevices(this.view.state).includes(this.#identity.signer.author);
  }

  /** Takes in whatever the store has that was not read yet. */
  read(): Promise<void> {
    return this.#serial.run('view', () => this.#read());
  }

  async #read(): Promise<void> {
    if (!this.#hasLooked) {
      this.#hasLooked = true;
      await this.#restore();
    }
    try {
      await this.#readOn();
    } catch (error) {
      if (!(error instanceof NeedsWholeRecord)) throw error;
      this.#forgetView();
      await this.#readOn();
    }
  }

  #forgetView(): void {
    this.view = new CommunityView(this.community);
    this.#cursors.clear();
    this.unverified = 0;
    this.#keptLength = 0;
  }

  /** Goes on from the view this device kept, where there is one that holds. */
  async #restore(): Promise<void> {
    const kept = this.#viewFile === null ? null : await readView(this.#viewFile);
    if (kept === null) return;
    try {
      const view = CommunityView.restore(kept.view);
      const events = readEvents(
        kept.beyond.map((bytes) => Buffer.from(bytes, 'base64')),
        checkBySodium,
      ).map((read) => {
        if (!read.ok) throw new NeedsWholeRecord();
        return read.value;
      });
      view.take(events);
      this.view = view;
      this.#keptLength = view.history.order.length;
      for (const [name, next] of Object.entries(kept.cursors)) this.#cursors.set(name, { next, waiting: [] });
    } catch {
      // What was kept is no help: the record itself is.
      this.#forgetView();
    }
  }

  /** Keeps the view for the next start, where that is worth it. */
  keepView(): Promise<void> {
    return this.#serial.run('view', async () => {
      const { history } = this.view;
      const { length } = history.order;
      if (this.#viewFile === null || length < fewestKept || length - this.#keptLength < fewestNew) return;
      const view = this.view.toSnapshot();
      const beyond = view.history.beyond.map(({ id }) => history.get(id)?.event);
      // Something that lies or waits is not held apart here: then the record is read.
      if (!beyond.every((event) => event !== undefined)) return;
      const cursors = Object.fromEntries(
        [...this.#cursors].map(([name, { next, waiting }]) => [
          name,
          // What waits was read and not taken in: its blocks are read once more.
          waiting.length === 0 ? next : Math.max(0, next - blocksAtOnce),
        ]),
      );
      await writeView(this.#viewFile, {
        view,
        beyond: beyond.map((event) => Buffer.from(encodeEvent(event)).toString('base64')),
        cursors,
      });
      this.#keptLength = length;
    });
  }

  /** A view made from all events, for what asks what they say. */
  async whole(): Promise<CommunityView> {
    if (this.#keptLength === 0) return this.view;
    return this.#serial.run('view', async () => {
      this.#forgetView();
      await this.#readOn();
      return this.view;
    });
  }

  async #readOn(): Promise<void> {
    for (let goesOn = true; goesOn; ) {
      goesOn = false;
      for (const { log, version, length } of await this.#store.heads(this.community)) {
        const key = this.epochKeys.keys.get(log.epoch);
        if (key !== undefined && (await this.#readLog(log, version, length, key))) goesOn = true;
      }
      if (await this.#learnKeys()) goesOn = true;
    }
  }

  async #readLog(log: LogId, version: number, length: number, key: Uint8Array): Promise<boolean> {
    const name = `${logKey(log)}#${version}`;
    const cursor = this.#cursors.get(name) ?? { next: 0, waiting: [] };
    this.#cursors.set(name, cursor);
    let hasMoved = false;
    // While a state is made of some blocks, the next are on their way from disk or under the eyes of another thread.
    const ahead: Promise<Opened>[] = [];
    let asked = cursor.next;
    for (;;) {
      if (cursor.waiting.length === 0) {
        if (cursor.next >= length) return hasMoved;
        while (ahead.length < fetchesAhead && asked < length) {
          const fetch = this.#fetch(log, version, key, asked, length);
          // Where it comes to nothing before it is asked for, it is read again.
          fetch.catch(() => {});
          ahead.push(fetch);
          asked += blocksAtOnce;
        }
        const { events, blocks, unverified } = await ahead.shift()!;
        cursor.waiting = events;
        cursor.next += blocks;
        this.unverified += unverified;
        if (cursor.waiting.length === 0) continue;
      }
      const ready = this.#readyOf(cursor.waiting);
      if (ready === 0) return hasMoved;
      this.view.take(cursor.waiting.slice(0, ready));
      cursor.waiting = cursor.waiting.slice(ready);
      hasMoved = true;
    }
  }

  /** Looks at the end of a log that is still on its way; gives whether there is something new to show. */
  takeNewest(log: LogId, blocks: readonly Uint8Array[]): boolean {
    const key = this.epochKeys.keys.get(log.epoch);
    if (key === undefined) return false;
    const all = blocks.flatMap((block) => openBlock(log, key, block) ?? []);
    const events = readEvents(all, checkBySodium).flatMap((read) =>
      read.ok && read.value.author === log.author && read.value.community === this.community
        ? [read.value]
        : [],
    );
    return this.#arriving.add(events, (id) => this.view.history.get(id) !== undefined);
  }

  /** The newest posts whose past is not here yet. */
  get arriving(): readonly ArrivingPost[] {
    const { history, state } = this.view;
    return this.#arriving.shown(state, (id) => history.get(id) !== undefined);
  }

  /** The next blocks of a log, opened and verified. */
  async #fetch(log: LogId, version: number, key: Uint8Array, from: number, length: number): Promise<Opened> {
    const until = Math.min(length, from + blocksAtOnce);
    const blocks = await this.#store.read(log, from, until, version);
    const all: Uint8Array[] = [];
    let unverified = 0;
    for (const block of blocks) {
      const opened = openBlock(log, key, block);
      if (opened === null) unverified++;
      else all.push(...opened);
    }
    const isMuch = all.length >= fewestForThread;
    const read = isMuch ? await readEventsLater(all, checkOnThread) : readEvents(all, checkBySodium);
    const events: SignedEvent[] = [];
    for (const each of read) {
      if (each.ok && each.value.author === log.author) events.push(each.value);
      else unverified++;
    }
    return { events, blocks: blocks.length, unverified };
  }

  /** How many of these, from the first on, have their whole past here. */
  #readyOf(events: readonly SignedEvent[]): number {
    const { history } = this.view;
    const here = new Set<string>();
    const has = (id: string) => here.has(id) || history.get(id) !== undefined;
    let ready = 0;
    for (const { id, prevHash, deps } of events) {
      if (prevHash !== noHash && !has(prevHash)) break;
      if (!deps.every(({ hash }) => has(hash))) break;
      here.add(id);
      ready++;
    }
    return ready;
  }

  async #learnKeys(): Promise<boolean> {
    let hasLearnt = false;
    const { state } = this.view;
    for (const epoch of epochs.all(state).keys()) {
      if (this.epochKeys.keys.has(epoch)) continue;
      for (const sealed of sealedFor(state, epoch, this.#identity.signer.author)) {
        const key = openSealed(this.#identity.keys, sealed);
        if (key === null || epochOf(key) !== epoch) continue;
        this.epochKeys.keys.set(epoch, key);
        hasLearnt = true;
      }
    }
    if (hasLearnt) await this.#onKeys();
    return hasLearnt;
  }

  /** The epoch to write in; `null` where somebody who may no longer read holds the key of every one. */
  #currentEpoch(): string | null {
    const { state } = this.view;
    const reading = new Set(readingDevices(state));
    const rows = [...epochs.all(state)]
      .filter(([epoch]) => this.epochKeys.keys.has(epoch) && !isEpochStale(state, epoch))
      .sort(([a, x], [b, y]) => y.at - x.at || (a < b ? -1 : 1));
    if (rows[0] !== undefined) return rows[0][0];
    const isFoundingStale = [...devices.all(state).keys()].some((device) => !reading.has(device));
    return isFoundingStale || epochs.all(state).size > 0 ? null : this.epochKeys.founding;
  }

  /** Writes one act. Refuses `act-not-counted` with the reason, and then nothing was written. */
  write(type: string, body: CanonicalMap, at: number): Promise<SignedEvent> {
    return this.#serial.run('view', async () => {
      await this.#read();
      if (this.isMember) await this.#keepEpoch(at);
      const epoch = this.#currentEpoch() ?? this.#newestEpoch();
      return this.#write(type, body, at, epoch);
    });
  }

  #newestEpoch(): string {
    return [...this.epochKeys.keys.keys()].at(-1) ?? this.epochKeys.founding;
  }

  /** Begins an epoch where one is due, and hands its key to devices that came since. */
  async #keepEpoch(at: number): Promise<void> {
    const reading = readingDevices(this.view.state);
    const current = this.#currentEpoch();
    const writtenIn = this.#newestEpoch();
    const sealAll = (key: Uint8Array, to: readonly string[]) =>
      Object.fromEntries(to.map((device) => [device, sealTo(Buffer.from(device, 'hex'), key)]));
    if (current === null) {
      const key = randomBytes(32);
      const epoch = epochOf(key);
      await this.#write('epoch-begun', { epoch, sealed: sealAll(key, reading) }, at, writtenIn);
      this.epochKeys.keys.set(epoch, key);
      await this.#onKeys();
      return;
    }
    const { state } = this.view;
    const key = this.epochKeys.keys.get(current);
    if (epochs.get(state, current) === undefined || key === undefined) return;
    const late = reading.filter((device) => sealedFor(state, current, device).length === 0);
    if (late.length === 0) return;
    // In the founding epoch, whose key every newcomer is handed: they cannot read the current one yet.
    await this.#write(
      'epoch-begun',
      { epoch: current, sealed: sealAll(key, late) },
      at,
      this.epochKeys.founding,
    );
  }

  /**
   * Writes many acts in few blocks, each after the one before; all are kept when it resolves. Refuses
   * `act-not-counted` for the first that does not count; those of its block and after are then not written.
   */
  writeMany(acts: readonly Act[]): Promise<void> {
    return this.#serial.run('view', async () => {
      await this.#read();
      if (this.isMember) await this.#keepEpoch(acts[0]?.at ?? 0);
      const epoch = this.#currentEpoch() ?? this.#newestEpoch();
      for (let from = 0; from < acts.length; from += actsOfBlock) {
        const written: Uint8Array[] = [];
        try {
          for (const act of acts.slice(from, from + actsOfBlock)) {
            const { event, bytes } = this.#sign(act);
            this.view.take([event]);
            written.push(bytes);
          }
          await this.#append(epoch, written);
        } catch (error) {
          // What was taken in and not kept is not there.
          this.#forgetView();
          await this.#readOn();
          throw error;
        }
      }
    });
  }

  /** An act as this device would write it next. Refuses `act-not-counted` with the reason, and `device-forked`. */
  #sign({ type, body, at }: Act): { readonly event: SignedEvent; readonly bytes: Uint8Array } {
    const { history, state } = this.view;
    const { author } = this.#identity.signer;
    if (history.forks.some((fork) => fork.author === author)) {
      throw new RefusalError('device-forked', { device: author });
    }
    const signed = signEvent(history.next(author, { type, body, at }), this.#identity.signer);
    if (!signed.ok) throw new RefusalError(signed.code, signed.params);
    const { event, bytes } = signed.value;
    const understood = understand(event);
    if (typeof understood === 'string') {
      throw new RefusalError('act-not-counted', { why: notCountedSentences[understood] });
    }
    const parents = [event.prevHash, ...event.deps.map(({ hash }) => hash)].flatMap(
      (id) => history.get(id) ?? [],
    );
    const reason = judge(understood.type, actOf(state, { event, parents }, understood.body));
    if (reason !== null) throw new RefusalError('act-not-counted', { why: notCountedSentences[reason] });
    return { event, bytes };
  }

  async #write(type: string, body: CanonicalMap, at: number, epoch: string): Promise<SignedEvent> {
    const { event, bytes } = this.#sign({ type, body, at });
    await this.#append(epoch, [bytes]);
    try {
      this.view.take([event]);
    } catch (error) {
      if (!(error instanceof NeedsWholeRecord)) throw error;
      this.#forgetView();
      await this.#readOn();
    }
    return event;
  }

  /** Keeps the founding event, which no view has before it is written. */
  found(event: SignedEvent, bytes: Uint8Array): Promise<void> {
    return this.#serial.run('view', async () => {
      await this.#append(this.epochKeys.founding, [bytes]);
      this.view.take([event]);
    });
  }

  async #append(epoch: string, events: readonly Uint8Array[]): Promise<void> {
    const log = { community: this.community, author: this.#identity.signer.author, epoch };
    const key = this.epochKeys.keys.get(epoch);
    if (key === undefined) throw new Error(`Replica: expected the key of epoch ${epoch}`);
    await this.#store.append(log, this.#identity.keys, [sealBlock(log, key, events)]);
  }

  /** Reads the whole record anew, as if for the first time, and says whether it makes the same of it. */
  async verify(): Promise<{ events: number; unverified: number; waitingLogs: number; isSame: boolean }> {
    const anew = new Replica(
      this.community,
      this.epochKeys,
      this.#store,
      this.#identity,
      async () => undefined,
    );
    await anew.read();
    await this.read();
    return {
      events: anew.view.history.order.length,
      unverified: anew.unverified,
      waitingLogs: anew.waitingLogs,
      isSame: anew.view.state.hash() === this.view.state.hash(),
    };
  }

  /** Events whose meaning is a newer Equipo's. */
  get fromNewerEquipo(): number {
    return this.view.history.order.filter(({ event }) => isFromNewerEquipo(event)).length;
  }

  settled(): Promise<void> {
    return this.#serial.settled();
  }
}
