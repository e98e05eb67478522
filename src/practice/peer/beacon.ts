/**
 * Finds other nodes of the same communities on a network of one's own, where neither the internet nor an address is
 * known. Needs no clock, since a device without the internet may have a wrong one. Everything heard is a stranger's
 * until the connection itself has shown otherwise; nothing that goes wrong here is ever fatal.
 */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { BlockList } from 'node:net';
import { networkInterfaces } from 'node:os';
import {
  type BeaconDatagram,
  datagramBytes,
  decodeDatagram,
  encodeDatagram,
  markOf,
  nonceBytes,
  tagOf,
  tagsPerAnswer,
} from './beacon-datagram.ts';
import { randomBytes, toHex } from './bytes.ts';
import type { Network } from './network.ts';
import { SenderAllowance } from './sender-allowance.ts';

/** Where nodes call: an administratively scoped group, which routers do not pass on. */
export interface MeetingPoint {
  readonly group: string;
  readonly port: number;
}

const meetingPoint: MeetingPoint = { group: '239.255.69.81', port: 41867 };

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;
const pauseGrowth = 1.6;
/** Calls whose answers still count. */
const openCalls = 2;
const answersPerCall = 256;
const dialAgainAfterMs = 15_000;
const mostDials = 4;
const mostDialled = 256;

export interface BeaconOptions {
  /** This machine's address on the network it looks in. */
  readonly address: string;
  /** Where this node listens at that address. */
  readonly port: number;
  readonly at?: MeetingPoint;
  /** Hears when it begins or ceases to work. */
  readonly onChange?: () => void;
}

const close = (socket: Socket | null): void => {
  try {
    socket?.close();
  } catch {
    // It was closed already.
  }
};

/** Whoever is on the network of an own address; `null` where the address is not this machine's. */
const neighboursOf = (address: string): BlockList | null => {
  const own = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .find((each) => each.family === 'IPv4' && each.address === address);
  const prefix = Number(own?.cidr?.split('/')[1]);
  if (!Number.isInteger(prefix)) return null;
  const neighbours = new BlockList();
  neighbours.addSubnet(address, prefix, 'ipv4');
  return neighbours;
};

export class Beacon {
  readonly address: string;
  /** The code of what stands in its way now. */
  trouble: string | null = null;
  readonly #network: Network;
  readonly #port: number;
  readonly #at: MeetingPoint;
  readonly #onChange: () => void;
  readonly #allowance = new SenderAllowance();
  /** Own calls by their nonce, with the answers of members that were taken to each. */
  readonly #calls = new Map<string, Set<string>>();
  readonly #dialledAtMs = new Map<string, number>();
  #neighbours: BlockList | null = null;
  /** Two of them: datagrams to one of several sockets on the meeting port would reach any of those. */
  #hearing: Socket | null = null;
  #speaking: Socket | null = null;
  #timer: NodeJS.Timeout | null = null;
  #pauseMs = firstPauseMs;
  #dials = 0;
  #isClosed = false;

  constructor(network: Network, { address, port, at = meetingPoint, onChange = () => {} }: BeaconOptions) {
    this.address = address;
    this.#network = network;
    this.#port = port;
    this.#at = at;
    this.#onChange = onChange;
  }

  /** Begins to look; resolves once it has called, or knows why it cannot. */
  async open(): Promise<void> {
    await this.#turn();
  }

