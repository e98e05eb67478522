/**
 * One person's node on one device: identity, communities, what is written and who is met. The one place where what
 * events mean and how they travel come together.
 */
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { CanonicalMap, CanonicalValue } from '../../base/canonical-bytes.ts';
import { decodeCanonical, encodeCanonical } from '../../base/canonical-bytes.ts';
import { RefusalError } from '../../base/result.ts';
import { noHash, type SignedEvent } from '../../practice/events/event.ts';
import { signEvent } from '../../practice/events/event-codec.ts';
import { signerFromSeed } from '../../practice/events/signature.ts';
import { certificateShape, isCertified } from '../../practice/governance/certificate.ts';
import type { Ballot } from '../../practice/governance/decisions/decision-terms.ts';
import { proveInvitation } from '../../practice/governance/event-types/member-admitted.ts';
import {
  type NotCountedReason,
  notCountedSentences,
} from '../../practice/governance/not-counted-sentences.ts';
import { actOf, judge, understand } from '../../practice/governance/reducer.ts';
import { recentActs, type ShownAct } from '../../practice/governance/selectors/activity.ts';
import {
  contextsOf,
  conversationOf,
  type ShownPost,
} from '../../practice/governance/selectors/conversation.ts';
import type { OwnSealed } from '../../practice/governance/selectors/decision-list.ts';
import { readingDevices } from '../../practice/governance/selectors/epoch-devices.ts';
import {
  peopleAndDevices,
  type ShownPerson,
} from '../../practice/governance/selectors/people-and-devices.ts';
import { practiceLog } from '../../practice/governance/selectors/practice-log.ts';
import { CommunityState } from '../../practice/governance/state.ts';
import {
  communities,
  devices,
  invitations,
  members,
  removals,
  sealedInvitations,
} from '../../practice/governance/tables.ts';
import { blockEnd, sealBlock } from '../../practice/peer/block.ts';
import { exportBundle, importBundle } from '../../practice/peer/bundle.ts';
import { fromHex, randomBytes, toHex } from '../../practice/peer/bytes.ts';
import { carrySecretOf, epochOf, openSealed, sealTo } from '../../practice/peer/device-keys.ts';
import { Internet, type InternetOptions } from '../../practice/peer/internet.ts';
import type { Desk } from '../../practice/peer/joining-channel.ts';
import { Network } from '../../practice/peer/network.ts';
import { HypercoreStore } from '../../practice/peer/store/hypercore-store.ts';
import { MemoryStore } from '../../practice/peer/store/memory-store.ts';
import { Serial } from '../../practice/peer/store/serial.ts';
import type { ArrivingPost } from './arriving.ts';
import { BallotCarrier } from './ballot-carrier.ts';
import { Caretaker } from './caretaker.ts';
import type { CommunityStatus, Founding } from './community-status.ts';
import { type Identity, makeIdentity, readIdentity } from './identity.ts';
import { readKept, writeKept } from './kept-file.ts';
import {
  answerSecretOf,
  readInvitationLink,
  readMirrorLink,
  writeInvitationLink,
  writeMirrorLink,
} from './link.ts';
import { missingActs } from './missing-acts.ts';
import { type LookingAt, Neighbourhood } from './neighbourhood.ts';
import { outwardAddresses } from './own-addresses.ts';
import { type RecordFile, readRecordFile } from './records/record-file.ts';
import { type Act, Replica } from './replica.ts';
import { WhenIdle } from './when-idle.ts';

/** What it takes to read a community's record. */
export interface CommunityKeys {
  readonly community: string;
  readonly founding: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly places: readonly string[];
}

interface KeptCommunity extends CommunityKeys {
  /** Of invitations made here: what answers them. */
  readonly answers: Readonly<Record<string, string>>;
}

interface KeptMirror {
  readonly community: string;
  readonly carrySecret: string;
  readonly places: readonly string[];
}

/** Everything of a device that the community knows, and of one that it does not know yet. */
const allowedBytes = { known: 1 << 30, unknown: 1 << 20 } as const;
const mostPlaces = 32;
/** Single acts take several times their size on disk until the store gives the space back. */
const compaction = { afterChanges: 500, quietMs: 30_000 } as const;

interface Community {
  readonly replica: Replica;
  readonly caretaker: Caretaker;
  readonly carrier: BallotCarrier;
  readonly desks: Map<string, Desk>;
  /** It came as a file, to read. */
  readonly isRecord: boolean;
  answers: Readonly<Record<string, string>>;
  places: readonly string[];
}

