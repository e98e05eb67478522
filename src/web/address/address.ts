/**
 * Where one is, as an address that can be kept: `#/o/turning/whole?window=2024-Q1`. It names organisation, page,
 * subject and what is chosen on the page, and nothing of language or theme.
 */

/** Pages of one organisation, in the order of the navigation. */
export const pages = [
  'whole',
  'communities',
  'equipotency',
  'dynamics',
  'formal',
  'network',
  'people',
  'evidence',
  'scenario',
  'experiment',
  'share',
  'room',
  'community',
  'measure',
] as const;

export type PageId = (typeof pages)[number];

export type Address =
  | { readonly at: 'start' }
  /** Where somebody says what is to be measured. */
  | { readonly at: 'measure' }
  | {
      readonly at: 'organisation';
      readonly organisation: string;
      readonly page: PageId;
      /** A community's letter, a measure's id, a step of the room. */
      readonly subject: string | null;
      /** What is chosen on the page: `window`, `beside`, … */
      readonly chosen: Readonly<Record<string, string>>;
    }
  /** An address nobody wrote here. */
  | { readonly at: 'unknown'; readonly written: string };

export const startAddress: Address = { at: 'start' };
export const measureAddress: Address = { at: 'measure' };

export const addressOf = (
  organisation: string,
  page: PageId = 'whole',
  subject: string | null = null,
  chosen: Readonly<Record<string, string>> = {},
): Address => ({ at: 'organisation', organisation, page, subject, chosen });

const isPage = (word: string): word is PageId => (pages as readonly string[]).includes(word);

/** `null` where a person wrote a `%` that stands for nothing. */
const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/** Reads the part of an address after `#`. Total: what cannot be read is `unknown`. */
export const readAddress = (written: string): Address => {
  const unknown: Address = { at: 'unknown', written };
  const text = written.startsWith('#') ? written.slice(1) : written;
  const [path = '', query = ''] = text.split(/\?(.*)/s);
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.length === 0) return startAddress;
  if (parts.length === 1 && parts[0] === 'measure') return measureAddress;
  const [first, organisation, page = 'whole', subject, ...rest] = parts.map(decoded);
  if (first !== 'o' || !organisation || rest.length > 0) return unknown;
  if (page === null || !isPage(page) || subject === null) return unknown;
  const chosen = Object.fromEntries(new URLSearchParams(query));
  return addressOf(organisation, page, subject ?? null, chosen);
};

/** Writes an address with its `#`; `readAddress` reads it back. */
export const writeAddress = (address: Address): string => {
  if (address.at === 'start') return '#/';
  if (address.at === 'measure') return '#/measure';
  if (address.at === 'unknown') return address.written;
  const path = [
    'o',
    address.organisation,
    address.page,
    ...(address.subject === null ? [] : [address.subject]),
  ];
  const entries = Object.entries(address.chosen).sort(([a], [b]) => (a < b ? -1 : 1));
  const query = entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`;
  return `#/${path.map(encodeURIComponent).join('/')}${query}`;
};
