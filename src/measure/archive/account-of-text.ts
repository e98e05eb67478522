import type { SourceAccount } from '../sources/source.ts';

/** `Ana Belmont <ana@example.org>` */
const namedAddress = /^\s*(?:"?([^"<>]*?)"?\s*)<([^<>\s]+@[^<>\s]+)>\s*$/;
const bareAddress = /^[^\s@<>]+@[^\s@<>]+$/;

/** The space of names in tables and charts that are no address: one organisation writes them alike. */
const tableSpace = 'table';

/**
 * The account a cell of a table means: an address is the same account as in mail and git; anything else is a name
 * in the space that tables and charts share, and a person's name too where it is of several words.
 */
export const accountOfText = (text: string): SourceAccount => {
  const trimmed = text.trim().replace(/^mailto:/i, '');
  const [, name, bracketed] = namedAddress.exec(trimmed) ?? [];
  const address = bracketed ?? (bareAddress.test(trimmed) ? trimmed : null);
  if (address !== null) {
    const lower = address.toLowerCase();
    return {
      key: `mail:${lower}`,
      name: name === undefined || name === '' ? null : name,
      address: lower,
      login: null,
      isBot: false,
      mapsTo: null,
    };
  }
  const login = trimmed.toLowerCase();
  return {
    key: `${tableSpace}:${login}`,
    name: /\p{L}\s+\p{L}/u.test(trimmed) ? trimmed : null,
    address: null,
    login,
    isBot: false,
    mapsTo: null,
  };
};

/**
 * A chart's account in the space that tables and charts of one organisation share, so that `17` in both is one
 * account. Addresses are themselves everywhere.
 */
export const inTableSpace = (key: string): string =>
  key.startsWith('mail:') ? key : `${tableSpace}:${key.slice(key.indexOf(':') + 1)}`;
