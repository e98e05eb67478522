import type { PathChange } from './commit-records.ts';

/** *Builds on* reaches this far back between the commits of two versions of a path. */
export const buildsOnDays = 90;
const buildsOnS = buildsOnDays * 86_400;

/** Versions of one path remembered side by side: more are seldom alive on parallel branches at once. */
const keptVersions = 16;
/** Paths remembered at once, at most about 100 MB. */
const keptPaths = 1 << 19;

interface Version {
  readonly account: number;
  readonly timeS: number;
  readonly content: number;
  older: Version | null;
}

/**
 * Who made which version of each path lately. A change built on whoever made the version it started from, so
 * parallel branches are not taken for one another's work; where that version came from a merge and nobody's
 * commit made it, on whoever changed the path last. Renames carry a path's versions along. The 90 days run
 * between committer dates, in which versions replace one another.
 */
export class PathVersions {
  /** Newest version of each path, least recently changed path first. */
  readonly #newest = new Map<string, Version>();

  /** The account whose version `change` started from, −1 where nobody's within 90 days is known. */
  authorBefore(change: PathChange, timeS: number): number {
    if (change.status === 'added' || change.status === 'deleted') return -1;
    const newest = this.#newest.get(change.previousPath ?? change.path);
    if (newest === undefined) return -1;
    let version: Version | null = newest;
    while (version !== null && version.content !== change.before) version = version.older;
    const found = version ?? newest;
    return Math.abs(timeS - found.timeS) <= buildsOnS ? found.account : -1;
  }

  record(change: PathChange, account: number, timeS: number): void {
    const { path, previousPath, status } = change;
    // A path that is gone here may live on in a parallel branch, so only time forgets it.
    if (status === 'deleted') return;
    const older = this.#newest.get(previousPath ?? path) ?? null;
    this.#newest.delete(path);
    this.#newest.set(path, { account, timeS, content: change.after, older });
    let last = older;
    for (let kept = 2; last !== null; kept++) {
      if (kept >= keptVersions) last.older = null;
      last = last.older;
    }
  }

  /** Forgets the paths that no commit from `earliestS` on can build on. */
  forget(earliestS: number): void {
    for (const [path, version] of this.#newest) {
      if (this.#newest.size <= keptPaths && version.timeS >= earliestS - buildsOnS) break;
      this.#newest.delete(path);
    }
  }
}
