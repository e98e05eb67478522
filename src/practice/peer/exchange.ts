/**
 * One community over one connection. Each side shows that it may carry the community, names the heads of its logs,
 * and asks for what it lacks, one signed range at a time and one log after another, so that neither a long log nor a
 * noisy author holds the others up. What does not verify, was not asked for, or comes too fast ends the connection.
 */
import type NoiseSecretStream from '@hyperswarm/secret-stream';
import Protomux from 'protomux';
import sodium from 'sodium-native';
import { fromHex, hashOf, keyedHashOf, toHex } from './bytes.ts';
import { isSigned, sign } from './device-keys.ts';
import { rawBytes } from './raw-bytes.ts';
import {
  type DeviceKeys,
  type LogChange,
  type LogId,
  type LogStore,
  maxVersions,
  type SignedRange,
} from './store/log-store.ts';
import {
  decodeMessage,
  encodeMessage,
  maxHeadsPerMessage,
  maxPlaces,
  type WireHead,
  type WireMessage,
} from './wire.ts';

/** What a node carries of one community. */
export interface Carried {
  readonly community: string;
  /** Whoever holds it may carry the community's sealed blocks. */
  readonly carrySecret: Uint8Array;
  /** This node's own device; `null` on a mirror. */
  readonly device: DeviceKeys | null;
  /** How many bytes of a device's logs are taken in, in all. */
  readonly allowedBytes: (author: string) => number;
  /** Where this node and others it knows of can be reached. */
  readonly places: () => readonly string[];
  readonly onPlaces: (places: readonly string[]) => void;
  /** The end of a log of which much is still to come, unverified but for what its events say themselves. */
  readonly onNewest: (log: LogId, blocks: readonly Uint8Array[]) => void;
  /** Something sealed to this device, from a device that has said whose it is. */
  readonly onParcel: (from: string, sealed: Uint8Array) => void;
}

const protocol = 'equipo/community/1';

/** Where so many blocks of a log are still to come, its end is asked for first. */
const farBehind = 16;
const newestBlocks = 4;
/** Logs whose end is asked for over one connection. */
const mostEnds = 32;
/** More logs than any community has; bounds what a peer can make this node remember. */
const mostHeads = 8192;
/** Wants that may wait while one is served. */
const mostWants = 4;
/** Messages a peer may send at once, and how many more each second. */
const messageBurst = 4000;
const messagesPerSecond = 1000;
/** Changes made within so much of one another are told together. */
const tellAfterMs = 2;

interface Pursuit {
  readonly head: WireHead;
  /** The local version tried: the first that the peer's log continues. */
  version: number;
}

const headKey = ({ author, epoch, version }: WireHead): string => `${author}/${epoch}#${version}`;

const roleOf = (isInitiator: boolean): Uint8Array => Uint8Array.of(isInitiator ? 1 : 0);

/** Only those who hold the secret know it, and it is another on every connection. */
const channelOf = (carrySecret: Uint8Array, stream: NoiseSecretStream) => ({
  protocol,
  id: keyedHashOf('channel', carrySecret, stream.handshakeHash),
});

export class CommunityExchange {
  readonly carried: Carried;
  readonly #stream: NoiseSecretStream;
  readonly #store: LogStore;
  readonly #channel: ReturnType<Protomux['createChannel']>;
  readonly #stopWatching: () => void;
  readonly #onChange: () => void;
  readonly #pursuits = new Map<string, Pursuit>();
  readonly #heads = new Map<string, WireHead>();
  readonly #ends = new Set<string>();
  readonly #changed = new Map<string, LogChange>();
  #telling: NodeJS.Timeout | null = null;
  #isPursuing = false;
  #asked: { readonly want: WireHead; readonly from: number; take(range: SignedRange | null): void } | null =
    null;
  #wants = 0;
  #serving: Promise<void> = Promise.resolve();
  #budget = messageBurst;
  #budgetAtMs = performance.now();
  #ownState: string | null = null;
  #isProven = false;
  #isClosed = false;
  #hasHeads = false;
  /** Hex of the other's device; `null` where it is a mirror, or has not said yet. */
  device: string | null = null;
  /** What the other makes of all it has. */
  state: string | null = null;
  /** Devices of which the other has more than is taken in. */
  readonly heldBack = new Set<string>();
  /** Devices of which the other named something, and did not give it when asked. */
  readonly notGiven = new Set<string>();

