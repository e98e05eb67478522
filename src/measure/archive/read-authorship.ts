/**
 * Who wrote which file, as the truck factor asks: for each file that still stands, every author with whether they
 * made it, how often they changed it, and how often others did (Avelino et al. 2016, eq. 1: FA, DL, AC).
 */
import type { Engine } from './engine.ts';

/** Files in compressed rows: the authors of file f are rows offsets[f] … offsets[f + 1). */
export interface Authorship {
  readonly fileCount: number;
  /** Length fileCount + 1. */
  readonly offsets: Uint32Array;
  /** Person index, ascending within a file. */
  readonly author: Uint32Array;
  /** FA: 1 where this author made the file. */
  readonly isFirstAuthor: Uint8Array;
  /** DL: changes by this author, the making included. */
  readonly deliveries: Uint32Array;
  /** AC: changes by everybody else. */
  readonly acceptances: Uint32Array;
}

const added = 0;
const deleted = 2;
const renamed = 3;

/** What is told of one file while its history is walked. */
interface History {
  firstAuthor: number;
  changes: number;
  readonly byAuthor: Map<number, number>;
}

/** Walks changes in the order they were made; a rename carries the history along, a deletion ends it. */
class Files {
  readonly #standing = new Map<number, History>();

  /** `author` is `null` where nobody who is measured made the change: the file moves, and nobody is credited. */
  change(path: number, status: number, previous: number | null, author: number | null): void {
    if (status === deleted) {
      this.#standing.delete(path);
      return;
    }
    let history = this.#standing.get(path);
    if (status === renamed && previous !== null) {
      const carried = this.#standing.get(previous);
      if (carried !== undefined) {
        this.#standing.delete(previous);
        history = carried;
      }
    }
    if (history === undefined) {
      // A file first met by a change was made before the history begins: nobody here is its first author.
      history = { firstAuthor: status === added ? (author ?? -1) : -1, changes: 0, byAuthor: new Map() };
    }
    this.#standing.set(path, history);
    if (author === null) return;
    history.changes++;
    history.byAuthor.set(author, (history.byAuthor.get(author) ?? 0) + 1);
  }

  compressed(): Authorship {
    const histories = [...this.#standing.values()].filter(({ byAuthor }) => byAuthor.size > 0);
    const offsets = new Uint32Array(histories.length + 1);
    for (const [f, { byAuthor }] of histories.entries()) offsets[f + 1] = offsets[f]! + byAuthor.size;
    const rows = offsets[histories.length]!;
    const author = new Uint32Array(rows);
    const isFirstAuthor = new Uint8Array(rows);
    const deliveries = new Uint32Array(rows);
    const acceptances = new Uint32Array(rows);
    let row = 0;
    for (const { firstAuthor, changes, byAuthor } of histories) {
      for (const [person, count] of [...byAuthor].sort(([a], [b]) => a - b)) {
        author[row] = person;
        isFirstAuthor[row] = person === firstAuthor ? 1 : 0;
        deliveries[row] = count;
        acceptances[row] = changes - count;
        row++;
      }
    }
    return { fileCount: histories.length, offsets, author, isFirstAuthor, deliveries, acceptances };
  }
}

/**
 * Reads the authorship of people who stand in `present`. What others did to a file moves or ends it, and counts
 * for nobody; a file that only they changed is left out.
 *
 * @returns `null` where the archive holds no changes of files
 */
export const readAuthorship = async (engine: Engine): Promise<Authorship | null> => {
  if ((await engine.number('SELECT count(*) FROM path_change')) === 0) return null;
  const files = new Files();
  // Acts are numbered as their source told them, a commit after those it builds on; clocks are not so reliable.
  const chunks = await engine.stream(`
    SELECT c.path, c.status, c.previous, p.person
    FROM path_change AS c LEFT JOIN act AS a ON a.id = c.act LEFT JOIN present AS p ON p.account = a.account
    ORDER BY c.act, c.rowid`);
  for await (const chunk of chunks) {
    const [paths, statuses, previous, persons] = chunk.getColumns() as (number | null)[][];
    for (let row = 0; row < chunk.rowCount; row++) {
      files.change(paths![row]!, statuses![row]!, previous![row] ?? null, persons![row] ?? null);
    }
  }
  return files.compressed();
};
