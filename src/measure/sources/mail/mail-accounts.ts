import type { SourceAccount } from '../source.ts';
import { isAutomaticAddress, isBotAccount } from './mail-automation.ts';

/** A copy that does not keep the header it was cut from in memory. */
const own = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

interface Entry {
  readonly key: string;
  readonly address: string | null;
  name: string | null;
  isOwnName: boolean;
}

/** The accounts of one read, numbered by first appearance. */
export class MailAccounts {
  readonly #indices = new Map<string, number>();
  /** Accounts not yielded yet: their names may still get better. */
  #fresh: Entry[] = [];

  /**
   * Index of the account of an address. `isOwnName`: its holder wrote the name (a From), which is believed
   * before what others call them.
   */
  enter(address: string, name: string | null, isOwnName: boolean): number {
    return this.#enter(`mail:${address}`, address, name, isOwnName);
  }

  /** Index of the account of somebody known by name only. */
  enterNamed(name: string): number {
    return this.#enter(`mail:${name.toLowerCase()}`, null, name, true);
  }

  /** Accounts entered since last asked. */
  takeNew(): SourceAccount[] {
    const fresh = this.#fresh.map(({ key, address, name }): SourceAccount => {
      // Many people's names pass through one notifying address; none of them is its own.
      const isShared = address !== null && isAutomaticAddress(address);
      return {
        key,
        name: isShared ? null : name,
        address,
        login: null,
        isBot: isBotAccount(name, address),
        mapsTo: null,
      };
    });
    this.#fresh = [];
    return fresh;
  }

  #enter(key: string, address: string | null, name: string | null, isOwnName: boolean): number {
    const known = this.#indices.get(key);
    if (known === undefined) {
      const index = this.#indices.size;
      const kept = own(key);
      this.#indices.set(kept, index);
      this.#fresh.push({
        key: kept,
        address: address === null ? null : kept.slice('mail:'.length),
        name: name === null ? null : own(name),
        isOwnName: isOwnName && name !== null,
      });
      return index;
    }
    const entry = this.#fresh[known - (this.#indices.size - this.#fresh.length)];
    if (entry !== undefined && name !== null && (entry.name === null || (isOwnName && !entry.isOwnName))) {
      entry.name = own(name);
      entry.isOwnName = isOwnName;
    }
    return known;
  }
}