const parsePlace = (place: string): { readonly host: string; readonly port: number } => {
  const found = /^\[?([^\]]+)\]?:(\d{1,5})$/.exec(place);
  const [, host, port] = found ?? [];
  const isHost = host !== undefined && (isIP(host) !== 0 || /^[a-z0-9.-]+$/i.test(host));
  if (!isHost || Number(port) > 65_535) throw new RefusalError('place-unreadable', { place });
  return { host, port: Number(port) };
};

/** Why an event cannot be the first of a community; `null` where it can. */
const reasonAtFirst = (event: SignedEvent): NotCountedReason | null => {
  const read = understand(event);
  if (typeof read === 'string') return read;
  return judge(read.type, actOf(new CommunityState(), { event, parents: [] }, read.body));
};

const isMap = (value: CanonicalValue | undefined): value is CanonicalMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

export interface ImportedRecord {
  readonly community: string;
  readonly events: number;
  /** Lines that are no event, or not signed by whom they name. */
  readonly leftOut: number;
}

export class PracticeNode {
  readonly folder: string;
  readonly identity: Identity | null;
  readonly #store: HypercoreStore;
  readonly #network: Network;
  readonly #neighbourhood: Neighbourhood;
  readonly #now: () => number;
  readonly #carryWithinMs: number;
  readonly #communities = new Map<string, Community>();
  readonly #mirrors = new Map<string, KeptMirror>();
  readonly #listeners = new Set<() => void>();
  readonly #ownPlaces: string[] = [];
  readonly #reading = new Set<Promise<void>>();
  readonly #keeping = new Serial();
  readonly #compacting = new WhenIdle(() => this.compact(), compaction.afterChanges, compaction.quietMs);
  #internet: Internet | null = null;
  #isClosing = false;

  private constructor(
    folder: string,
    identity: Identity | null,
    store: HypercoreStore,
    now: () => number,
    carryWithinMs: number,
  ) {
    this.folder = folder;
    this.identity = identity;
    this.#store = store;
    this.#now = now;
    this.#carryWithinMs = carryWithinMs;
    this.#network = new Network(store, () => this.#tellListeners());
    this.#neighbourhood = new Neighbourhood(this.#network, () => this.#tellListeners());
    store.watch(({ log }) => {
      const community = this.#communities.get(log.community);
      if (community !== undefined) this.#follow(community);
      this.#compacting.note();
    });
  }

