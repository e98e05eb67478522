import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GitAccounts } from './git-accounts.ts';

const identity = (name: string, address: string, mappedName = name, mappedAddress = address) => ({
  name,
  address,
  mappedName,
  mappedAddress,
});

describe('the accounts of a repository', () => {
  it('are addresses, whatever their case and the name beside them', () => {
    const accounts = new GitAccounts();
    const first = accounts.enter(identity('Ana', 'Ana@Example.org'));
    expect(accounts.enter(identity('Ana Alves', ' ana@example.org'))).toBe(first);
    expect(accounts.takeNew()).toEqual([
      {
        key: 'mail:ana@example.org',
        name: 'Ana',
        address: 'ana@example.org',
        login: null,
        isBot: false,
        mapsTo: null,
      },
    ]);
    expect(accounts.takeNew()).toEqual([]);
  });

  it('carry the login of a forge where the address hides it', () => {
    const accounts = new GitAccounts();
    accounts.enter(identity('Ana', '123+ana-a@users.noreply.github.com'));
    accounts.enter(identity('Bo', 'bo@users.noreply.github.com'));
    accounts.enter(identity('Chi', '77-chi@users.noreply.gitlab.com'));
    expect(accounts.takeNew().map((account) => account.login)).toEqual(['ana-a', 'bo', 'chi']);
  });

  it('without an at sign are logins, as old imports write them', () => {
    const accounts = new GitAccounts();
    accounts.enter(identity('Ana', 'ANA'));
    expect(accounts.takeNew()).toEqual([
      { key: 'git:ana', name: 'Ana', address: null, login: 'ANA', isBot: false, mapsTo: null },
    ]);
  });

  it('map to the account that .mailmap names, which is yielded too', () => {
    const accounts = new GitAccounts();
    const home = accounts.enter(identity('ana', 'ana@home.example', 'Ana Alves', 'ana@work.example'));
    const work = accounts.enter(identity('Ana Alves', 'ana@work.example'));
    expect(accounts.mappedOf(home)).toBe(work);
    expect(accounts.mappedOf(work)).toBe(work);
    const [first, second] = accounts.takeNew();
    expect([first, second].find((account) => account.key === 'mail:ana@home.example')?.mapsTo).toBe(
      'mail:ana@work.example',
    );
  });

  it('that share one address are told apart where .mailmap tells them apart by name', () => {
    const accounts = new GitAccounts();
    const ana = accounts.enter(identity('Ana', 'root@host', 'Ana', 'ana@x.org'));
    const bo = accounts.enter(identity('Bo', 'root@host', 'Bo', 'bo@x.org'));
    expect(accounts.mappedOf(ana)).not.toBe(accounts.mappedOf(bo));
    expect(accounts.keyOf(accounts.mappedOf(bo))).toBe('mail:bo@x.org');
  });

  it('take the proper name of .mailmap for the same address', () => {
    const accounts = new GitAccounts();
    accounts.enter(identity('aalves', 'ana@x.org', 'Ana Alves', 'ana@x.org'));
    expect(accounts.takeNew()[0].name).toBe('Ana Alves');
  });

  it('need a name or an address', () => {
    expect(new GitAccounts().enter(identity(' ', '\t'))).toBe(-1);
  });

  it('have unique keys of known form, and map only to accounts that are there, for any text', () => {
    const text = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('a@b', 'A@b', '', ' ', 'x', '<a@b>'));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, text, text), { maxLength: 20 }), (identities) => {
        const accounts = new GitAccounts();
        for (const [name, address, mappedName, mappedAddress] of identities) {
          accounts.enter({ name, address, mappedName, mappedAddress });
        }
        const all = accounts.takeNew();
        const keys = new Set(all.map((account) => account.key));
        expect(keys.size).toBe(all.length);
        for (const account of all) {
          expect(account.key).toMatch(/^(?:mail|git):\S/u);
          if (account.mapsTo !== null) expect(keys).toContain(account.mapsTo);
        }
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});
