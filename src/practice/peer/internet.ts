/**
 * The way over the internet: nodes of a community find one another in a distributed hash table, under a topic that
 * only those who may carry the community can name, and speak to one another directly.
 */
import DHT from 'hyperdht';
import Hyperswarm from 'hyperswarm';
import { RefusalError } from '../../base/result.ts';
import { hashOf } from './bytes.ts';
import type { Network } from './network.ts';

/** Enough for gossip; the rest of a large community is reached through them. */
const mostPeers = 24;

const topicOf = (carrySecret: Uint8Array): Buffer => hashOf('topic', 32, carrySecret);

export interface InternetOptions {
  /** An organisation's own nodes to begin at, as `address:port`; the public ones where none are named. */
  readonly bootstrap?: readonly string[];
  /** The address to speak from; every one where none is named. */
  readonly host?: string;
}

export class Internet {
  readonly #swarm: Hyperswarm;

  private constructor(swarm: Hyperswarm) {
    this.#swarm = swarm;
  }

  /** Refuses `bootstrap-unreachable`. */
  static async open(network: Network, { bootstrap, host }: InternetOptions = {}): Promise<Internet> {
    const dht = new DHT({ ...(bootstrap && { bootstrap }), ...(host && { host }) });
    await dht.fullyBootstrapped();
    if (dht.toArray().length === 0) {
      await dht.destroy();
      throw new RefusalError('bootstrap-unreachable', { places: bootstrap?.join(', ') ?? 'the public ones' });
    }
    const swarm = new Hyperswarm({ keyPair: network.keyPair, dht, maxPeers: mostPeers });
    swarm.on('connection', (stream) => network.accept(stream));
    return new Internet(swarm);
  }

  /** Looks for others who carry a community, and can be found by them once it resolves. */
  async meet(carrySecret: Uint8Array): Promise<void> {
    await this.#swarm.join(topicOf(carrySecret), { server: true, client: true }).flushed();
  }

  close(): Promise<void> {
    return this.#swarm.destroy();
  }
}

/** A bootstrap node: where others begin to look. It learns addresses, and nothing of any community. */
export const openBootstrap = async (
  host: string,
  port: number,
): Promise<{ readonly place: string; close(): Promise<void> }> => {
  const dht = DHT.bootstrapper(port, host);
  try {
    await dht.fullyBootstrapped();
  } catch (error) {
    await dht.destroy();
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new RefusalError('port-taken', { port });
  }
  return { place: `${host}:${port}`, close: () => dht.destroy() };
};
