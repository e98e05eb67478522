import { createHash } from 'node:crypto';
import type { DiagnosticCount } from '../diagnostic-count.ts';
import type { SourceAct, SourceRecipient } from '../source.ts';
import { type HeaderFields, readHeader } from './header-fields.ts';
import type { MailAccounts } from './mail-accounts.ts';
import { isAutomaticMessage } from './mail-automation.ts';
import { type Mailbox, type MailboxList, readMailboxes } from './mailboxes.ts';
import { type MailingLists, statedIn } from './mailing-lists.ts';
import { dateMessage } from './message-date.ts';
import { readAnswered, readMessageId } from './message-ids.ts';
import { readSender, type Sender } from './message-sender.ts';
import { SeenIds } from './seen-ids.ts';

/** The header of one message, as a mailbox holds it. */
export interface FoundHeader {
  /** Each char one byte. */
  readonly header: string;
  /** Date of its `From ` line, `null` where it has none. */
  readonly separatorMs: number | null;
  /** When its file was last written. */
  readonly fileMs: number;
  readonly place: string;
}

interface Message extends FoundHeader {
  readonly fields: HeaderFields;
  readonly recipients: MailboxList;
}

/** An opening message to at most so many people turns to them; a wider one announces. */
const mostTurnedTo = 5;

const recipientsOf = (fields: HeaderFields): MailboxList => {
  const lists = [...(fields.get('to') ?? []), ...(fields.get('cc') ?? [])].map(readMailboxes);
  const [only] = lists;
  if (lists.length === 1 && only !== undefined) return only;
  return {
    mailboxes: lists.flatMap((list) => list.mailboxes),
    unknownCharsets: lists.reduce((sum, list) => sum + list.unknownCharsets, 0),
  };
};

/** Stands in for a Message-ID: who, when and to whom, which copies of a message share. */
const idWithout = (sender: Sender, timeMs: number, recipients: readonly Mailbox[]): string => {
  const addresses = recipients.map((mailbox) => mailbox.address ?? '').sort();
  const hash = createHash('sha256').update([sender.address ?? sender.name, timeMs, ...addresses].join('\n'));
  return `without-id:${hash.digest('base64url').slice(0, 22)}`;
};

/**
 * Turns headers into acts. A batch of messages is collected before any becomes an act, so that a list which one
 * of them makes known is no person in the others.
 */
export class ActsOfMessages {
  readonly #accounts: MailAccounts;
  readonly #lists: MailingLists;
  readonly #diagnostics: DiagnosticCount;
  readonly #seen = new SeenIds();
  #collected: Message[] = [];

  constructor(accounts: MailAccounts, lists: MailingLists, diagnostics: DiagnosticCount) {
    this.#accounts = accounts;
    this.#lists = lists;
    this.#diagnostics = diagnostics;
  }

  collect(found: FoundHeader): void {
    const fields = readHeader(found.header);
    const labels = fields.get('x-gmail-labels')?.[0] ?? '';
    if (/(?:^|,)"?Spam"?(?:,|$)/.test(labels)) this.#diagnostics.add('mail-junk', found.place);
    else if (/(?:^|,)"?Drafts?"?(?:,|$)/.test(labels)) this.#diagnostics.add('mail-draft', found.place);
    else if (isAutomaticMessage(fields)) this.#diagnostics.add('mail-automatic', found.place);
    else {
      const recipients = recipientsOf(fields);
      const addresses = recipients.mailboxes.flatMap((mailbox) => mailbox.address ?? []);
      this.#lists.learn(fields, addresses);
      this.#collected.push({ ...found, fields, recipients });
    }
  }

  /** Acts of the messages collected since last asked. */
  take(): SourceAct[] {
    const messages = this.#collected;
    this.#collected = [];
    return messages.flatMap((message) => this.#act(message) ?? []);
  }

  #act({ fields, recipients, separatorMs, fileMs, place }: Message): SourceAct | null {
    const note = (code: string, count = 1) => this.#diagnostics.add(code, place, count);
    const isStated = statedIn(fields);
    const isList = (address: string) => isStated(address) || this.#lists.isList(address);
    const sender = readSender(fields, isList);
    if (sender === null || sender === 'hidden') {
      note(sender === null ? 'mail-sender-missing' : 'mail-sender-hidden');
      return null;
    }
    const date = dateMessage(fields, separatorMs, fileMs);
    if (date === null) {
      note('mail-undated');
      return null;
    }
    const { timeMs } = date;
    const statedId = readMessageId(fields.get('message-id')?.[0]);
    const nativeId = statedId ?? idWithout(sender, timeMs, recipients.mailboxes);
    if (!this.#seen.add(nativeId)) {
      note('mail-duplicate');
      return null;
    }
    if (statedId === null) note('mail-id-missing');
    if (date.code !== null) note(date.code);
    if (sender.address === null) note('mail-sender-named-only');
    note('mail-name-charset', sender.unknownCharsets + recipients.unknownCharsets);

    const account =
      sender.address === null
        ? this.#accounts.enterNamed(sender.name ?? '')
        : this.#accounts.enter(sender.address, sender.name, true);
    const named = new Set<number>();
    let isToSelf = false;
    let isToList = false;
    for (const { name, address } of recipients.mailboxes) {
      if (address === null) {
        // `undisclosed-recipients`, `recipient list not shown`: nobody is meant to be read there.
        if (!/recipient/i.test(name ?? 'recipient')) note('mail-recipient-unreadable');
      } else if (isList(address)) isToList = true;
      else {
        const recipient = this.#accounts.enter(address, name, false);
        if (recipient === account) isToSelf = true;
        else named.add(recipient);
      }
    }
    if (isToSelf) note('self-loop');
    const answers = readAnswered(fields.get('in-reply-to') ?? [], fields.get('references') ?? [], statedId);
    const opening = named.size <= mostTurnedTo ? 'mail-opening' : 'mail-broadcast';
    const kind = answers.length > 0 ? 'mail-copy' : opening;
    const weight = 1 / named.size;
    return {
      nativeId,
      timeMs,
      account,
      // A note to oneself awaits no answer, as a post does.
      kind: named.size > 0 ? kind : isToSelf && !isToList ? 'mail-copy' : 'mail-post',
      context: null,
      answers,
      answerKind: answers.length > 0 ? 'mail-reply' : null,
      recipients: [...named].map((recipient): SourceRecipient => ({ account: recipient, kind, weight })),
    };
  }
}
