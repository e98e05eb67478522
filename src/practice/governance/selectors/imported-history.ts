import type { CommunityState } from '../state.ts';
import { type ImportedRow, importedItems } from '../tables.ts';
import { type NamedPerson, namedPerson } from './named-person.ts';

export interface ShownImported {
  readonly id: string;
  readonly kind: ImportedRow['kind'];
  /** As the file named them; empty where it did not. */
  readonly by: string;
  readonly at: number;
  readonly title: string;
  readonly text: string;
}

/** A thread or decision from elsewhere, with all that belongs to it in order of time. */
export interface ImportedMatter extends ShownImported {
  readonly broughtBy: NamedPerson;
  readonly entries: readonly (ShownImported & { readonly answers: string | null })[];
}

const shown = (key: string, { kind, by, at, title, text }: ImportedRow): ShownImported => ({
  ...{ id: key, kind, by, at, title, text },
});

/** What was said and decided elsewhere and brought here, the newest first; with words, what every word is in. */
export const importedHistory = (state: CommunityState, words = ''): readonly ImportedMatter[] => {
  const entries = new Map<string, [string, ImportedRow][]>();
  const rows = [...importedItems.all(state)];
  const isMatter = ({ kind }: ImportedRow) => kind === 'thread' || kind === 'decision';
  for (const [key, row] of rows) {
    const source = key.slice(0, key.indexOf('/'));
    const about = isMatter(row) || row.about === null ? key : `${source}/${row.about}`;
    if (!isMatter(row)) entries.set(about, [...(entries.get(about) ?? []), [key, row]]);
  }
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean);
  const matters = rows
    .filter(([key, row]) => isMatter(row) || entries.get(key)?.[0]?.[0] === key)
    .map(([key, row]): ImportedMatter => {
      const theirs = (isMatter(row) ? (entries.get(key) ?? []) : []).sort(
        ([a, x], [b, y]) => x.at - y.at || (a < b ? -1 : 1),
      );
      return {
        ...shown(key, row),
        broughtBy: namedPerson(state, row.broughtBy),
        entries: theirs.map(([id, entry]) => ({ ...shown(id, entry), answers: entry.answers })),
      };
    })
    .filter((matter) => {
      const said = [matter, ...matter.entries]
        .map((each) => `${each.title}\n${each.text}\n${each.by}`)
        .join('\n');
      return asked.every((word) => said.toLowerCase().includes(word));
    });
  return matters.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
};
