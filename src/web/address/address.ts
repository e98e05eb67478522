/**
 * Where one is, as an address that can be kept: `#/o/turning/whole?window=2024-Q1`, `#/practice/<community>/members`.
 * It names organisation or community, page, subject and what is chosen on the page, and nothing of language or theme.
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

/** Pages of one community, in the order of the navigation. */
export const communityPages = [
  'needs',
  'conversation',
  'decide',
  'agreements',
  'circles',
  'offers',
  'log',
  'members',
  'activity',
  'decision',
  'proposal',
] as const;

export type CommunityPageId = (typeof communityPages)[number];

export type Address =
  | { readonly at: 'start' }
  /** Where somebody says what is to be measured. */
  | { readonly at: 'measure' }
  /** One's own node: who one is, and one's communities. */
  | { readonly at: 'practice' }
  | {
      readonly at: 'community';
      readonly community: string;
      readonly page: CommunityPageId;
      /** Id of a decision or a proposal. */
      readonly subject: string | null;
    }
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
export const practiceAddress: Address = { at: 'practice' };

export const communityAddress = (
  community: string,
  page: CommunityPageId = 'needs',
  subject: string | null = null,
): Address => ({ at: 'community', community, page, subject });

export const addressOf = (
  organisation: string,
  page: PageId = 'whole',
  subject: string | null = null,
  chosen: Readonly<Record<string, string>> = {},
): Address => ({ at: 'organisation', organisation, page, subject, chosen });

const isCommunityPage = (word: string): word is CommunityPageId =>
  (communityPages as readonly string[]).includes(word);

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
  if (parts[0] === 'practice') {
    const [, community, communityPage = 'needs', about, ...more] = parts;
    if (community === undefined) return practiceAddress;
    const isWhole = /^[0-9a-f]{64}$/.test(community) && isCommunityPage(communityPage) && more.length === 0;
    if (!isWhole || (about !== undefined && !/^[0-9a-f]{64}$/.test(about))) return unknown;
    return communityAddress(community, communityPage, about ?? null);
  }
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
  if (address.at === 'practice') return '#/practice';
  if (address.at === 'community') {
    const { community, page, subject } = address;
    return `#/practice/${community}/${page}${subject === null ? '' : `/${subject}`}`;
  }
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
