import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account, Correction } from './person.ts';
import { resolvePeople } from './resolve-people.ts';

/** Accounts from `Name <address>` or bare logins; numbered in the order given. */
const accountsOf = (...texts: readonly (string | Partial<Account>)[]): Account[] =>
  texts.map((text, id) => {
    const said = typeof text === 'string' ? text : '';
    const [, name = '', address = null] = /^(.*?)\s*<(.*)>$/.exec(said) ?? [];
    const base: Account = {
      id,
      key: address === null ? `table:${said.toLowerCase()}` : `mail:${address}`,
      name: name === '' ? null : name,
      address,
      login: address === null ? said.toLowerCase() : null,
      isBot: false,
      mapsTo: null,
    };
    return typeof text === 'string' ? base : { ...base, ...text };
  });

/** Groups of account keys, without the space before the colon. */
const groupsOf = (accounts: readonly Account[], corrections: readonly Correction[] = []) =>
  resolvePeople(accounts, corrections).people.map((person) =>
    person.accounts.map(({ key }) => key.replace(/^\w+:/, '')),
  );

const rulesOf = (accounts: readonly Account[]) =>
  resolvePeople(accounts).people.flatMap((person) => person.merges.map(({ rule }) => rule));

describe('accounts that are one person', () => {
  it('state the same address', () => {
    const accounts = accountsOf('Ana <ana@a.org>', {
      key: 'chat:ab',
      name: 'A. B.',
      address: 'Ana@a.org',
      login: 'ab',
    });
    expect(rulesOf(accounts)).toEqual(['same-address']);
  });

  it('are mapped to one another by .mailmap, whatever their names', () => {
    const accounts = accountsOf('Ana <ana@a.org>', {
      key: 'mail:x@y.org',
      name: 'xx',
      address: 'x@y.org',
      mapsTo: 'mail:ana@a.org',
    });
    expect(rulesOf(accounts)).toEqual(['mailmap']);
  });

  it('are tags of one mailbox', () => {
    expect(rulesOf(accountsOf('<ana@a.org>', '<ana+lists@a.org>'))).toEqual(['same-mailbox']);
    expect(
      rulesOf(accountsOf('<12+anab@users.noreply.github.com>', '<anab@users.noreply.github.com>')),
    ).toEqual(['same-mailbox']);
  });

  it('share a full name and a handle of five letters, in any domain or as a login', () => {
    expect(rulesOf(accountsOf('Ana Belmont <abelmont@a.org>', 'Ana Belmont <abelmont@b.com>'))).toEqual([
      'same-name-and-handle',
    ]);
    expect(
      rulesOf(
        accountsOf('Belmont, Ana <abelmont@a.org>', {
          key: 'chat:abelmont',
          name: 'Ana Belmont',
          address: null,
          login: 'abelmont',
        }),
      ),
    ).toEqual(['same-name-and-handle']);
    expect(
      rulesOf(accountsOf('José Núñez <jnunez@a.org>', 'Jose Nunez <7+jnunez@users.noreply.github.com>')),
    ).toEqual(['same-name-and-handle']);
  });

  it('share a rare full name at one organisation', () => {
    expect(rulesOf(accountsOf('Ana Belmont <ana@a.org>', 'Ana Belmont <ab@a.org>'))).toEqual([
      'same-name-and-domain',
    ]);
  });

  it('are a bare name in a chart and the only one who is called so', () => {
    const bare = { key: 'table:ana belmont', name: 'Ana Belmont', address: null, login: 'ana belmont' };
    expect(rulesOf(accountsOf('Ana Belmont <ab@a.org>', bare))).toEqual(['only-bearer-of-name']);
    expect(rulesOf(accountsOf('Ana Belmont <ab@a.org>', 'Ana Belmont <x@gmail.com>', bare))).toEqual([]);
  });

  it('are told with a reason that names what agrees', () => {
    const [person] = resolvePeople(
      accountsOf('Ana Belmont <abelmont@a.org>', 'Ana Belmont <abelmont@b.com>'),
    ).people;
    expect(person!.merges).toEqual([
      {
        rule: 'same-name-and-handle',
        because: 'both are called ana belmont and known as abelmont',
        accounts: ['mail:abelmont@a.org', 'mail:abelmont@b.com'],
      },
    ]);
    expect(person!.id).toBe('mail:abelmont@a.org');
    expect(person!.name).toBe('Ana Belmont');
  });
});

