/**
 * The connections of one node: every community it carries over every connection it has, whichever path brought it.
 * Connections are encrypted by Noise under a key made for this run, so nobody on the way can tell who speaks.
 */
import { createServer, connect as openSocket, type Server, type Socket } from 'node:net';
import NoiseSecretStream from '@hyperswarm/secret-stream';
import Protomux from 'protomux';
import { RefusalError } from '../../base/result.ts';
import { randomBytes } from './bytes.ts';
import { deviceKeysOf } from './device-keys.ts';
import { type Carried, CommunityExchange } from './exchange.ts';
import { askAtDesk, type Desk, openDesk } from './joining-channel.ts';
import type { LogStore } from './store/log-store.ts';

/** Another node, as seen on one connection. */
export interface PeerSeen {
  /** `null`: a mirror, or a member who has not said yet. */
  readonly device: string | null;
  /** Hash of what it makes of all it has. */
  readonly state: string | null;
  readonly isCaughtUp: boolean;
  /** Devices of whose logs it has more than is taken in here. */
  readonly heldBack: readonly string[];
  /** Devices of whom it said that it has something, and did not give it. */
  readonly notGiven: readonly string[];
}

/** Enough for gossip to reach everybody; every pair need not meet. */
const mostConnections = 64;
/** Whoever has not shown by then what it came for, or has said this much without, is let go. */
export interface StrangersMay {
  readonly lastMs: number;
  readonly sayBytes: number;
  /** So many at once from one address, so that nobody takes every place. */
  readonly beFromOne: number;
}
const strangersMay: StrangersMay = { lastMs: 10_000, sayBytes: 256 << 10, beFromOne: 24 };
const dialTimeoutMs = 5_000;
const keepAliveMs = 5_000;
const silentForMs = 20_000;

interface Connection {
  /** Where it was dialled; `null` where the other did. */
  readonly place: string | null;
  readonly stream: NoiseSecretStream;
  readonly exchanges: Map<string, CommunityExchange>;
  readonly timer: NodeJS.Timeout;
  /** The address of whoever dialled. */
  readonly from: string | null;
  readonly isStranger: () => boolean;
}

export class Network {
  readonly keyPair = deviceKeysOf(randomBytes(32));
  readonly #store: LogStore;
  readonly #may: StrangersMay;
  readonly #onChange: (community: string) => void;
  readonly #carried = new Map<string, Carried>();
  readonly #desks = new Set<Desk>();
  readonly #connections = new Set<Connection>();
  readonly #servers = new Set<Server>();
  readonly #states = new Map<string, string>();
  #isClosed = false;

  /** `onChange` hears whenever something about the peers of a community is other than before. */
  constructor(store: LogStore, onChange: (community: string) => void, may = strangersMay) {
    this.#may = may;
    this.#store = store;
    this.#onChange = onChange;
  }

