/** A member's own mail account, through which their digest goes to themselves; kept here, for this person's eyes alone. */
import { join } from 'node:path';
import { RefusalError } from '../../../base/result.ts';
import type { SeenMark } from '../../../practice/governance/digest/seen-mark.ts';
import { Serial } from '../../../practice/peer/store/serial.ts';
import { readKept, writeKept } from '../kept-file.ts';
import { type DigestLanguage, digestLanguages } from './digest-words.ts';

export interface MailAccount {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Their own: mail goes from it to it and nowhere else. */
  readonly address: string;
  /** What it is written in. */
  readonly language: DigestLanguage;
}

export interface KeptMail {
  readonly account: MailAccount;
  /** When the last digest went out or was given up, and at first when the account was entered. */
  readonly lastAt: number;
  /** How far that one told of each community. */
  readonly told: Readonly<Record<string, SeenMark>>;
  /** Of the one that is due: when it was last tried, how often, and why it did not go. */
  readonly trying: { readonly at: number; readonly times: number; readonly trouble: string } | null;
}

const format = 'equipo-mail';
const fileOf = (folder: string): string => join(folder, 'mail.json');
const keeping = new Serial();

const problemOf = ({ host, port, user, password, address, language }: MailAccount): string | null => {
  if (!/^[a-z0-9.:-]{1,253}$/i.test(host)) return 'the server’s name cannot be one';
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return 'a port goes from 1 to 65535';
  if (user.trim() === '' || password === '') return 'user and password are both needed';
  if (user.length + password.length > 2_000) return 'user or password is too long';
  if (!digestLanguages.includes(language)) return `it cannot be written in “${language}”`;
  // One address and nothing that could be read as a second.
  if (!/^[^\s@<>(),;:"\\]{1,64}@[^\s@<>(),;:"\\]{1,253}$/.test(address))
    return 'the address is not one address';
  return null;
};

/** `null` where nobody entered an account, or it was let go. */
export const keptMail = async (folder: string): Promise<KeptMail | null> => {
  const kept = await readKept<KeptMail | { readonly account: null }>(fileOf(folder), format);
  return kept === null || kept.account === null ? null : kept;
};

export const keepMail = (
  folder: string,
  change: (before: KeptMail | null) => KeptMail | { readonly account: null },
): Promise<void> =>
  keeping.run(fileOf(folder), async () => writeKept(fileOf(folder), format, change(await keptMail(folder))));

/** Takes a new account, or lets go of the one there is. Refuses `digest-account-wrong`. */
export const keepMailAccount = async (
  folder: string,
  account: MailAccount | null,
  now: number,
): Promise<void> => {
  const problem = account === null ? null : problemOf(account);
  if (problem !== null) throw new RefusalError('digest-account-wrong', { problem });
  await keepMail(folder, () =>
    account === null ? { account: null } : { account, lastAt: now, told: {}, trying: null },
  );
};