  /**
   * Refuses `practice-locked`, `practice-newer` and `practice-damaged`.
   * @param carryWithinMs how long this device may hold back an anonymous ballot that it carries for another
   */
  static async open(
    folder: string,
    now: () => number = Date.now,
    carryWithinMs = 20_000,
  ): Promise<PracticeNode> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const identity = await readIdentity(folder);
    let store: HypercoreStore;
    try {
      store = await HypercoreStore.open(join(folder, 'store'));
    } catch (error) {
      if (/lock/i.test((error as Error).message)) throw new RefusalError('practice-locked', { folder });
      throw error;
    }
    const node = new PracticeNode(folder, identity, store, now, carryWithinMs);
    try {
      await node.#openAll();
    } catch (error) {
      await node.close();
      throw error;
    }
    return node;
  }

  async #openAll(): Promise<void> {
    for (const kind of ['communities', 'mirrors'] as const) {
      for (const name of await readdir(join(this.folder, kind)).catch(() => [])) {
        if (!name.endsWith('.json')) continue;
        const file = join(this.folder, kind, name);
        if (kind === 'mirrors') this.#carryMirror((await readKept<KeptMirror>(file, 'equipo-mirror'))!);
        else await this.#openCommunity((await readKept<KeptCommunity>(file, 'equipo-community'))!);
      }
    }
    for (const name of await readdir(join(this.folder, 'records')).catch(() => [])) {
      if (!name.endsWith('.ndjson')) continue;
      const path = join(this.folder, 'records', name);
      await this.#openRecord(await readRecordFile(path, new AbortController().signal));
    }
  }

  /**
   * Opens a record that came as a file: to read, verified, and to write nothing in. Its blocks are made anew in memory,
   * since nobody here can sign a log for its author.
   */
  async #openRecord(file: RecordFile): Promise<void> {
    const { community, events } = file;
    if (this.identity === null || this.#communities.has(community)) return;
    const store = new MemoryStore();
    const key = randomBytes(32);
    const epoch = epochOf(key);
    const byAuthor = new Map<string, Uint8Array[]>();
    for (const { event, bytes } of events) {
      const theirs = byAuthor.get(event.author);
      if (theirs === undefined) byAuthor.set(event.author, [bytes]);
      else theirs.push(bytes);
    }
    for (const [author, all] of byAuthor) {
      const log = { community, author, epoch };
      const blocks: Uint8Array[] = [];
      for (let from = 0; from < all.length; ) {
        const until = blockEnd(all, from);
        blocks.push(sealBlock(log, key, all.slice(from, until)));
        from = until;
      }
      await store.append(log, this.identity.keys, blocks);
    }
    const keys = { founding: epoch, keys: new Map([[epoch, key]]) };
    const replica = new Replica(community, keys, store, this.identity, async () => undefined);
    await replica.read();
    const opened = { replica, desks: new Map(), answers: {}, places: [], isRecord: true };
    this.#communities.set(community, { ...opened, ...this.#helpersOf(replica, () => {}) });
  }

  /** Keeps a record that came as a file, to read here. Refuses `record-unreadable` and `record-here`. */
  async importRecord(path: string, signal: AbortSignal): Promise<ImportedRecord> {
    const file = await readRecordFile(path, signal);
    const { community, events, leftOut } = file;
    // Without an identity there is nobody to show it to.
    if (this.#me !== null && this.#communities.has(community))
      throw new RefusalError('record-here', { path });
    const kept = join(this.folder, 'records', `${community}.ndjson`);
    await mkdir(join(this.folder, 'records'), { recursive: true, mode: 0o700 });
    await copyFile(path, `${kept}.part`);
    await rename(`${kept}.part`, kept);
    await this.#openRecord(file);
    this.#tellListeners();
    return { community, events: events.length, leftOut };
  }

  /** Whether it is a record that came as a file, to read. */
  isRecord(community: string): boolean {
    return this.#communities.get(community)?.isRecord === true;
  }

  /** Lets a record that came as a file go; a community one is in is left by leaving it. */
  async forgetRecord(community: string): Promise<void> {
    if (this.#communities.get(community)?.isRecord !== true) return;
    this.#communities.delete(community);
    await rm(join(this.folder, 'records', `${community}.ndjson`), { force: true });
    this.#tellListeners();
  }

  get #me(): Identity {
    if (this.identity === null) throw new RefusalError('identity-missing', { folder: this.folder });
    return this.identity;
  }

  /** Whose node it is. Refuses `identity-missing`. */
  get person(): string {
    return this.#me.person;
  }

  /** The device it runs on. Refuses `identity-missing`. */
  get device(): string {
    return this.#me.signer.author;
  }

  now(): number {
    return this.#now();
  }

  async #openCommunity(kept: KeptCommunity): Promise<Community> {
    const { community, founding } = kept;
    const keys = new Map(Object.entries(kept.keys).map(([epoch, key]) => [epoch, fromHex(key)] as const));
    const viewFile = join(this.folder, 'communities', `${community}.view`);
    const replica: Replica = new Replica(
      community,
      { founding, keys },
      this.#store,
      this.#me,
      () => this.#keep(opened),
      viewFile,
    );
    const helpers = this.#helpersOf(replica, () => this.#settle(opened));
    const opened: Community = {
      ...{ replica, desks: new Map(), answers: kept.answers, places: kept.places, isRecord: false },
      ...helpers,
    };
    const { carrier } = helpers;
    this.#communities.set(community, opened);
    await replica.read();
    await carrier.open();
    this.#network.carry({
      community,
      carrySecret: carrySecretOf(keys.get(founding)!),
      device: this.#me.keys,
      allowedBytes: (author) =>
        devices.get(replica.view.state, author) === undefined ? allowedBytes.unknown : allowedBytes.known,
      places: () => [...this.#ownPlaces, ...opened.places],
      onPlaces: (places) => this.#learnPlaces(opened, places),
      onParcel: (from, sealed) => carrier.hear(from, sealed),
      onNewest: (log, blocks) => {
        if (replica.takeNewest(log, blocks)) this.#tellListeners();
      },
    });
    this.#settle(opened);
    return opened;
  }

  /** What a device does for its community without being asked. */
  #helpersOf(replica: Replica, onChange: () => void): Pick<Community, 'caretaker' | 'carrier'> {
    const { community } = replica;
    const reach = {
      devices: () => this.#network.peers(community).flatMap(({ device }) => device ?? []),
      send: (device: string, sealed: Uint8Array) => this.#network.sendParcel(community, device, sealed),
    };
    const carrier = new BallotCarrier(replica, this.#me, reach, {
      now: this.#now,
      carryWithinMs: this.#carryWithinMs,
      folder: this.folder,
      onChange,
    });
    return { carrier, caretaker: new Caretaker(replica, this.#me, this.#now, onChange) };
  }

  #keep(opened: Community): Promise<void> {
    const { community, epochKeys } = opened.replica;
    const file = join(this.folder, 'communities', `${community}.json`);
    return this.#keeping.run(community, () => {
      const { founding, keys } = epochKeys;
      const kept: KeptCommunity = {
        community,
        founding,
        keys: Object.fromEntries([...keys].map(([epoch, key]) => [epoch, toHex(key)])),
        answers: opened.answers,
        places: opened.places,
      };
      return writeKept(file, 'equipo-community', kept);
    });
  }

  #learnPlaces(community: Community, told: readonly string[]): void {
    const places = [...new Set([...told, ...community.places])]
      .filter((place) => !this.#ownPlaces.includes(place))
      .slice(0, mostPlaces);
    if (
      places.length === community.places.length &&
      places.every((each) => community.places.includes(each))
    ) {
      return;
    }
    community.places = places;
    this.#after(this.#keep(community));
  }

  /** Something goes on in the background; closing waits for it. */
  #after(work: Promise<void>): void {
    const done = work.catch(() => {});
    this.#reading.add(done);
    done.finally(() => this.#reading.delete(done));
  }

  #follow(community: Community): void {
    if (this.#isClosing) return;
    this.#after(community.replica.read().then(() => this.#settle(community)));
  }

  /** What follows from a state: what is told to others, and which invitations are answered here. */
  #settle(community: Community): void {
    if (this.#isClosing) return;
    const { replica, desks } = community;
    const { state } = replica.view;
    this.#network.tellState(replica.community, state.hash());
    for (const [id, row] of invitations.all(state)) {
      const isLive = !row.isTakenBack && row.used < row.uses && this.#now() <= row.until && replica.isMember;
      if (!isLive || desks.has(id)) continue;
      const secret = this.#answerOf(community, id);
      if (secret !== null) {
        const opened = { secret, answer: (request: Uint8Array) => this.#answer(community, id, request) };
        desks.set(id, opened);
        this.#network.openDesk(opened);
      }
    }
    this.#after(community.caretaker.tend());
    community.carrier.tend();
    this.#tellListeners();
  }

  #answerOf({ replica, answers }: Community, invitation: string): Uint8Array | null {
    const own = answers[invitation];
    if (own !== undefined) return fromHex(own);
    const sealed = sealedInvitations.get(replica.view.state, invitation)?.[this.#me.signer.author];
    return sealed === undefined ? null : openSealed(this.#me.keys, sealed);
  }

  #tellListeners(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Hears of every change of state and peers; gives what ends it. */
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves once something holds; hears of every change of state and peers until then. */
  until(holds: () => boolean, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (value: boolean) => {
        this.#listeners.delete(check);
        clearTimeout(timer);
        resolve(value);
      };
      const check = () => {
        if (holds()) end(true);
      };
      const timer = setTimeout(() => end(false), timeoutMs);
      this.#listeners.add(check);
      check();
    });
  }

  /** A new identity; the node is opened again to use it. */
  static makeIdentity(
    folder: string,
    said: { readonly name: string; readonly deviceName: string; readonly phrase?: string },
  ): Promise<Identity> {
    return makeIdentity(folder, said);
  }

  /** Refuses `act-not-counted` for what nobody could go by. */
  async found(said: Founding): Promise<string> {
    const { name, purpose, agreements, joining, methods = {}, vouchesNeeded = 1, hearingDays = 7 } = said;
    const me = this.#me;
    const body = {
      certificate: me.certificate,
      founderName: me.name,
      deviceName: me.deviceName,
      name,
      purpose,
      agreements,
      methods,
      joining,
      vouchesNeeded,
      hearingDays,
    };
    const first = {
      v: 1,
      community: noHash,
      author: me.signer.author,
      seq: 0,
      prevHash: noHash,
      deps: [],
      lamport: 0,
      at: this.#now(),
      type: 'community-founded',
      body,
    };
    const signed = signEvent(first, me.signer);
    if (!signed.ok) throw new RefusalError(signed.code, signed.params);
    const { event, bytes } = signed.value;
    const reason = reasonAtFirst(event);
    if (reason !== null) throw new RefusalError('act-not-counted', { why: notCountedSentences[reason] });
    const key = randomBytes(32);
    const founding = epochOf(key);
    const kept = {
      community: event.id,
      founding,
      keys: { [founding]: toHex(key) },
      answers: {},
      places: [],
    };
    const community = await this.#openCommunity(kept);
    // The key is kept before anything is written under it.
    await this.#keep(community);
    await community.replica.found(event, bytes);
    this.#settle(community);
    return event.id;
  }

  #community(id: string): Community {
    const found = this.#communities.get(id);
    if (found === undefined) throw new RefusalError('practice-community-unknown', { name: id });
    return found;
  }

  /** By name or by the beginning of its id; the only one where none is named. */
  choose(said: string | undefined): string {
    const all = this.list();
    if (all.length === 0) throw new RefusalError('practice-community-none');
    const found =
      said === undefined
        ? all
        : all.filter(({ community, name }) => name === said || community.startsWith(said));
    if (found.length === 0) throw new RefusalError('practice-community-unknown', { name: said ?? '' });
    if (found.length > 1) {
      throw new RefusalError('practice-community-choose', {
        count: found.length,
        names: found.map(({ name, community }) => `${name} (${community.slice(0, 8)})`).join(', '),
      });
    }
    return found[0]!.community;
  }

  list(): readonly { readonly community: string; readonly name: string; readonly isMember: boolean }[] {
    return [...this.#communities.values()].map(({ replica }) => ({
      community: replica.community,
      name: communities.get(replica.view.state, 'community')?.name ?? '',
      isMember: replica.isMember,
    }));
  }

  replica(community: string): Replica {
    return this.#community(community).replica;
  }

  people(community: string): readonly ShownPerson[] {
    return peopleAndDevices(this.#community(community).replica.view.state);
  }

  recentActs(community: string, most: number): readonly ShownAct[] {
    return recentActs(this.#community(community).replica.view, most);
  }

  conversations(
    community: string,
  ): readonly { readonly context: string; readonly posts: readonly ShownPost[] }[] {
    const { state } = this.#community(community).replica.view;
    return contextsOf(state).map((context) => ({ context, posts: conversationOf(state, context) }));
  }

  /** The newest posts of a record that is still on its way, the newest first. */
  arriving(community: string): readonly ArrivingPost[] {
    return this.#community(community).replica.arriving;
  }

  /** The whole record as lines, for keeping elsewhere and for `equipo measure`. */
  async practiceLog(community: string, isWhole = true): Promise<Iterable<string>> {
    return practiceLog(await this.#community(community).replica.whole(), isWhole);
  }

  async act(community: string, type: string, body: CanonicalMap): Promise<SignedEvent> {
    const found = this.#community(community);
    const event = await found.replica.write(type, body, this.#now());
    this.#settle(found);
    return event;
  }

  /** Many acts in few blocks; all are kept when it resolves. */
  async actMany(community: string, acts: readonly Act[]): Promise<void> {
    const found = this.#community(community);
    await found.replica.writeMany(acts);
    this.#settle(found);
  }

  /** Keeps an anonymous ballot and sends it through others; it is on record some while later. */
  castSealed(community: string, decision: string, ballot: Ballot): Promise<void> {
    return this.#community(community).carrier.cast(decision, ballot);
  }

  /** What only this person's devices know of their anonymous ballots. */
  ownSealed(community: string): OwnSealed {
    return this.#community(community).carrier.own;
  }

  /** A link that lets newcomers in, answered by this device and by those of all members at the time. */
  async invite(community: string, uses: number, until: number): Promise<string> {
    const found = this.#community(community);
    const seed = randomBytes(32);
    const answer = answerSecretOf(seed);
    const { author } = signerFromSeed(seed);
    const { id } = await this.act(community, 'invitation-made', { key: author, uses, until });
    found.answers = { ...found.answers, [id]: toHex(answer) };
    await this.#keep(found);
    const others = readingDevices(found.replica.view.state).filter((each) => each !== this.#me.signer.author);
    if (others.length > 0) {
      const sealed = Object.fromEntries(others.map((each) => [each, sealTo(fromHex(each), answer)]));
      await this.act(community, 'invitation-sealed', { invitation: id, sealed });
    }
    this.#settle(found);
    return writeInvitationLink({
      invitation: id,
      seed,
      until,
      places: [...this.#ownPlaces, ...found.places],
    });
  }

  /** Another device of a member is handed the keys; a newcomer is admitted first. */
  async #answer(community: Community, invitation: string, request: Uint8Array): Promise<Uint8Array> {
    const { replica } = community;
    const said = decodeCanonical(request);
    const certificate = isMap(said) ? certificateShape(said.certificate) : undefined;
    if (!isMap(said) || certificate === undefined || !isCertified(certificate)) {
      return encodeCanonical({ refused: 'certificate-wrong' });
    }
    const row = invitations.get(replica.view.state, invitation);
    if (row === undefined || row.isTakenBack || row.used >= row.uses || this.#now() > row.until) {
      return encodeCanonical({ refused: 'invitation-ended' });
    }
    if (devices.get(replica.view.state, certificate.device)?.isRetired === true) {
      return encodeCanonical({ refused: notCountedSentences['device-retired'] });
    }
    if (members.get(replica.view.state, certificate.person)?.standing !== 'member') {
      try {
        await this.act(replica.community, 'member-admitted', {
          certificate,
          name: said.name ?? null,
          deviceName: said.deviceName ?? null,
          invitation,
          proof: said.proof ?? null,
        });
      } catch (error) {
        if (!(error instanceof RefusalError)) throw error;
        return encodeCanonical({ refused: String(error.refusal.params.why ?? '') });
      }
    }
    const { founding, keys } = replica.epochKeys;
    return encodeCanonical({
      community: replica.community,
      founding,
      // A certificate is on record for all to copy: only the device that it names opens these.
      keys: Object.fromEntries(
        [...keys].map(([epoch, key]) => [epoch, sealTo(fromHex(certificate.device), key)]),
      ),
      places: [...this.#ownPlaces, ...community.places].slice(0, mostPlaces),
    });
  }

  /** Joins by a link; gives the community's id. Also how a further device of a member comes in. */
  async join(said: string, timeoutMs = 20_000): Promise<string> {
    const me = this.#me;
    const link = readInvitationLink(said);
    if (this.#now() > link.until) throw new RefusalError('invitation-ended');
    const request = encodeCanonical({
      certificate: me.certificate,
      name: me.name,
      deviceName: me.deviceName,
      proof: proveInvitation(link.invitation, me.signer.author, signerFromSeed(link.seed)),
    });
    for (const place of link.places) {
      const { host, port } = parsePlace(place);
      const answer = await this.#network
        .ask(host, port, answerSecretOf(link.seed), request)
        .catch(() => null);
      if (answer !== null) return this.#joinWith(answer, place, timeoutMs);
    }
    throw new RefusalError('invitation-unanswered', { places: link.places.join(', ') || 'no address' });
  }

  async #joinWith(bytes: Uint8Array, place: string, timeoutMs: number): Promise<string> {
    const answer = decodeCanonical(bytes);
    if (!isMap(answer)) throw new RefusalError('invitation-unanswered', { places: place });
    if (typeof answer.refused === 'string') {
      throw new RefusalError('invitation-refused', { why: answer.refused });
    }
    const { community, founding, keys, places } = answer as unknown as {
      readonly community: string;
      readonly founding: string;
      readonly keys: Readonly<Record<string, Uint8Array>>;
      readonly places: readonly string[];
    };
    const opened = Object.entries(keys).map(([epoch, sealed]) => {
      const key = openSealed(this.#me.keys, sealed);
      if (key === null) throw new RefusalError('invitation-unanswered', { places: place });
      return [epoch, toHex(key)] as const;
    });
    const kept = {
      community,
      founding,
      keys: Object.fromEntries(opened),
      answers: {},
      places: [place, ...places].slice(0, mostPlaces),
    };
    const joined = this.#communities.get(community) ?? (await this.#openCommunity(kept));
    await this.#keep(joined);
    const { replica } = joined;
    const isIn = () => members.get(replica.view.state, this.#me.person) !== undefined;
    await this.until(isIn, timeoutMs);
    if (isIn() && devices.get(replica.view.state, this.#me.signer.author) === undefined) {
      await this.addThisDevice(community);
    }
    return community;
  }

  /** This device comes in as another of a person who is a member. */
  async addThisDevice(community: string): Promise<void> {
    const { certificate, deviceName } = this.#me;
    await this.act(community, 'device-added', { certificate, name: deviceName });
  }

  keysOf(community: string): CommunityKeys {
    const { replica, places } = this.#community(community);
    const { founding, keys } = replica.epochKeys;
    const hex = Object.fromEntries([...keys].map(([epoch, key]) => [epoch, toHex(key)]));
    return { community, founding, keys: hex, places };
  }

  /** Takes a community up again by its keys, with nothing of its record yet. */
  async openWith(keys: CommunityKeys): Promise<void> {
    if (this.#communities.get(keys.community)?.isRecord) await this.forgetRecord(keys.community);
    if (this.#communities.has(keys.community)) return;
    await this.#keep(await this.#openCommunity({ ...keys, answers: {} }));
  }

  /** Carries out a removal: what of the devices concerned is here by now is what counts. */
  async concludeRemoval(community: string, removal: string): Promise<string> {
    const { state, history } = this.#community(community).replica.view;
    const row = removals.get(state, removal);
    const isDevice = (row?.device ?? null) !== null;
    const cuts = [...devices.all(state)]
      .filter(([device, { person }]) => (isDevice ? device === row?.device : person === row?.person))
      .map(([device]) => ({ device, length: history.lengthOf(device) }));
    return (await this.act(community, 'removal-concluded', { removal, isDevice, cuts })).id;
  }

  async retireDevice(community: string, device: string): Promise<void> {
    const { history } = this.#community(community).replica.view;
    await this.act(community, 'device-retired', { device, length: history.lengthOf(device) });
  }

  /** Finds others over the internet. Refuses `bootstrap-unreachable`. */
  async reachInternet(options: InternetOptions): Promise<void> {
    this.#internet ??= await Internet.open(this.#network, options);
    const own = [...this.#communities.values()].filter(({ isRecord }) => !isRecord);
    const secrets = own.map(({ replica }) =>
      carrySecretOf(replica.epochKeys.keys.get(replica.epochKeys.founding)!),
    );
    for (const mirror of this.#mirrors.values()) secrets.push(fromHex(mirror.carrySecret));
    await Promise.all(secrets.map((secret) => this.#internet?.meet(secret)));
  }

  /** Listens; gives the place as it is told to others. */
  async listen(place: string): Promise<string> {
    const { host, port: asked } = parsePlace(place);
    const port = await this.#network.listen(asked, host);
    const listening = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
    this.#ownPlaces.push(listening);
    await this.#neighbourhood.listensAt(host, port);
    return listening;
  }

  /** Is found there no more; whoever is connected stays. */
  unlisten(place: string): void {
    const { host, port } = parsePlace(place);
    this.#network.unlisten(host, port);
    this.#neighbourhood.leaves(host, port);
    const at = this.#ownPlaces.indexOf(place);
    if (at >= 0) this.#ownPlaces.splice(at, 1);
  }

  /** Is found over the internet no more. */
  async leaveInternet(): Promise<void> {
    const internet = this.#internet;
    this.#internet = null;
    await internet?.close();
  }

  /** Finds others on networks of this machine's own, and is found there; listens there first if nowhere there yet. */
  async reachLan(): Promise<void> {
    if (!this.#neighbourhood.isSomewhere) {
      for (const address of outwardAddresses()) await this.listen(`${address}:0`);
    }
    await this.#neighbourhood.begin();
  }

  /** Where others reach it. */
  get listeningAt(): readonly string[] {
    return [...this.#ownPlaces];
  }

  leaveLan(): void {
    this.#neighbourhood.end();
  }

  /** Where it looks for others on networks of its own. */
  lookingAt(): readonly LookingAt[] {
    return this.#neighbourhood.lookingAt();
  }

  /** Refuses `peer-unreachable`. */
  async meet(place: string): Promise<void> {
    const { host, port } = parsePlace(place);
    await this.#network.dial(host, port);
  }

  /** Tries every place known; gives how many answered. */
  async meetAll(): Promise<number> {
    const places = new Set(
      [...this.#communities.values(), ...this.#mirrors.values()].flatMap((each) => each.places),
    );
    const met = await Promise.allSettled([...places].map((place) => this.meet(place)));
    return met.filter(({ status }) => status === 'fulfilled').length;
  }

  mirrorLink(community: string): string {
    const { replica, places } = this.#community(community);
    const { founding, keys } = replica.epochKeys;
    const carrySecret = carrySecretOf(keys.get(founding)!);
    return writeMirrorLink({ community, carrySecret, places: [...this.#ownPlaces, ...places] });
  }

  #carryMirror(mirror: KeptMirror): void {
    this.#mirrors.set(mirror.community, mirror);
    if (this.#communities.has(mirror.community)) return;
    this.#network.carry({
      community: mirror.community,
      carrySecret: fromHex(mirror.carrySecret),
      device: null,
      allowedBytes: () => allowedBytes.known,
      places: () => this.#ownPlaces,
      onPlaces: () => {},
      onParcel: () => {},
      onNewest: () => {},
    });
  }

  /** Carries a community's ciphertext from now on; gives its id. */
  async mirror(said: string): Promise<string> {
    const { community, carrySecret, places } = readMirrorLink(said);
    const kept = { community, carrySecret: toHex(carrySecret), places };
    await writeKept(join(this.folder, 'mirrors', `${community}.json`), 'equipo-mirror', kept);
    this.#carryMirror(kept);
    return community;
  }

  /** What a mirror holds, in blocks; it cannot know more. */
  async mirrored(): Promise<readonly { readonly community: string; readonly blocks: number }[]> {
    return Promise.all(
      [...this.#mirrors.keys()].map(async (community) => ({
        community,
        blocks: (await this.#store.heads(community)).reduce((blocks, { length }) => blocks + length, 0),
      })),
    );
  }

  exportBundle(community: string, path: string): Promise<void> {
    return exportBundle(this.#store, this.#community(community).replica.community, path);
  }

  async importBundle(path: string): Promise<{ readonly community: string; readonly blocks: number }> {
    const imported = await importBundle(
      this.#store,
      path,
      (community) => this.#communities.has(community) || this.#mirrors.has(community),
    );
    const community = this.#communities.get(imported.community);
    if (community !== undefined) {
      await community.replica.read();
      this.#settle(community);
    }
    return imported;
  }

  /** Gives disk space back; done by itself when much was written and nothing more comes. */
  compact(): Promise<void> {
    return this.#store.compact();
  }

  status(id: string): CommunityStatus {
    const { replica, places } = this.#community(id);
    const { state, history } = replica.view;
    const stateHash = state.hash();
    const nameOf = (device: string): string | null =>
      members.get(state, devices.get(state, device)?.person ?? '')?.name ?? null;
    const called = (device: string): string => nameOf(device) ?? device;
    return {
      community: id,
      name: communities.get(state, 'community')?.name ?? '',
      members: peopleAndDevices(state).filter(({ standing }) => standing === 'member').length,
      events: history.order.length,
      stateHash,
      waitingLogs: replica.waitingLogs,
      missing: missingActs(replica.waiting, history).map(({ device, count, namedBy }) => ({
        ...{ name: nameOf(device), device, count },
        namedBy: [...new Set(namedBy.map(called))],
      })),
      forked: history.forks
        .filter(({ author }) => devices.get(state, author)?.isRetired === false)
        .map(({ author }) => ({
          ...{ name: nameOf(author), device: author },
          isThisDevice: author === this.#me.signer.author,
        })),
      isDiskFull: this.#store.isFull,
      unverified: replica.unverified,
      fromNewerEquipo: replica.fromNewerEquipo,
      places,
      peers: this.#network.peers(id).map(({ device, state: theirs, isCaughtUp, heldBack, notGiven }) => ({
        name: device === null ? null : nameOf(device),
        device,
        isInStep: theirs === stateHash,
        isCaughtUp,
        heldBack: heldBack.map(called),
        notGiven: notGiven.map(called),
      })),
    };
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    for (const { caretaker, carrier } of this.#communities.values()) {
      await caretaker.close();
      await carrier.close();
    }
    this.#neighbourhood.end();
    await this.#internet?.close();
    await this.#network.close();
    for (const { replica } of this.#communities.values()) {
      await replica.settled();
      await replica.keepView();
    }
    await Promise.all([...this.#reading]);
    await this.#keeping.settled();
    await this.#compacting.close();
    await this.#store.close();
  }
}