  carry(carried: Carried): void {
    this.#carried.set(carried.community, carried);
    for (const connection of this.#connections) this.#exchange(connection, carried);
  }

  drop(community: string): void {
    const carried = this.#carried.get(community);
    if (carried === undefined) return;
    this.#carried.delete(community);
    for (const { stream, exchanges } of this.#connections) {
      Protomux.from(stream).unpair(CommunityExchange.channelOf(carried, stream));
      exchanges.get(community)?.close();
    }
  }

  openDesk(desk: Desk): void {
    this.#desks.add(desk);
    for (const { stream } of this.#connections) openDesk(stream, desk);
  }

  tellState(community: string, hash: string): void {
    this.#states.set(community, hash);
    for (const { exchanges } of this.#connections) exchanges.get(community)?.tellState(hash);
  }

  /** Whether the device is there to take it; that it arrives is not said. */
  sendParcel(community: string, device: string, sealed: Uint8Array): boolean {
    for (const { exchanges } of this.#connections) {
      const exchange = exchanges.get(community);
      if (exchange?.isProven && exchange.device === device) {
        exchange.sendParcel(sealed);
        return true;
      }
    }
    return false;
  }

  /** A device met on several connections is seen once, on the newest. */
  peers(community: string): readonly PeerSeen[] {
    const seen = new Map<string | CommunityExchange, PeerSeen>();
    for (const { exchanges } of this.#connections) {
      const exchange = exchanges.get(community);
      if (exchange === undefined || !exchange.isProven) continue;
      const { device, state, isCaughtUp, heldBack, notGiven } = exchange;
      seen.set(device ?? exchange, {
        ...{ device, state, isCaughtUp },
        ...{ heldBack: [...heldBack], notGiven: [...notGiven] },
      });
    }
    return [...seen.values()];
  }

  /** What lets others carry what this node carries, one for each community. */
  carrySecrets(): readonly Uint8Array[] {
    return [...this.#carried.values()].map(({ carrySecret }) => carrySecret);
  }

  /** Whether there is a connection to a node whose key of this run is such a one. */
  isMet(isTheirs: (publicKey: Uint8Array) => boolean): boolean {
    return [...this.#connections].some(
      ({ stream: { remotePublicKey } }) => remotePublicKey !== null && isTheirs(remotePublicKey),
    );
  }

  /** Resolves with the port; 0 asks for any. Refuses `port-taken`. */
  listen(port: number, host: string): Promise<number> {
    const server = createServer((socket) => {
      const strangers = [...this.#connections].filter(
        ({ from, isStranger }) => from === socket.remoteAddress && isStranger(),
      );
      if (this.#connections.size >= mostConnections || strangers.length >= this.#may.beFromOne) {
        socket.destroy();
      } else this.#overTcp(socket, null);
    });
    return new Promise((resolve, reject) => {
      server.once('error', () => reject(new RefusalError('port-taken', { port })));
      server.listen(port, host, () => {
        this.#servers.add(server);
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  }

  /** Nobody new comes in there any more; whoever is connected stays. */
  unlisten(host: string, port: number): void {
    for (const server of [...this.#servers]) {
      const address = server.address();
      if (typeof address !== 'object' || address?.port !== port || address.address !== host) continue;
      this.#servers.delete(server);
      server.close();
    }
  }

  /** Resolves once the connection is encrypted; with the one that is there already. Refuses `peer-unreachable`. */
  async dial(host: string, port: number): Promise<NoiseSecretStream> {
    const place = `${host}:${port}`;
    const known = [...this.#connections].find((each) => each.place === place);
    const stream = known?.stream ?? this.#overTcp(openSocket({ host, port }), place);
    const giveUp = setTimeout(() => stream.destroy(), dialTimeoutMs);
    const isOpen = await stream.opened;
    clearTimeout(giveUp);
    if (!isOpen) throw new RefusalError('peer-unreachable', { place });
    return stream;
  }

  /** What the holder of an invitation is answered at a place; `null` where nobody there can answer it. */
  async ask(host: string, port: number, secret: Uint8Array, request: Uint8Array): Promise<Uint8Array | null> {
    const stream = await this.dial(host, port);
    return askAtDesk(stream, secret, request);
  }

  #overTcp(socket: Socket, place: string | null): NoiseSecretStream {
    socket.setNoDelay(true);
    const stream = new NoiseSecretStream(place !== null, socket, { keyPair: this.keyPair });
    this.accept(stream, place, place === null ? (socket.remoteAddress ?? null) : null);
    return stream;
  }

  /** Takes a connection that came over any path. */
  accept(stream: NoiseSecretStream, place: string | null = null, from: string | null = null): void {
    const isStranger = () => ![...connection.exchanges.values()].some(({ isProven }) => isProven);
    const letGo = () => {
      if (isStranger()) stream.destroy();
    };
    const timer = setTimeout(letGo, this.#may.lastMs);
    let heardBytes = 0;
    stream.rawStream.on('data', ({ length }) => {
      heardBytes += length;
      // What was said first is read first.
      if (heardBytes > this.#may.sayBytes && isStranger()) setImmediate(letGo);
    });
    const connection: Connection = { place, stream, exchanges: new Map(), timer, from, isStranger };
    this.#connections.add(connection);
    // A connection that breaks is a peer out of reach, and nothing else.
    stream.on('error', () => {});
    stream.on('close', () => {
      clearTimeout(timer);
      this.#connections.delete(connection);
      for (const exchange of connection.exchanges.values()) exchange.close();
    });
    stream.opened.then((isOpen) => {
      if (!isOpen || this.#isClosed) return;
      stream.setKeepAlive(keepAliveMs);
      stream.setTimeout(silentForMs);
      for (const carried of this.#carried.values()) this.#exchange(connection, carried);
      for (const desk of this.#desks) openDesk(stream, desk);
    });
  }

  #exchange({ stream, exchanges }: Connection, carried: Carried): void {
    const begin = () => {
      if (exchanges.get(carried.community)?.isClosed === false) return;
      const exchange = new CommunityExchange(stream, this.#store, carried, () =>
        this.#onChange(carried.community),
      );
      exchanges.set(carried.community, exchange);
      const state = this.#states.get(carried.community);
      if (state !== undefined) exchange.tellState(state);
    };
    // The other may come to carry the community later on the same connection.
    Protomux.from(stream).pair(CommunityExchange.channelOf(carried, stream), begin);
    begin();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const closed = [...this.#servers].map(
      (server) => new Promise<void>((resolve) => server.close(() => resolve())),
    );
    for (const { stream } of this.#connections) stream.destroy();
    await Promise.all(closed);
  }
}
