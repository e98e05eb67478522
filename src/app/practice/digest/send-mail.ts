import { BlockList, isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import { RefusalError } from '../../../base/result.ts';
import type { MailAccount } from './mail-account.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether what is sent there stays on this machine. */
const isLoopback = (host: string): boolean => {
  const kind = isIP(host);
  return kind === 0 ? host.toLowerCase() === 'localhost' : loopback.check(host, kind === 4 ? 'ipv4' : 'ipv6');
};

const tlsFromTheStart = 465;
const withinMs = 15_000;

const whyNot: Readonly<Record<string, string>> = {
  EAUTH: 'it does not accept this user and password',
  ECONNECTION: 'it does not answer',
  EDNS: 'no server of that name was found',
  EENVELOPE: 'it does not accept this address',
  EMESSAGE: 'it did not take the message',
  ESOCKET: 'it does not answer, or not as it should',
  ETIMEDOUT: 'it does not answer in time',
  ETLS: 'it offers no encryption that can be trusted',
};

/**
 * Sends plain text from an account's address to the same. Encrypted from the first word that matters, with a
 * certificate that holds, unless the server is on this machine. Nothing else leaves: no machine's name, no program's.
 * Refuses `digest-not-sent`.
 */
export const sendMail = async (account: MailAccount, subject: string, text: string): Promise<void> => {
  const { host, port, user, password, address } = account;
  const isNear = isLoopback(host);
  const transport = createTransport({
    ...{ host, port, secure: port === tlsFromTheStart, auth: { user, pass: password } },
    ...(isNear ? { tls: { rejectUnauthorized: false } } : { requireTLS: true }),
    ...{
      connectionTimeout: withinMs,
      greetingTimeout: withinMs,
      socketTimeout: withinMs,
      dnsTimeout: withinMs,
    },
    ...{ disableFileAccess: true, disableUrlAccess: true },
    name: '[127.0.0.1]',
  });
  try {
    await transport.sendMail({ from: address, to: address, subject, text, xMailer: false });
  } catch (error) {
    const { code = '' } = error as { readonly code?: string };
    throw new RefusalError('digest-not-sent', { host, why: whyNot[code] ?? 'it broke off' });
  } finally {
    transport.close();
  }
};
