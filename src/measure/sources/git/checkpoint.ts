/**
 * Where a read of a repository stands: commits whose ancestors are all done, and a fingerprint of `.mailmap`.
 * Since parents are read before their children, the done commits without done children say it all, in the
 * middle of an import as at its end.
 */
export interface Checkpoint {
  readonly mailmap: string;
  readonly hashes: readonly string[];
}

const version = 'git1';

export const writeCheckpoint = (checkpoint: Checkpoint): string =>
  [version, checkpoint.mailmap, ...checkpoint.hashes].join(' ');

/** `null` where the text is no checkpoint of this version: the read then begins at the beginning. */
export const readCheckpoint = (text: string | null): Checkpoint | null => {
  const [head, mailmap, ...hashes] = text?.split(' ') ?? [];
  if (head !== version || mailmap === undefined) return null;
  if (!hashes.every((hash) => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(hash))) return null;
  return { mailmap, hashes };
};