describe('accounts that stay apart', () => {
  it.each([
    ['a first name is all they share', ['Ana <ana@a.org>', 'Ana <ana@b.org>']],
    ['a full name is all they share', ['Ana Belmont <ana@a.org>', 'Ana Belmont <belmont.a@b.org>']],
    ['a handle is all they share', ['Ana Belmont <mailbox@a.org>', 'Eva Adler <mailbox@b.org>']],
    ['the handle they share is short', ['Ana Belmont <anab@a.org>', 'Ana Belmont <anab@b.org>']],
    ['the handle they share is a role', ['Ana Belmont <office@a.org>', 'Ana Belmont <office@b.org>']],
    ['the name they share is a role', ['Build Server <builder1x@a.org>', 'Build Server <builder1x@b.org>']],
    ['the domain they share is open to all', ['Ana Belmont <ana@gmail.com>', 'Ana Belmont <ab@gmail.com>']],
    ['they are numbered apart', ['John Smith <jsmith@a.org>', 'John Smith <jsmith2@a.org>']],
    [
      'their mailbox is tagged under another name',
      ['Ana Belmont <team4@a.org>', 'Eva Adler <team4+eva@a.org>'],
    ],
  ])('because %s', (_, texts) => {
    expect(groupsOf(accountsOf(...texts))).toHaveLength(texts.length);
  });

  it('because the name is common here', () => {
    const texts = ['a', 'b', 'c', 'd'].map((letter) => `John Smith <${letter}@a.org>`);
    expect(groupsOf(accountsOf(...texts))).toHaveLength(4);
  });

  it('because a role’s address carries several names', () => {
    const accounts = accountsOf(
      { key: 'mail:root@a.org', name: 'Ana Belmont', address: 'root@a.org' },
      { key: 'chat:eva', name: 'Eva Adler', address: 'root@a.org' },
    );
    expect(groupsOf(accounts)).toHaveLength(2);
  });

  it('because one of them is a program of the same name', () => {
    const accounts = accountsOf('Ana Belmont <abelmont@a.org>', {
      key: 'mail:abelmont@b.org',
      name: 'Ana Belmont',
      address: 'abelmont@b.org',
      isBot: true,
    });
    expect(groupsOf(accounts)).toHaveLength(2);
  });

  it('are suggested where a full name is all they share', () => {
    const { suggestions } = resolvePeople(
      accountsOf('Ana Belmont <ana@a.org>', 'Ana Belmont <belmont.a@b.org>'),
    );
    expect(suggestions).toEqual([
      {
        people: ['mail:ana@a.org', 'mail:belmont.a@b.org'],
        because: 'all are called ana belmont, and nothing else agrees',
      },
    ]);
  });
});

describe('corrections', () => {
  const two = accountsOf(
    'Ana Belmont <abelmont@a.org>',
    'Ana Belmont <abelmont@b.org>',
    'Ana Belmont <abelmont@c.org>',
  );
  const [a, b, c] = two.map(({ key }) => key) as [string, string, string];

  it('win over the rules', () => {
    expect(groupsOf(two)).toHaveLength(1);
    expect(groupsOf(two, [{ action: 'split', accounts: [a], apartFrom: [b, c] }])).toEqual([
      ['abelmont@a.org'],
      ['abelmont@b.org', 'abelmont@c.org'],
    ]);
    const strangers = accountsOf('Ana <ana@a.org>', 'Eva <eva@b.org>');
    const merged = resolvePeople(strangers, [
      { action: 'merge', accounts: ['mail:ana@a.org', 'mail:eva@b.org'] },
    ]);
    expect(merged.people).toHaveLength(1);
    expect(merged.people[0]!.merges[0]!.rule).toBe('by-hand');
  });

  it('hold when a later account would join the two again by a third', () => {
    const apart: Correction = { action: 'split', accounts: [a], apartFrom: [b] };
    for (const group of groupsOf(two, [apart])) {
      expect(group.includes('abelmont@a.org') && group.includes('abelmont@b.org')).toBe(false);
    }
  });

  it('take back what an earlier one said of the same accounts', () => {
    const split: Correction = { action: 'split', accounts: [a], apartFrom: [b, c] };
    const merge: Correction = { action: 'merge', accounts: [a, b] };
    expect(groupsOf(two, [split, merge])[0]).toContain('abelmont@b.org');
    expect(groupsOf(two, [merge, split])).toContainEqual(['abelmont@a.org']);
  });

  it('mark programs and people, the last word counting', () => {
    const bots = (corrections: readonly Correction[]) =>
      resolvePeople(accountsOf('Ana <ana@a.org>'), corrections).people.map(({ isBot }) => isBot);
    const bot: Correction = { action: 'mark-bot', accounts: ['mail:ana@a.org'] };
    const person: Correction = { action: 'mark-person', accounts: ['mail:ana@a.org'] };
    expect(bots([])).toEqual([false]);
    expect(bots([bot])).toEqual([true]);
    expect(bots([bot, person])).toEqual([false]);
    const flagged = accountsOf({ key: 'mail:x', isBot: true });
    expect(resolvePeople(flagged, [{ action: 'mark-person', accounts: ['mail:x'] }]).people[0]!.isBot).toBe(
      false,
    );
  });

  it('may name accounts that are not there', () => {
    const gone: Correction = { action: 'merge', accounts: ['mail:gone@x.org', a] };
    expect(groupsOf(two, [gone])).toHaveLength(1);
  });
});

