import { isIPv4 } from 'node:net';
import { sentenceOf } from '../../base/refusals.ts';
import { Beacon } from '../../practice/peer/beacon.ts';
import type { Network } from '../../practice/peer/network.ts';
import { outwardAddresses, ownAddresses } from './own-addresses.ts';

/** Where a node looks for others on a network of its own; `trouble` says why it cannot now. */
export interface LookingAt {
  readonly address: string;
  readonly trouble: string | null;
}

/** The beacons of one node: one for each address of this machine at which it listens. */
export class Neighbourhood {
  readonly #network: Network;
  readonly #onChange: () => void;
  readonly #ports = new Map<string, number>();
  readonly #beacons = new Map<string, Beacon>();
  #isOn = false;

  constructor(network: Network, onChange: () => void) {
    this.#network = network;
    this.#onChange = onChange;
  }

  /** The node listens there from now on. */
  async listensAt(host: string, port: number): Promise<void> {
    const addresses = host === '0.0.0.0' ? outwardAddresses() : isIPv4(host) ? [host] : [];
    for (const address of addresses) this.#ports.set(address, port);
    if (this.#isOn) await this.begin();
  }

  /** The node listens there no more. */
  leaves(host: string, port: number): void {
    for (const [address, at] of [...this.#ports]) {
      if (at !== port || (host !== '0.0.0.0' && host !== address)) continue;
      this.#ports.delete(address);
      this.#beacons.get(address)?.close();
      this.#beacons.delete(address);
    }
  }

  /** Whether there is an address to look from: those of a machine that is carried about change. */
  get isSomewhere(): boolean {
    return ownAddresses().some((address) => this.#ports.has(address));
  }

  async begin(): Promise<void> {
    this.#isOn = true;
    const fresh = [...this.#ports].filter(([address]) => !this.#beacons.has(address));
    const beacons = fresh.map(
      ([address, port]) => new Beacon(this.#network, { address, port, onChange: this.#onChange }),
    );
    for (const beacon of beacons) this.#beacons.set(beacon.address, beacon);
    await Promise.all(beacons.map((beacon) => beacon.open()));
  }

  end(): void {
    this.#isOn = false;
    for (const beacon of this.#beacons.values()) beacon.close();
    this.#beacons.clear();
  }

  lookingAt(): readonly LookingAt[] {
    const here = ownAddresses();
    // An address left behind is of interest only while there is no other.
    const shown = [...this.#beacons.values()].filter(
      ({ address }) => here.includes(address) || !this.isSomewhere,
    );
    return shown.map(({ address, trouble: why }) => ({
      address,
      trouble: why === null ? null : sentenceOf({ code: 'lan-silent', params: { address, why } }),
    }));
  }
}
