import { addressParser } from 'postal-mime';
import { translateEncodedWords } from './encoded-words.ts';
import { decodeValue } from './header-fields.ts';

/** A name and an address as a From, To or Cc writes them. */
export interface Mailbox {
  readonly name: string | null;
  /** Lower case; `null` where there is none, or only a masked one (`ana...@example.org`). */
  readonly address: string | null;
}

export interface MailboxList {
  readonly mailboxes: readonly Mailbox[];
  /** Encoded names in character sets that nobody here knows. */
  readonly unknownCharsets: number;
}

const longestAddress = 320;
const longestName = 200;

/** `ana at example.org (Ana B)`, as pipermail and other archives write addresses against harvesters. */
const withPlainAddresses = (text: string): string =>
  text.includes('@')
    ? text
    : text
        .replaceAll(/(?<![^\s<>(),;:"])([^\s<>(),;:"]+)\s+at\s+([^\s<>(),;:"]+\.[^\s<>(),;:"]+)/gi, '$1@$2')
        .replace(/^\s*([^\s<>(),;:"@]+)\s+at\s+([^\s<>(),;:"@]+)(?=\s*(?:\(|$))/i, '$1@$2');

const tidyAddress = (written: string): string | null => {
  if (written.length > 2 * longestAddress) return null;
  const address = written
    // An obsolete route: `@relay,@other:ana@example.org`.
    .replace(/^@[^:]*:/, '')
    .replace(/^mailto:/i, '')
    .replaceAll(/\s*@\s*/g, '@')
    .replaceAll(/^['"<\s]+|['">\s.,;]+$/g, '')
    .toLowerCase();
  if (address.length > longestAddress) return null;
  if (!/^[^\s@<>][^<>]*@[^\s@<>]+$/.test(address) || /[\p{Cc}\s]/u.test(address)) return null;
  return /\.\.\.@|…@/.test(address) ? null : address;
};

const tidyName = (written: string, address: string | null): string | null => {
  const name = written
    .slice(0, 2 * longestName)
    .replaceAll(/[\s\p{Cc}\u200b-\u200f\u202a-\u202e\ufeff]+/gu, ' ')
    .replaceAll(/^[\s'"]+|[\s'"]+$/g, '');
  if (name === '' || name.includes('@') || name.toLowerCase() === address) return null;
  return name.slice(0, longestName);
};

const parse = (text: string): MailboxList => {
  const translated = translateEncodedWords(withPlainAddresses(decodeValue(text)));
  const mailboxes: Mailbox[] = [];
  // An address-less piece before one with a name is its beginning, cut off by a comma: `Bell, Ana <ana@…>`.
  let pending: string | null = null;
  const flush = (): void => {
    if (pending !== null) mailboxes.push({ name: pending, address: null });
    pending = null;
  };
  for (const written of addressParser(translated.text, { flatten: true })) {
    const address = tidyAddress(written.address ?? '');
    const name = tidyName(written.name, address);
    if (address === null) {
      flush();
      pending = name ?? '';
      continue;
    }
    if (pending !== null && pending !== '' && name !== null) {
      mailboxes.push({ name: `${pending}, ${name}`, address });
      pending = null;
      continue;
    }
    flush();
    mailboxes.push({ name, address });
  }
  flush();
  return { mailboxes, unknownCharsets: translated.unknown };
};

const remembered = new Map<string, MailboxList>();

/**
 * Mailboxes of a From, To, Cc or Reply-To value in header bytes; groups are flattened. Total: any text gives
 * some list. Values repeat a great deal within a mailbox, so recent ones are remembered.
 */
export const readMailboxes = (value: string): MailboxList => {
  const known = remembered.get(value);
  if (known !== undefined) return known;
  const list = parse(value);
  if (value.length <= 200) {
    if (remembered.size >= 4000) remembered.clear();
    remembered.set(value, list);
  }
  return list;
};
