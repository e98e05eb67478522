import type { HeaderFields } from './header-fields.ts';

/** Providers under whose domains only lists have addresses; `list.ru` and its like have two labels and people. */
const listDomain =
  /@(?:lists?\.[^.@]+\.[^@]+|listserv\.[^@]+|mailman\.[^@]+|(?:[^@]+\.)?(?:freelists\.org|googlegroups\.com|groups\.io)|vger\.kernel\.org|yahoogroups\.[a-z.]+)$/;

/** Names that people write to many under, and nobody bears: `all@`, `r-devel@`, `linux-cris-kernel@`. */
const listName =
  /^(?:all|all-?staff|announce|discuss|everyone)@|[-_](?:announce|commits|devel|discuss|kernel|list|maintainers|patches|users)@/;

/** Beyond so many, no more are learnt: mail that calls a thread a list has one for each. */
const mostLists = 5000;

const addressIn = (text: string): string[] =>
  [...text.matchAll(/[^\s<>"'(),;:@]+@[^\s<>"'(),;:@?]+/g)].map(([address]) => address.toLowerCase());

/** Addresses that a message's own header calls a list's. */
const statedLists = (fields: HeaderFields): string[] => {
  const all = (name: string) => fields.get(name) ?? [];
  const posts = all('list-post').flatMap((value) =>
    [...value.matchAll(/mailto:([^>?\s]+)/gi)].map(([, address = '']) => address.replaceAll(/%2B/gi, '+')),
  );
  // ezmlm: `Delivered-To: mailing list dev@example.org`, and elsewhere the address of a reader.
  const delivered = [...all('delivered-to'), ...all('mailing-list')].flatMap((value) => [
    ...(/mailing list (\S+@\S+)/i.exec(value)?.slice(1) ?? []),
  ]);
  return [...posts, ...all('x-mailing-list'), ...all('x-beenthere'), ...delivered].flatMap(addressIn);
};

/** `List-Id: Name <dev.lists.example.org>`, lower case. */
const listIds = (fields: HeaderFields): string[] =>
  (fields.get('list-id') ?? []).map((value) =>
    (/<([^<>]+)>\s*$/.exec(value)?.[1] ?? value).trim().toLowerCase(),
  );

/** `dev@example.org` belongs to the list id `dev.example.org` and to `dev.lists.example.org`. */
const isAddressOf = (address: string, listId: string): boolean => {
  const at = address.lastIndexOf('@');
  return listId.startsWith(`${address.slice(0, at)}.`) && listId.endsWith(`.${address.slice(at + 1)}`);
};

/**
 * Which addresses are mailing lists and not people: those that a message's header says carried it, remembered
 * for messages that say nothing (a copy in the sender's own folder), and those whose name or domain says so.
 */
export class MailingLists {
  readonly #known: Set<string>;

  constructor(known: readonly string[] = []) {
    this.#known = new Set(known);
  }

  /** Remembers the lists that carried a message, among the addresses it was written to. */
  learn(fields: HeaderFields, addressed: readonly string[]): void {
    if (this.#known.size >= mostLists) return;
    const isStated = statedIn(fields);
    for (const address of addressed) if (isStated(address)) this.#known.add(address);
  }

  isList(address: string): boolean {
    return listDomain.test(address) || listName.test(address) || this.#known.has(address);
  }

  /** What was learnt, for a later read to begin with. */
  known(): string[] {
    return [...this.#known];
  }
}

const naming = ['list-post', 'list-id', 'x-mailing-list', 'x-beenthere', 'mailing-list', 'delivered-to'];

type AddressTest = (address: string) => boolean;

const remembered = new Map<string, AddressTest>();
const isNone: AddressTest = () => false;

/** A test for the lists that a message's own header names. A list names itself in the same words each time. */
export const statedIn = (fields: HeaderFields): AddressTest => {
  let words = '';
  for (const name of naming) for (const value of fields.get(name) ?? []) words += `${name}:${value}\n`;
  if (words === '') return isNone;
  const known = remembered.get(words);
  if (known !== undefined) return known;
  const lists = new Set(statedLists(fields));
  const ids = listIds(fields);
  const isStated: AddressTest = (address) => lists.has(address) || ids.some((id) => isAddressOf(address, id));
  if (remembered.size >= 1000) remembered.clear();
  remembered.set(words, isStated);
  return isStated;
};