describe('resolving people', () => {
  const names = ['Ana Belmont', 'Belmont, Ana', 'Ana', 'Eva Adler', 'John Smith', 'root', null];
  const addresses = [
    'abelmont@a.org',
    'abelmont@b.org',
    'ana+x@a.org',
    'ana@a.org',
    'eadler@a.org',
    'jsmith@gmail.com',
    'jsmith2@gmail.com',
  ];
  const drawnAccounts = fc
    .uniqueArray(
      fc.record({
        address: fc.constantFrom(...addresses),
        source: fc.constantFrom('mail', 'chat', 'table'),
        name: fc.constantFrom(...names),
        login: fc.constantFrom('abelmont', 'eadler', null),
        isBot: fc.boolean(),
        mapsTo: fc.constantFrom('mail:ana@a.org', null, null),
      }),
      { maxLength: 12, selector: ({ source, address }) => `${source}:${address}` },
    )
    .map((drawn) =>
      drawn.map(({ source, ...said }, id): Account => ({ id, key: `${source}:${said.address}`, ...said })),
    );
  const key = fc.constantFrom(...addresses).map((address) => `mail:${address}`);
  const correction: fc.Arbitrary<Correction> = fc.oneof(
    fc.record({
      action: fc.constant('merge' as const),
      accounts: fc.uniqueArray(key, { minLength: 2, maxLength: 3 }),
    }),
    fc.record({
      action: fc.constant('split' as const),
      accounts: fc.uniqueArray(key, { minLength: 1, maxLength: 2 }),
      apartFrom: fc.uniqueArray(key, { minLength: 1, maxLength: 2 }),
    }),
  );

  it('comes to the same whatever order the accounts come in', () => {
    fc.assert(
      fc.property(
        drawnAccounts,
        fc.array(correction, { maxLength: 3 }),
        fc.infiniteStream(fc.nat()),
        (accounts, corrections, random) => {
          const shuffled = accounts
            .map((account) => ({ account, place: random.next().value }))
            .sort((x, y) => x.place - y.place)
            .map(({ account }) => account);
          expect(resolvePeople(shuffled, corrections)).toEqual(resolvePeople(accounts, corrections));
        },
      ),
      { seed: 11, numRuns: 300 },
    );
  });

  it('gives every account to one person, held together by one merge less than accounts', () => {
    fc.assert(
      fc.property(drawnAccounts, fc.array(correction, { maxLength: 3 }), (accounts, corrections) => {
        const { people } = resolvePeople(accounts, corrections);
        expect(people.flatMap((person) => person.accounts.map(({ key: each }) => each)).sort()).toEqual(
          accounts.map(({ key: each }) => each).sort(),
        );
        for (const person of people) {
          expect(person.merges).toHaveLength(person.accounts.length - 1);
          const reached = new Set([person.accounts[0]!.key]);
          for (let round = 0; round < person.accounts.length; round++) {
            for (const {
              accounts: [x, y],
            } of person.merges) {
              if (reached.has(x) || reached.has(y)) reached.add(x).add(y);
            }
          }
          expect(reached.size).toBe(person.accounts.length);
        }
      }),
      { seed: 12, numRuns: 300 },
    );
  });

  it('never puts together what the last word keeps apart', () => {
    fc.assert(
      fc.property(
        drawnAccounts,
        fc.array(correction, { maxLength: 3 }),
        fc.tuple(key, key),
        (accounts, corrections, [x, y]) => {
          fc.pre(x !== y);
          const last: Correction = { action: 'split', accounts: [x], apartFrom: [y] };
          for (const { accounts: held } of resolvePeople(accounts, [...corrections, last]).people) {
            const keys = held.map(({ key: each }) => each);
            expect(keys.includes(x) && keys.includes(y)).toBe(false);
          }
        },
      ),
      { seed: 13, numRuns: 300 },
    );
  });
});
