import { describe, expect, it } from 'vitest';
import { MailAccounts } from './mail-accounts.ts';

describe('the accounts of a mailbox', () => {
  it('are numbered by first appearance and yielded once', () => {
    const accounts = new MailAccounts();
    expect(accounts.enter('ana@example.org', null, false)).toBe(0);
    expect(accounts.enterNamed('Bo Cruz')).toBe(1);
    expect(accounts.takeNew().map(({ key }) => key)).toEqual(['mail:ana@example.org', 'mail:bo cruz']);
    expect(accounts.enter('chi@example.org', 'Chi', true)).toBe(2);
    expect(accounts.enter('ana@example.org', 'Ana', true)).toBe(0);
    expect(accounts.takeNew().map(({ key }) => key)).toEqual(['mail:chi@example.org']);
    expect(accounts.takeNew()).toEqual([]);
  });

  it('bear the name their holder writes before what others call them', () => {
    const accounts = new MailAccounts();
    accounts.enter('ana@example.org', null, false);
    accounts.enter('ana@example.org', 'annie', false);
    accounts.enter('ana@example.org', 'Ana Bell', true);
    accounts.enter('ana@example.org', 'Ana B.', true);
    accounts.enter('ana@example.org', 'a', false);
    expect(accounts.takeNew()).toEqual([
      {
        key: 'mail:ana@example.org',
        name: 'Ana Bell',
        address: 'ana@example.org',
        login: null,
        isBot: false,
        mapsTo: null,
      },
    ]);
  });

  it('lend no person’s name to an address that programs write from', () => {
    const accounts = new MailAccounts();
    accounts.enter('notifications@github.com', 'Ana Bell', true);
    expect(accounts.takeNew()).toMatchObject([{ name: null, isBot: true }]);
  });
});
