import { isAutomation } from '../automation.ts';
import type { SourceAccount } from '../source.ts';

/** A name and an address as a commit writes them, and as `.mailmap` maps them. */
export interface Identity {
  readonly name: string;
  readonly address: string;
  readonly mappedName: string;
  readonly mappedAddress: string;
}

const tidy = (text: string): string => text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();

/** `login@users.noreply.github.com`, `123+login@…`; `123-login@users.noreply.gitlab.com`. */
const noreply = /^(?:\d+[+-])?([^@+]+)@users\.noreply\.git(?:hub|lab)\.com$/i;

const accountOf = (rawName: string, rawAddress: string): SourceAccount | null => {
  const name = tidy(rawName);
  const address = tidy(rawAddress).replaceAll(/[<>]/g, '');
  const isMail = address.includes('@');
  const login = noreply.exec(address)?.[1] ?? (isMail || address === '' ? null : address);
  const own = isMail ? address : (login ?? name);
  if (own === '') return null;
  const account = {
    name: name === '' ? null : name,
    address: isMail ? address.toLowerCase() : null,
    login,
  };
  return {
    key: `${isMail ? 'mail' : 'git'}:${own.toLowerCase()}`,
    ...account,
    isBot: isAutomation(account),
    mapsTo: null,
  };
};

/**
 * The accounts of one read, numbered by first appearance. A commit's account is its own address; where
 * `.mailmap` maps it to another address, both accounts are yielded and the first `mapsTo` the second.
 */
export class GitAccounts {
  readonly #indices = new Map<string, number>();
  readonly #accounts: SourceAccount[] = [];
  /** Account each one maps to, itself where it maps nowhere. */
  readonly #mapped: number[] = [];
  #taken = 0;

  /** Index of an identity's account, −1 where it has neither name nor address. */
  enter(identity: Identity): number {
    const own = accountOf(identity.name, identity.address);
    const mapped = accountOf(identity.mappedName, identity.mappedAddress);
    if (own === null) return mapped === null ? -1 : this.#enter(mapped, null);
    if (mapped === null || mapped.key === own.key) {
      return this.#enter({ ...own, name: mapped?.name ?? own.name }, null);
    }
    const known = this.#indices.get(own.key);
    const target = this.#enter(mapped, null);
    if (known === undefined) return this.#enter({ ...own, mapsTo: mapped.key }, target);
    // One address that `.mailmap` tells apart by name (a shared login): the name decides, not the address.
    return this.#mapped[known] === target ? known : target;
  }

  /** The account that `.mailmap` says is the same person, or the account itself. */
  mappedOf(account: number): number {
    return this.#mapped[account] ?? account;
  }

  keyOf(account: number): string {
    return this.#accounts[account]?.key ?? '';
  }

  /** Accounts entered since last asked. */
  takeNew(): SourceAccount[] {
    const fresh = this.#accounts.slice(this.#taken);
    this.#taken = this.#accounts.length;
    return fresh;
  }

  #enter(account: SourceAccount, target: number | null): number {
    const known = this.#indices.get(account.key);
    if (known !== undefined) return known;
    const index = this.#accounts.length;
    this.#indices.set(account.key, index);
    this.#accounts.push(account);
    this.#mapped.push(target ?? index);
    return index;
  }
}