  /** Calls, and again after ever longer, uneven pauses; where that fails, it begins anew each time. */
  async #turn(): Promise<void> {
    if (this.#isClosed) return;
    try {
      if (this.trouble !== null || this.#speaking === null) await this.#begin();
      await this.#call();
      this.#setTrouble(null);
    } catch (error) {
      this.#setTrouble((error as NodeJS.ErrnoException).code ?? 'EUNKNOWN');
    }
    if (this.#isClosed) return;
    const share = randomBytes(1)[0]! / 256;
    this.#timer = setTimeout(() => void this.#turn(), this.#pauseMs * (0.75 + share / 2));
    this.#timer.unref();
    this.#pauseMs = Math.min(longestPauseMs, this.#pauseMs * pauseGrowth);
  }

  #setTrouble(trouble: string | null): void {
    if (this.#isClosed || this.trouble === trouble) return;
    this.trouble = trouble;
    this.#onChange();
  }

  async #begin(): Promise<void> {
    this.#end();
    this.#neighbours = neighboursOf(this.address);
    if (this.#neighbours === null)
      throw Object.assign(new Error('no such address'), { code: 'EADDRNOTAVAIL' });
    const { group, port } = this.#at;
    const hearing = createSocket({ type: 'udp4', reuseAddr: true });
    const speaking = createSocket({ type: 'udp4' });
    this.#hearing = hearing;
    this.#speaking = speaking;
    for (const socket of [hearing, speaking]) {
      socket.unref();
      socket.on('error', (error: NodeJS.ErrnoException) => this.#setTrouble(error.code ?? 'EUNKNOWN'));
      socket.on('message', (bytes, from) => this.#hear(bytes, from));
    }
    hearing.bind(port);
    await once(hearing, 'listening');
    hearing.addMembership(group, this.address);
    speaking.bind(0, this.address);
    await once(speaking, 'listening');
    speaking.setMulticastInterface(this.address);
    speaking.setMulticastTTL(1);
    // Several nodes of one machine find one another as well.
    speaking.setMulticastLoopback(true);
  }

  #end(): void {
    close(this.#hearing);
    close(this.#speaking);
    this.#hearing = null;
    this.#speaking = null;
  }

  async #call(): Promise<void> {
    const nonce = randomBytes(nonceBytes);
    this.#calls.set(toHex(nonce), new Set());
    const [oldest] = this.#calls.keys();
    if (this.#calls.size > openCalls && oldest !== undefined) this.#calls.delete(oldest);
    await this.#send({ kind: 'call', nonce }, this.#at.port, this.#at.group);
  }

  #send(datagram: BeaconDatagram, port: number, address: string): Promise<void> {
    const speaking = this.#speaking;
    if (speaking === null) return Promise.reject(new Error('Beacon: expected to have begun'));
    return new Promise((resolve, reject) => {
      speaking.send(encodeDatagram(datagram), port, address, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
  }

  #hear(bytes: Uint8Array, { address, port }: RemoteInfo): void {
    if (this.#isClosed || bytes.length !== datagramBytes) return;
    if (this.#neighbours?.check(address, 'ipv4') !== true) return;
    if (!this.#allowance.isHeard(address, performance.now())) return;
    const datagram = decodeDatagram(bytes);
    if (datagram?.kind === 'call') this.#answer(datagram.nonce, address, port);
    else if (datagram?.kind === 'answer') this.#hearAnswer(datagram, address);
  }

  #answer(call: Uint8Array, address: string, port: number): void {
    const secrets = this.#network.carrySecrets();
    if (this.#calls.has(toHex(call)) || secrets.length === 0) return;
    const nonce = randomBytes(nonceBytes);
    const first = secrets.length <= tagsPerAnswer ? 0 : nonce.readUInt32LE(0) % secrets.length;
    const tags = [...secrets.slice(first), ...secrets.slice(0, first)]
      .slice(0, tagsPerAnswer)
      .map((secret) => tagOf(secret, call, nonce, this.#port));
    const mark = markOf(this.#network.keyPair.publicKey, call, nonce);
    // Lost like any datagram: there will be another call.
    this.#send({ kind: 'answer', nonce, call, mark, port: this.#port, tags }, port, address).catch(() => {});
  }

  #hearAnswer(answer: BeaconDatagram & { readonly kind: 'answer' }, address: string): void {
    const { nonce, call, mark, port, tags } = answer;
    const answers = this.#calls.get(toHex(call));
    if (answers === undefined || answers.has(toHex(nonce)) || answers.size >= answersPerCall) return;
    const said = new Set(tags.map(toHex));
    const isShared = this.#network
      .carrySecrets()
      .some((secret) => said.has(toHex(tagOf(secret, call, nonce, port))));
    if (!isShared) return;
    answers.add(toHex(nonce));
    const isTheirs = (publicKey: Uint8Array) => markOf(publicKey, call, nonce).equals(mark);
    if (!isTheirs(this.#network.keyPair.publicKey) && !this.#network.isMet(isTheirs)) {
      this.#dial(address, port);
    }
  }

  #dial(host: string, port: number): void {
    const place = `${host}:${port}`;
    const nowMs = performance.now();
    const atMs = this.#dialledAtMs.get(place) ?? Number.NEGATIVE_INFINITY;
    if (this.#dials >= mostDials || nowMs - atMs < dialAgainAfterMs) return;
    this.#dialledAtMs.delete(place);
    this.#dialledAtMs.set(place, nowMs);
    const [oldest] = this.#dialledAtMs.keys();
    if (this.#dialledAtMs.size > mostDialled && oldest !== undefined) this.#dialledAtMs.delete(oldest);
    this.#dials++;
    this.#network
      .dial(host, port)
      .catch(() => {})
      .finally(() => {
        this.#dials--;
      });
  }

  close(): void {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#end();
  }
}
