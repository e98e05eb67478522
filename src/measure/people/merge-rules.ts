/**
 * When two accounts are the same person. Merging two people is worse than missing one: a wrong merge invents ties
 * and hides them, a missed one only splits a person in two. So every rule asks for an identity that is stated, or
 * for a full name and one more agreement; none rests on a first name, a role or a nickname.
 */
import { fullName, isRoleHandle } from './full-name.ts';
import type { Account, MergeRule } from './person.ts';

interface Address {
  readonly mailbox: string;
  readonly domain: string;
}

/** GitHub writes `123+login@users.noreply.github.com`: there the login stands behind the plus. */
const githubDomain = 'users.noreply.github.com';

/** An address without its tag: `ana+lists@example.org` is Ana's mailbox too. */
const addressOf = (account: Account): Address | null => {
  if (account.address === null) return null;
  const at = account.address.lastIndexOf('@');
  if (at < 1) return null;
  const local = account.address.slice(0, at).toLowerCase();
  const domain = account.address.slice(at + 1).toLowerCase();
  const mailbox = domain === githubDomain ? local.replace(/^\d+\+/, '') : local.replace(/\+.*$/, '');
  return { mailbox, domain };
};

/** Domains where anybody may have a mailbox: sharing one says nothing. */
const publicDomains = new Set(
  `126.com 163.com aol.com fastmail.com fastmail.fm free.fr freenet.de gmail.com gmx.at gmx.ch gmx.de gmx.net
  googlemail.com hey.com hotmail.co.uk hotmail.com hotmail.de hotmail.fr icloud.com laposte.net libero.it live.com
  localhost mac.com mail.com mail.ru mailbox.org me.com msn.com naver.com orange.fr outlook.com pm.me posteo.de
  posteo.net proton.me protonmail.com qq.com riseup.net rocketmail.com t-online.de tutanota.com users.noreply.github.com
  wanadoo.fr web.de yahoo.co.jp yahoo.co.uk yahoo.com yahoo.de yahoo.fr yandex.com yandex.ru ymail.com`
    .split(/\s+/)
    .filter((domain) => domain !== ''),
);

/** Groups of accounts that agree, by what they agree on. Accounts without it (`null`) agree with nobody. */
const groupsBy = (
  accounts: readonly Account[],
  keyOf: (account: Account) => string | null,
): Map<string, Account[]> => {
  const groups = new Map<string, Account[]>();
  for (const account of accounts) {
    const key = keyOf(account);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [account]);
    else group.push(account);
  }
  for (const [key, group] of groups) if (group.length < 2) groups.delete(key);
  return groups;
};

/** Accounts that agree on something: all of them one person, as far as this rule goes. */
export interface Agreement {
  readonly rule: MergeRule;
  readonly because: string;
  /** Keys of at least two accounts. */
  readonly accounts: readonly string[];
}

const agreement = (rule: MergeRule, because: string, group: readonly Account[]): Agreement => ({
  rule,
  because,
  accounts: group.map(({ key }) => key).sort(),
});

const namesIn = (group: readonly Account[]) =>
  new Set(
    group.flatMap((account) => (account.name === null ? [] : [fullName(account.name) ?? account.name])),
  );

/** Accounts of different sources that state the same address, unless it is a role's and the names differ. */
const sameAddress = (accounts: readonly Account[]): Agreement[] => {
  const agreements: Agreement[] = [];
  for (const [address, group] of groupsBy(accounts, (account) => account.address?.toLowerCase() ?? null)) {
    const isRole = isRoleHandle(address.slice(0, address.lastIndexOf('@')));
    if (isRole && namesIn(group).size > 1) continue;
    agreements.push(agreement('same-address', `both write from ${address}`, group));
  }
  return agreements;
};

/** What the source itself states: an account and all that it says belong to it. */
const mailmap = (accounts: readonly Account[]): Agreement[] => {
  const byKey = new Map(accounts.map((account) => [account.key, account]));
  const mapped = accounts.filter(({ key, mapsTo }) => mapsTo !== null && mapsTo !== key && byKey.has(mapsTo));
  const belonging = new Map<string, Account[]>();
  for (const account of mapped) {
    const target = account.mapsTo!;
    belonging.set(target, [...(belonging.get(target) ?? [byKey.get(target)!]), account]);
  }
  return [...belonging.values()].map((group) =>
    agreement('mailmap', '.mailmap of the repository says so', group),
  );
};

