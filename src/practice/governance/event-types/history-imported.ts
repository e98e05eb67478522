import { choice, fields, hexOf, integer, list, orNull, type Shape, text } from '../body-shape.ts';
import { eventType } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { importedItems } from '../tables.ts';

/** Something said or decided elsewhere. Whose it was is what the file says: nobody signed it here. */
export type ImportedItem = {
  readonly id: string;
  readonly kind: 'thread' | 'comment' | 'decision' | 'answer' | 'outcome';
  readonly by: string;
  readonly at: number;
  /** The thread or decision it belongs to. */
  readonly about: string | null;
  /** What it replies to. */
  readonly answers: string | null;
  readonly title: string;
  readonly text: string;
};

/** Brings what a community said and decided elsewhere; it is shown as such, and counts in nothing. */
export type HistoryImported = {
  /** The file it came from, by its hash: bringing it twice adds nothing. */
  readonly source: string;
  readonly items: readonly ImportedItem[];
};

const id = text(80, 1);

export const importedItemShape: Shape<ImportedItem> = fields<ImportedItem>({
  id,
  kind: choice('thread', 'comment', 'decision', 'answer', 'outcome'),
  by: text(120),
  at: integer(0, Number.MAX_SAFE_INTEGER),
  about: orNull(id),
  answers: orNull(id),
  title: text(300),
  text: text(20_000),
});

export const historyImported = eventType<HistoryImported>({
  type: 'history-imported',
  shape: fields<HistoryImported>({ source: hexOf(32), items: list(importedItemShape, 500) }),
  rules: [onlyMembersMayAct],
  transform: ({ state, person, at, body: { source, items } }) => {
    for (const item of items) {
      const key = `${source}/${item.id}`;
      if (importedItems.get(state, key) !== undefined) continue;
      importedItems.put(state, key, { ...item, broughtBy: person, broughtAt: at });
    }
  },
});