  /** Also asks to be told when the other opens its side later. */
  constructor(stream: NoiseSecretStream, store: LogStore, carried: Carried, onChange: () => void) {
    this.carried = carried;
    this.#stream = stream;
    this.#store = store;
    this.#onChange = onChange;
    const name = channelOf(carried.carrySecret, stream);
    this.#channel = Protomux.from(stream).createChannel({
      ...name,
      handshake: rawBytes,
      messages: [{ encoding: rawBytes, onmessage: (bytes) => this.#hear(bytes) }],
      onopen: (proof) => this.#onOpen(proof),
      onclose: () => this.#onClose(),
    });
    this.#stopWatching = store.watch((change) => {
      if (change.log.community === carried.community) this.#tellLater(change);
    });
    this.#channel?.open(this.#proofOf(stream.isInitiator));
  }

  static channelOf(carried: Carried, stream: NoiseSecretStream) {
    return channelOf(carried.carrySecret, stream);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Whether the other has shown that it may carry the community. */
  get isProven(): boolean {
    return this.#isProven && !this.#isClosed;
  }

  /** Whether everything the other has named is here. */
  get isCaughtUp(): boolean {
    const isDone = this.#hasHeads && this.#pursuits.size === 0 && !this.#isPursuing;
    return this.isProven && isDone && this.notGiven.size === 0;
  }

  tellState(hash: string): void {
    this.#ownState = hash;
    if (!this.isProven) return;
    this.#send({ kind: 'state', hash });
    this.#askAgain();
  }

  /** Of whoever has become known since, more is taken in now. */
  #askAgain(): void {
    const again = [...this.#heads].filter(([, { author }]) => this.heldBack.has(author));
    if (again.length === 0) return;
    for (const [key, head] of again) this.#pursuits.set(key, { head, version: 0 });
    this.#guard(this.#pursueAll());
  }

  sendParcel(sealed: Uint8Array): void {
    if (this.isProven) this.#send({ kind: 'parcel', sealed });
  }

  close(): void {
    this.#channel?.close();
    this.#onClose();
  }

  #proofOf(isInitiator: boolean): Buffer {
    return keyedHashOf('belongs', this.carried.carrySecret, this.#stream.handshakeHash, roleOf(isInitiator));
  }

  #statementOf(isInitiator: boolean): Buffer {
    const community = fromHex(this.carried.community);
    return hashOf('device', 32, community, this.#stream.handshakeHash, roleOf(isInitiator));
  }

  #onOpen(proof: Uint8Array): void {
    const expected = this.#proofOf(!this.#stream.isInitiator);
    if (proof.length !== expected.length || !sodium.sodium_memcmp(proof, expected)) {
      this.#expel();
      return;
    }
    this.#isProven = true;
    const { device } = this.carried;
    if (device !== null) {
      const signature = sign(this.#statementOf(this.#stream.isInitiator), device.secretKey);
      this.#send({ kind: 'device', author: toHex(device.publicKey), signature });
    }
    this.#send({ kind: 'places', places: this.carried.places().slice(0, maxPlaces) });
    if (this.#ownState !== null) this.#send({ kind: 'state', hash: this.#ownState });
    this.#guard(this.#tellAll());
    this.#onChange();
  }

  async #tellAll(): Promise<void> {
    const all = (await this.#store.heads(this.carried.community)).map(({ log, version, length, hash }) => ({
      author: log.author,
      epoch: log.epoch,
      version,
      length,
      hash,
    }));
    for (let from = 0; from === 0 || from < all.length; from += maxHeadsPerMessage) {
      this.#send({ kind: 'heads', heads: all.slice(from, from + maxHeadsPerMessage) });
    }
  }

  #tellLater(change: LogChange): void {
    const { author, epoch } = change.log;
    this.#changed.set(`${author}/${epoch}#${change.version}`, change);
    if (!this.isProven) return;
    this.#telling ??= setTimeout(() => {
      this.#telling = null;
      this.#guard(this.#tellChanged());
    }, tellAfterMs);
  }

  async #tellChanged(): Promise<void> {
    const changes = [...this.#changed.values()];
    this.#changed.clear();
    const heads: WireHead[] = [];
    for (const { log, version, length } of changes) {
      const hash = await this.#store.hashAt(log, length, version);
      if (hash !== null) heads.push({ author: log.author, epoch: log.epoch, version, length, hash });
    }
    for (let from = 0; from < heads.length; from += maxHeadsPerMessage) {
      this.#send({ kind: 'heads', heads: heads.slice(from, from + maxHeadsPerMessage) });
    }
  }

  #send(message: WireMessage): void {
    if (!this.#isClosed) this.#channel?.messages[0]?.send(encodeMessage(message));
  }

  #isWithinBudget(): boolean {
    const nowMs = performance.now();
    const refill = ((nowMs - this.#budgetAtMs) / 1000) * messagesPerSecond;
    this.#budget = Math.min(messageBurst, this.#budget + refill) - 1;
    this.#budgetAtMs = nowMs;
    return this.#budget >= 0;
  }

  #hear(bytes: Uint8Array): void {
    if (!this.isProven) return;
    const message = this.#isWithinBudget() ? decodeMessage(bytes) : null;
    if (message === null) {
      this.#expel();
      return;
    }
    switch (message.kind) {
      case 'heads':
        this.#hasHeads = true;
        for (const head of message.heads) this.#hearHead(head);
        this.#guard(this.#pursueAll());
        break;
      case 'want':
        if (++this.#wants > mostWants) this.#expel();
        else this.#serving = this.#serving.then(() => this.#guard(this.#serve(message)));
        break;
      case 'range':
        this.#hearRange(message);
        break;
      case 'state':
        this.state = message.hash;
        this.#onChange();
        break;
      case 'device':
        this.#hearDevice(message.author, message.signature);
        break;
      case 'parcel':
        if (this.device !== null) this.carried.onParcel(this.device, Uint8Array.from(message.sealed));
        break;
      case 'places':
        this.carried.onPlaces(message.places);
        break;
    }
  }

  #hearDevice(author: string, signature: Uint8Array): void {
    const statement = this.#statementOf(!this.#stream.isInitiator);
    if (!isSigned(statement, signature, fromHex(author))) {
      this.#expel();
      return;
    }
    this.device = author;
    this.#onChange();
  }

  #hearHead(head: WireHead): void {
    const key = headKey(head);
    this.#heads.set(key, head);
    if (this.#heads.size > mostHeads) this.#expel();
    else this.#pursuits.set(key, { head, version: 0 });
  }

  #hearRange(range: WireMessage & { readonly kind: 'range' }): void {
    const asked = this.#asked;
    if (asked === null || headKey(asked.want) !== headKey({ ...asked.want, ...range })) {
      this.#expel();
      return;
    }
    this.#asked = null;
    asked.take(range.from === asked.from && range.blocks.length > 0 ? range : null);
  }

  async #serve({ author, epoch, version, from }: WireMessage & { readonly kind: 'want' }): Promise<void> {
    const log = { community: this.carried.community, author, epoch };
    const range = await this.#store.readSigned(log, from, version);
    this.#wants--;
    const { signature, blocks } = range ?? { signature: new Uint8Array(0), blocks: [] };
    this.#send({ kind: 'range', author, epoch, version, from, signature, blocks });
  }

  async #pursueAll(): Promise<void> {
    if (this.#isPursuing) return;
    this.#isPursuing = true;
    try {
      await this.#askForEnds();
      for (;;) {
        const next = this.#pursuits.entries().next().value;
        if (next === undefined || this.#isClosed) break;
        const [key, pursuit] = next;
        this.#pursuits.delete(key);
        const goesOn = await this.#pursue(pursuit);
        // Behind all others; a newer head of the same log has taken its place already.
        if (goesOn && !this.#pursuits.has(key)) this.#pursuits.set(key, pursuit);
      }
    } finally {
      this.#isPursuing = false;
    }
    this.#onChange();
  }

  /** The newest of long logs, so that a person sees what is talked about now while all the rest arrives. */
  async #askForEnds(): Promise<void> {
    for (const [key, { head }] of [...this.#pursuits]) {
      if (this.#isClosed || this.#ends.size >= mostEnds) return;
      const log: LogId = { community: this.carried.community, author: head.author, epoch: head.epoch };
      if (head.version > 0 || this.#ends.has(key) || !(await this.#isAllowed(log))) continue;
      if (head.length - (await this.#store.length(log, 0)) <= farBehind) continue;
      this.#ends.add(key);
      const range = await this.#ask(head, head.length - newestBlocks);
      if (range !== null) this.carried.onNewest(log, range.blocks);
    }
  }

  /** One step towards having a log; whether there is a next one. */
  async #pursue(pursuit: Pursuit): Promise<boolean> {
    const { head } = pursuit;
    const log: LogId = { community: this.carried.community, author: head.author, epoch: head.epoch };
    if (pursuit.version >= maxVersions) return false;
    const length = await this.#store.length(log, pursuit.version);
    if (length >= head.length) {
      if ((await this.#store.hashAt(log, head.length, pursuit.version)) === head.hash) return false;
      pursuit.version++;
      return true;
    }
    if (!(await this.#isAllowed(log))) {
      this.heldBack.add(head.author);
      return false;
    }
    this.heldBack.delete(head.author);
    const range = await this.#ask(head, length);
    if (range === null) {
      this.notGiven.add(head.author);
      return false;
    }
    this.notGiven.delete(head.author);
    const { outcome } = await this.#store.importRange(log, range, pursuit.version);
    const isLonger = (await this.#store.length(log, pursuit.version)) > length;
    if (outcome !== 'unverified') return isLonger;
    if (length === 0 && !isLonger) {
      this.#expel();
      return false;
    }
    pursuit.version++;
    return true;
  }

  async #isAllowed(log: LogId): Promise<boolean> {
    let bytes = 0;
    for (let version = 0; version < maxVersions; version++) {
      bytes += await this.#store.byteLength(log, version);
    }
    return bytes < this.carried.allowedBytes(log.author);
  }

  #ask(head: WireHead, from: number): Promise<SignedRange | null> {
    const { author, epoch, version } = head;
    return new Promise((take) => {
      if (this.#isClosed) {
        take(null);
        return;
      }
      this.#asked = { want: head, from, take };
      this.#send({ kind: 'want', author, epoch, version, from });
    });
  }

  /** A store that fails ends the connection: it cannot go on, and the next one tries again. */
  #guard(work: Promise<void>): Promise<void> {
    return work.catch(() => this.#expel());
  }

  #expel(): void {
    this.#onClose();
    this.#stream.destroy();
  }

  #onClose(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stopWatching();
    if (this.#telling !== null) clearTimeout(this.#telling);
    this.#asked?.take(null);
    this.#asked = null;
    this.#onChange();
  }
}
