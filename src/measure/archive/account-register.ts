/**
 * The accounts of an archive while something is imported: finds an account's number by its key, keeps the best
 * of what several sources say about it, and refuses those that were erased.
 */
import { BOOLEAN, UINTEGER, VARCHAR } from '@duckdb/node-api';
import { fullestName } from '../people/full-name.ts';
import { isAutomation } from '../sources/automation.ts';
import type { SourceAccount } from '../sources/source.ts';
import type { Engine } from './engine.ts';
import type { KeyedHash } from './keyed-hash.ts';

/** In place of a number, for an account that must not come back. */
export const erasedAccount = -1;

interface HeldAccount {
  readonly id: number;
  readonly said: SourceAccount;
}

/** What two sources say about one account, the fuller of each; the same for either order. */
const joined = (a: SourceAccount, b: SourceAccount): SourceAccount => ({
  key: a.key,
  name: fullestName([a.name, b.name]),
  address: fullestName([a.address, b.address]),
  login: fullestName([a.login, b.login]),
  isBot: a.isBot || b.isBot,
  mapsTo: fullestName([a.mapsTo, b.mapsTo]),
});

const sameAccount = (a: SourceAccount, b: SourceAccount): boolean =>
  a.name === b.name &&
  a.address === b.address &&
  a.login === b.login &&
  a.isBot === b.isBot &&
  a.mapsTo === b.mapsTo;

const erasedHashOf = (hash: KeyedHash, key: string) => hash.of('account', key);

/** The same hash in SQL, of an expression that is an account's key. */
export const erasedHashSql = (hash: KeyedHash, key: string) => hash.sql('account', key);

export class AccountRegister {
  readonly #engine: Engine;
  readonly #hash: KeyedHash;
  readonly #held = new Map<string, HeldAccount>();
  readonly #erased = new Set<bigint>();
  #added: HeldAccount[] = [];
  #changed = new Map<number, HeldAccount>();
  #nextId = 0;
  #seen = new Set<string>();
  newCount = 0;

  private constructor(engine: Engine, hash: KeyedHash) {
    this.#engine = engine;
    this.#hash = hash;
  }

  static async load(engine: Engine, hash: KeyedHash): Promise<AccountRegister> {
    const register = new AccountRegister(engine, hash);
    const text = (value: unknown) => (value === null ? null : String(value));
    for (const row of await engine.rows(
      'SELECT id, key, name, address, login, is_bot, maps_to FROM account',
    )) {
      const [id, key, name, address, login, isBot, mapsTo] = row;
      const said: SourceAccount = {
        key: String(key),
        name: text(name),
        address: text(address),
        login: text(login),
        isBot: isBot === true,
        mapsTo: text(mapsTo),
      };
      register.#held.set(said.key, { id: Number(id), said });
      register.#nextId = Math.max(register.#nextId, Number(id) + 1);
    }
    for (const [hashed] of await engine.rows('SELECT hash FROM erased_account')) {
      register.#erased.add(hashed as bigint);
    }
    return register;
  }

  /** Accounts met in this import. */
  get seenCount(): number {
    return this.#seen.size;
  }

  #isErased(account: SourceAccount): boolean {
    if (this.#erased.size === 0) return false;
    if (this.#erased.has(erasedHashOf(this.#hash, account.key))) return true;
    return account.mapsTo !== null && this.#erased.has(erasedHashOf(this.#hash, account.mapsTo));
  }

  /** The number of an account, a new one where it was never seen; `erasedAccount` where it may not come back. */
  numberOf(account: SourceAccount): number {
    if (this.#isErased(account)) return erasedAccount;
    const said = { ...account, isBot: account.isBot || isAutomation(account) };
    this.#seen.add(account.key);
    const held = this.#held.get(account.key);
    if (held === undefined) {
      const added = { id: this.#nextId++, said };
      this.#held.set(account.key, added);
      this.#added.push(added);
      this.newCount++;
      return added.id;
    }
    const both = joined(held.said, said);
    if (!sameAccount(both, held.said)) {
      const changed = { id: held.id, said: both };
      this.#held.set(account.key, changed);
      const isUnwritten = this.#added.length > 0 && held.id >= this.#added[0]!.id;
      if (isUnwritten) this.#added[held.id - this.#added[0]!.id] = changed;
      else this.#changed.set(held.id, changed);
    }
    return held.id;
  }

  /** Writes what is new or better known; part of the caller's transaction. */
  async write(): Promise<void> {
    const columns = (accounts: readonly HeldAccount[]) => [
      { type: UINTEGER, values: accounts.map(({ id }) => id) },
      { type: VARCHAR, values: accounts.map(({ said }) => said.key) },
      { type: VARCHAR, values: accounts.map(({ said }) => said.name) },
      { type: VARCHAR, values: accounts.map(({ said }) => said.address) },
      { type: VARCHAR, values: accounts.map(({ said }) => said.login) },
      { type: BOOLEAN, values: accounts.map(({ said }) => said.isBot) },
      { type: VARCHAR, values: accounts.map(({ said }) => said.mapsTo) },
    ];
    const changed = [...this.#changed.values()];
    if (changed.length > 0) {
      await this.#engine.run(
        'CREATE OR REPLACE TEMP TABLE changed_account AS SELECT * FROM account WHERE FALSE',
      );
      await this.#engine.append('changed_account', columns(changed), true);
      await this.#engine.run(`
        UPDATE account SET name = c.name, address = c.address, login = c.login, is_bot = c.is_bot, maps_to = c.maps_to
        FROM changed_account c WHERE account.id = c.id`);
      await this.#engine.run('DROP TABLE changed_account');
    }
    await this.#engine.append('account', columns(this.#added));
    this.#added = [];
    this.#changed.clear();
  }
}
