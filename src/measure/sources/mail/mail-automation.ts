import { isAutomation } from '../automation.ts';
import type { HeaderFields } from './header-fields.ts';

const wholeLocalPart =
  /^(?:auto-?(?:reply|response)|bounces?|cron|daemon|do[-_.]?not[-_.]?reply|listserv|mailer-daemon|mailman|majordomo|no[-_.]?reply|nobody|notifications?|postmaster)(?:$|[-+_.=])/;
const endOfLocalPart =
  /[-_.+](?:bounces?|confirm|do-?not-?reply|no-?reply|notifications?|request|subscribe|unsubscribe)$/;

/** Addresses from which programs write, whatever name a message shows beside them. */
export const isAutomaticAddress = (address: string): boolean => {
  const local = address.slice(0, address.lastIndexOf('@'));
  return wholeLocalPart.test(local) || endOfLocalPart.test(local);
};

export const isBotAccount = (name: string | null, address: string | null): boolean =>
  (address !== null && isAutomaticAddress(address)) || isAutomation({ name, address, login: null });

/**
 * Whether a program wrote a message in somebody's name: an out-of-office note, a read receipt, a delivery
 * report. That a list carried it says nothing, and neither does `Precedence: bulk`, which lists set.
 */
export const isAutomaticMessage = (fields: HeaderFields): boolean => {
  const first = (name: string) => fields.get(name)?.[0] ?? '';
  return (
    /^auto-(?!forwarded)/i.test(first('auto-submitted')) ||
    /^auto_?reply/i.test(first('precedence')) ||
    /^(?:yes|true)/i.test(first('x-autoreply')) ||
    /^multipart\/report\b/i.test(first('content-type'))
  );
};
