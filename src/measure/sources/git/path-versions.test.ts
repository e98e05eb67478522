import { describe, expect, it } from 'vitest';
import type { PathChange } from './commit-records.ts';
import { PathVersions } from './path-versions.ts';

const dayS = 86_400;
const change = (
  path: string,
  before: number,
  after: number,
  extra: Partial<PathChange> = {},
): PathChange => ({
  path,
  previousPath: null,
  status: before === 0 ? 'added' : 'modified',
  before,
  after,
  ...extra,
});

describe('versions of paths', () => {
  it('lead from a change to whoever made the version it started from, not to a parallel one', () => {
    const versions = new PathVersions();
    versions.record(change('a', 0, 1), 10, 0);
    versions.record(change('a', 1, 2), 20, dayS);
    // Somebody on a branch that never saw version 2 starts from version 1.
    expect(versions.authorBefore(change('a', 1, 3), 2 * dayS)).toBe(10);
    expect(versions.authorBefore(change('a', 2, 4), 2 * dayS)).toBe(20);
  });

  it('lead to the last author where a merge made the version', () => {
    const versions = new PathVersions();
    versions.record(change('a', 0, 1), 10, 0);
    versions.record(change('a', 1, 2), 20, dayS);
    expect(versions.authorBefore(change('a', 99, 3), 2 * dayS)).toBe(20);
  });

  it('reach ninety days and no further', () => {
    const versions = new PathVersions();
    versions.record(change('a', 0, 1), 10, 0);
    expect(versions.authorBefore(change('a', 1, 2), 90 * dayS)).toBe(10);
    expect(versions.authorBefore(change('a', 1, 2), 90 * dayS + 1)).toBe(-1);
  });

  it('follow renames', () => {
    const versions = new PathVersions();
    versions.record(change('old', 0, 1), 10, 0);
    const moved = change('new', 1, 1, { status: 'renamed', previousPath: 'old' });
    expect(versions.authorBefore(moved, dayS)).toBe(10);
    versions.record(moved, 20, dayS);
    expect(versions.authorBefore(change('new', 1, 2), dayS)).toBe(20);
  });

  it('are nobody’s for a path that is new, and deleting builds on nobody', () => {
    const versions = new PathVersions();
    versions.record(change('a', 0, 1), 10, 0);
    expect(versions.authorBefore(change('a', 0, 2), dayS)).toBe(-1);
    expect(versions.authorBefore(change('a', 1, 0, { status: 'deleted' }), dayS)).toBe(-1);
  });

  it('are forgotten when no later commit can build on them, and not before', () => {
    const versions = new PathVersions();
    versions.record(change('a', 0, 1), 10, 0);
    versions.record(change('b', 0, 2), 20, 10 * dayS);
    versions.forget(90 * dayS);
    expect(versions.authorBefore(change('a', 1, 3), 90 * dayS)).toBe(10);
    versions.forget(91 * dayS);
    expect(versions.authorBefore(change('a', 1, 3), 90 * dayS)).toBe(-1);
    expect(versions.authorBefore(change('b', 2, 3), 91 * dayS)).toBe(20);
  });

  it('stay few for one path, however often it changes', () => {
    const versions = new PathVersions();
    for (let i = 0; i < 1000; i++) versions.record(change('a', i, i + 1), i, i);
    expect(versions.authorBefore(change('a', 990, 0), 1000)).toBe(989);
    // Too old a version to be remembered: the last author stands in.
    expect(versions.authorBefore(change('a', 10, 0), 1000)).toBe(999);
  });
});
