import type { HeaderFields } from './header-fields.ts';
import { type Mailbox, type MailboxList, readMailboxes } from './mailboxes.ts';

/** Who wrote a message: by address, or by name only, where a list hides the address. */
export interface Sender extends Mailbox {
  readonly unknownCharsets: number;
}

const none: MailboxList = { mailboxes: [], unknownCharsets: 0 };

const listOf = (fields: HeaderFields, name: string): MailboxList => {
  const value = fields.get(name)?.[0];
  return value === undefined ? none : readMailboxes(value);
};

/** `Ana Bell via R-devel`, as a list signs for a sender whose domain lets nobody else send. */
const viaList = /\s+via\s+.*$/i;

/** `ana=example.org@dmarc.example.net`, `ana=40example.org@…`: an address inside a list's own. */
const wrapped = /^(.+)=(?:40)?([^=@]+\.[^=@]+)@(.+)$/;

/**
 * The sender of a message, with what a list rewrote undone: X-Original-From, else the one address in Reply-To
 * that is no list's, else an address in Cc under the same name, else the name before `via`. `null` where
 * nobody is named; `hidden` where only the list is.
 */
export const readSender = (
  fields: HeaderFields,
  isList: (address: string) => boolean,
): Sender | 'hidden' | null => {
  let from = listOf(fields, 'from');
  if (!from.mailboxes.some((mailbox) => mailbox.address !== null)) {
    const sender = listOf(fields, 'sender');
    // A masked From still names its writer; Sender only where From names nobody.
    if (!from.mailboxes.some((mailbox) => mailbox.name !== null)) from = sender;
  }
  const { unknownCharsets } = from;
  const author = from.mailboxes.find((mailbox) => mailbox.address !== null) ?? from.mailboxes[0];
  if (author === undefined || (author.address === null && author.name === null)) return null;
  const { address } = author;
  if (address === null) return { ...author, unknownCharsets };

  const isFromList = isList(address);
  const isVia = author.name !== null && viaList.test(author.name);
  const isCarried = fields.has('list-id') || fields.has('list-post');
  const name = isVia ? (author.name?.replace(viaList, '') ?? null) : author.name;
  const [, local = '', domain = '', carrier = ''] = wrapped.exec(address) ?? [];
  if (local !== '' && (isFromList || isVia || carrier.startsWith('dmarc.'))) {
    return { name, address: `${local}@${domain}`, unknownCharsets };
  }
  if (!isFromList && !(isVia && isCarried)) return { ...author, unknownCharsets };

  const persons = (field: string) =>
    listOf(fields, field).mailboxes.filter((mailbox) => mailbox.address !== null && !isList(mailbox.address));
  const [original] = persons('x-original-from');
  const repliesTo = persons('reply-to');
  const copied = persons('cc').find((mailbox) => mailbox.name !== null && mailbox.name === name);
  const found = original ?? (repliesTo.length === 1 ? repliesTo[0] : undefined) ?? copied;
  if (found !== undefined) return { name: name ?? found.name, address: found.address, unknownCharsets };
  return isVia && name !== null && name !== '' ? { name, address: null, unknownCharsets } : 'hidden';
};