/** The same mailbox under another tag, unless it is a role's or the names differ. */
const sameMailbox = (accounts: readonly Account[]): Agreement[] => {
  const groups = groupsBy(accounts, (account) => {
    const address = addressOf(account);
    if (address === null || address.mailbox.length < 3 || isRoleHandle(address.mailbox)) return null;
    return `${address.mailbox}@${address.domain}`;
  });
  return [...groups].flatMap(([mailbox, group]) =>
    namesIn(group).size > 1 ? [] : agreement('same-mailbox', `both are tags of ${mailbox}`, group),
  );
};

/** Letters a handle needs, so that `ana` or `dev1` in two places is not taken for an agreement. */
const leastHandle = 5;

/**
 * The same full name, and the same login or mailbox name of at least five letters, in whatever domain: `Daniel
 * Ruiz <druiz@a.org>` and `Daniel Ruiz <druiz@b.com>`.
 */
const sameNameAndHandle = (accounts: readonly Account[]): Agreement[] => {
  const rows = accounts.flatMap((account) => {
    const name = fullName(account.name);
    if (name === null) return [];
    const handles = new Set([account.login?.toLowerCase(), addressOf(account)?.mailbox]);
    return [...handles].flatMap((handle) =>
      handle === undefined ||
      handle.replaceAll(/[^\p{L}]/gu, '').length < leastHandle ||
      isRoleHandle(handle) ||
      fullName(handle) === name
        ? []
        : [{ account, name, handle }],
    );
  });
  const groups = new Map<string, { name: string; handle: string; group: Account[] }>();
  for (const { account, name, handle } of rows) {
    const key = `${name}\u0000${handle}`;
    const held = groups.get(key);
    if (held === undefined) groups.set(key, { name, handle, group: [account] });
    else held.group.push(account);
  }
  return [...groups.values()].flatMap(({ name, handle, group }) =>
    group.length < 2
      ? []
      : agreement('same-name-and-handle', `both are called ${name} and known as ${handle}`, group),
  );
};

/** More accounts than this under one name, and the name is too common to say who. */
const mostBearers = 3;

/** `jsmith` and `jsmith2` are how an organisation tells two people of one name apart. */
const differOnlyInDigits = (a: string, b: string) =>
  a !== b && a.replaceAll(/\d/g, '') === b.replaceAll(/\d/g, '');

/**
 * The same full name at the same organisation's domain, where the name is rare here (at most three accounts) and
 * the mailboxes are not numbered apart.
 */
const sameNameAndDomain = (accounts: readonly Account[]): Agreement[] => {
  const agreements: Agreement[] = [];
  for (const [name, bearers] of groupsBy(accounts, (account) => fullName(account.name))) {
    if (bearers.length > mostBearers) continue;
    const domainOf = (account: Account) => {
      const domain = addressOf(account)?.domain ?? null;
      return domain === null || publicDomains.has(domain) || !domain.includes('.') ? null : domain;
    };
    for (const [domain, group] of groupsBy(bearers, domainOf)) {
      const mailboxes = group.map((account) => addressOf(account)!.mailbox);
      const isNumbered = mailboxes.some((a) => mailboxes.some((b) => differOnlyInDigits(a, b)));
      if (isNumbered || mailboxes.some(isRoleHandle)) continue;
      agreements.push(
        agreement('same-name-and-domain', `both are called ${name}, a rare name here, at ${domain}`, group),
      );
    }
  }
  return agreements;
};

const allRules: readonly {
  readonly find: (accounts: readonly Account[]) => Agreement[];
  /** Whether it may join a program to a person: only what is stated may, a shared name may not. */
  readonly joinsPrograms: boolean;
}[] = [
  { find: sameAddress, joinsPrograms: true },
  { find: mailmap, joinsPrograms: true },
  { find: sameMailbox, joinsPrograms: false },
  { find: sameNameAndHandle, joinsPrograms: false },
  { find: sameNameAndDomain, joinsPrograms: false },
];

/** All agreements the rules find, the surest rule first, each rule's in the order of keys. */
export const findAgreements = (accounts: readonly Account[]): Agreement[] => {
  const people = accounts.filter((account) => !account.isBot);
  const programs = accounts.filter((account) => account.isBot);
  const order = ({ accounts: keys }: Agreement) => keys.join('\u0000');
  return allRules.flatMap(({ find, joinsPrograms }) =>
    (joinsPrograms ? find(accounts) : [...find(people), ...find(programs)]).sort((a, b) =>
      order(a) < order(b) ? -1 : 1,
    ),
  );
};
