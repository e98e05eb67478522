import { trailerKeys } from './commit-records.ts';

/** Someone a commit message names in a trailer. */
export interface NamedPerson {
  readonly kind: string;
  readonly name: string;
  readonly address: string;
}

const kindOfKey: Readonly<Record<string, string>> = Object.fromEntries(
  trailerKeys.map((key) => [
    key.toLowerCase(),
    key === 'Co-authored-by' ? 'git-co-author' : `git-${key.toLowerCase()}`,
  ]),
);

/** Kinds in the order in which they win when one person is named twice. */
export const trailerKinds: readonly string[] = trailerKeys.map((key) => kindOfKey[key.toLowerCase()] ?? '');

const mailbox = /([^<>,;]*)<\s*([^<>\s@]+@[^<>\s@]+)\s*>/g;
const bareAddress = /^[^<>\s@]+@[^<>\s@]+\.[^<>\s@]+$/;

/**
 * The people in trailer lines as git unfolds them: `Key: Name <address>`, several mailboxes in one line, or a
 * bare address. A line that names nobody by an address cannot be tied to an account: `unreadable` counts it.
 */
export const readTrailers = (
  lines: string,
): { readonly named: readonly NamedPerson[]; readonly unreadable: number } => {
  const named: NamedPerson[] = [];
  let unreadable = 0;
  if (lines === '') return { named, unreadable };
  for (const line of lines.split('\n')) {
    if (line.trim() === '') continue;
    const separator = line.indexOf(':');
    const kind = kindOfKey[line.slice(0, Math.max(separator, 0)).trim().toLowerCase()];
    if (kind === undefined) continue;
    const value = line.slice(separator + 1).trim();
    let found = 0;
    for (const [, name, address] of value.matchAll(mailbox)) {
      named.push({ kind, name: (name ?? '').replaceAll('"', '').trim(), address: address ?? '' });
      found++;
    }
    if (found === 0 && bareAddress.test(value)) {
      named.push({ kind, name: '', address: value });
      found++;
    }
    if (found === 0) unreadable++;
  }
  return { named, unreadable };
};
