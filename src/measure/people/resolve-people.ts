/**
 * Accounts and corrections in, people and reasons out. Deterministic, and the same for any order of the accounts:
 * merges are tried in an order of their own, the surest rule first, and a merge that a correction forbids is left.
 */
import { fullestName, fullName } from './full-name.ts';
import { type Agreement, findAgreements } from './merge-rules.ts';
import type { Account, Correction, Merge, Person } from './person.ts';

export interface Suggestion {
  /** Ids of people who carry one full name, with nothing more to say that they are one. */
  readonly people: readonly string[];
  readonly because: string;
}

export interface People {
  /** Sorted by the smallest account key of each. */
  readonly people: readonly Person[];
  /** Merges the rules did not dare; a person may. */
  readonly suggestions: readonly Suggestion[];
}

const pairKey = (a: string, b: string) => (a < b ? `${a}\u0000${b}` : `${b}\u0000${a}`);

const pairOf = (key: string): [string, string] => key.split('\u0000') as [string, string];

interface Stated {
  /** Pairs that are one person by hand. */
  readonly together: ReadonlySet<string>;
  /** Pairs that must not become one. */
  readonly apart: ReadonlySet<string>;
  readonly isBot: ReadonlyMap<string, boolean>;
}

/** What the corrections say in the end: a later one takes back what an earlier one said of the same pair. */
const stated = (corrections: readonly Correction[]): Stated => {
  const together = new Set<string>();
  const apart = new Set<string>();
  const isBot = new Map<string, boolean>();
  for (const correction of corrections) {
    if (correction.action === 'merge') {
      for (const [place, a] of correction.accounts.entries()) {
        for (const b of correction.accounts.slice(place + 1)) {
          together.add(pairKey(a, b));
          apart.delete(pairKey(a, b));
        }
      }
    } else if (correction.action === 'split') {
      for (const a of correction.accounts) {
        for (const b of correction.apartFrom) {
          apart.add(pairKey(a, b));
          together.delete(pairKey(a, b));
        }
      }
    } else {
      for (const key of correction.accounts) isBot.set(key, correction.action === 'mark-bot');
    }
  }
  return { together, apart, isBot };
};

/** Groups of accounts by key, joined by merges, kept apart where told. */
class Groups {
  readonly #groupOf = new Map<string, { keys: string[]; merges: Merge[] }>();
  /** Keys each key must stay apart from. */
  readonly #apart = new Map<string, string[]>();

  constructor(keys: readonly string[], apart: ReadonlySet<string>) {
    for (const key of keys) this.#groupOf.set(key, { keys: [key], merges: [] });
    for (const pair of apart) {
      const [a, b] = pairOf(pair);
      this.#apart.set(a, [...(this.#apart.get(a) ?? []), b]);
      this.#apart.set(b, [...(this.#apart.get(b) ?? []), a]);
    }
  }

  /** Joins two accounts' groups, unless kept apart; whether they are one group now. */
  #joinPair(merge: Merge): boolean {
    const a = this.#groupOf.get(merge.accounts[0]);
    const b = this.#groupOf.get(merge.accounts[1]);
    if (a === undefined || b === undefined) return false;
    if (a === b) return true;
    const [small, large] = a.keys.length < b.keys.length ? [a, b] : [b, a];
    const isForbidden = small.keys.some((key) =>
      this.#apart.get(key)?.some((other) => this.#groupOf.get(other) === large),
    );
    if (isForbidden) return false;
    for (const key of small.keys) this.#groupOf.set(key, large);
    large.keys.push(...small.keys);
    large.merges.push(...small.merges, merge);
    return true;
  }

  /** Joins each account to the first of those before it that it may join: one kept apart does not part the rest. */
  join({ rule, because, accounts }: Agreement): void {
    for (const [place, key] of accounts.entries()) {
      accounts.slice(0, place).some((earlier) => this.#joinPair({ rule, because, accounts: [earlier, key] }));
    }
  }

  all(): { readonly keys: readonly string[]; readonly merges: readonly Merge[] }[] {
    return [...new Set(this.#groupOf.values())];
  }
}

/** An account that is known by a full name and nothing else, the way charts and surveys write people. */
const isBareName = (account: Account): boolean => {
  if (account.address !== null) return false;
  const name = fullName(account.name);
  return name !== null && (account.login === null || fullName(account.login) === name);
};

const personsByName = (groups: Groups, accounts: ReadonlyMap<string, Account>): Map<string, Account[][]> => {
  const bearers = new Map<string, Account[][]>();
  for (const { keys } of groups.all()) {
    const held = keys.map((key) => accounts.get(key)!);
    if (held.some((account) => account.isBot)) continue;
    for (const name of new Set(held.map((account) => fullName(account.name)))) {
      if (name !== null) bearers.set(name, [...(bearers.get(name) ?? []), held]);
    }
  }
  return new Map([...bearers].sort(([a], [b]) => (a < b ? -1 : 1)));
};

const smallestKey = (accounts: readonly Account[]) => accounts.map(({ key }) => key).sort()[0]!;

/** A bare name joins the one person who carries it, where there is exactly one. */
const joinBareNames = (groups: Groups, accounts: ReadonlyMap<string, Account>): void => {
  for (const [name, bearers] of personsByName(groups, accounts)) {
    if (bearers.length !== 2 || !bearers.some((held) => held.every(isBareName))) continue;
    groups.join({
      rule: 'only-bearer-of-name',
      because: `one is only known as ${name}, and nobody else is called so`,
      accounts: bearers.map(smallestKey).sort(),
    });
  }
};

export const resolvePeople = (
  accounts: readonly Account[],
  corrections: readonly Correction[] = [],
): People => {
  const { together, apart, isBot } = stated(corrections);
  const byKey = new Map(accounts.map((account) => [account.key, account]));
  const groups = new Groups([...byKey.keys()].sort(), apart);
  for (const pair of [...together].sort()) {
    groups.join({ rule: 'by-hand', because: 'someone said so', accounts: pairOf(pair) });
  }
  const sorted = [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  for (const agreement of findAgreements(sorted)) groups.join(agreement);
  joinBareNames(groups, byKey);

  const idOf = (held: readonly Account[]) => held.reduce((a, b) => (b.id < a.id ? b : a)).key;
  const people = groups.all().map(({ keys, merges }): Person => {
    const held = [...keys].sort().map((key) => byKey.get(key)!);
    const marks = held.flatMap(({ key }) => (isBot.has(key) ? [isBot.get(key)!] : []));
    return {
      id: idOf(held),
      name: fullestName(held.map((account) => account.name)),
      accounts: held,
      isBot: marks.length > 0 ? marks.every((mark) => mark) : held.some((account) => account.isBot),
      merges,
    };
  });
  people.sort((a, b) => (a.accounts[0]!.key < b.accounts[0]!.key ? -1 : 1));

  const suggestions = [...personsByName(groups, byKey)].flatMap(([name, bearers]) =>
    bearers.length < 2
      ? []
      : [{ people: bearers.map(idOf).sort(), because: `all are called ${name}, and nothing else agrees` }],
  );
  return { people, suggestions };
};
