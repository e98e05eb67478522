import { createHash } from 'node:crypto';
import type { MailFile } from './list-mail-files.ts';

/**
 * Where a read of a folder of messages stands. Files are read by name, in passes: a pass reads what changed
 * since `sinceNs` and, while it lasts, has done the names up to `mark` among what had changed by `untilNs`.
 * Names stay out of it: those of `.eml` files are subjects as a rule.
 */
export interface MailFilesCheckpoint {
  /** The folder itself, so that another one in its place is read anew. */
  readonly folder: string;
  readonly sinceNs: bigint;
  readonly untilNs: bigint;
  /** Fingerprint of the last name done. */
  readonly mark: string;
  readonly lists: readonly string[];
}

const version = 'mail-files1';

export const markOfName = (file: MailFile): string =>
  createHash('sha256').update(file.name).digest('base64url').slice(0, 22);

export const writeMailFilesCheckpoint = (checkpoint: MailFilesCheckpoint): string =>
  JSON.stringify([
    version,
    checkpoint.folder,
    String(checkpoint.sinceNs),
    String(checkpoint.untilNs),
    checkpoint.mark,
    checkpoint.lists,
  ]);

/** `null` where the text is no checkpoint of this version: the read then begins at the beginning. */
export const readMailFilesCheckpoint = (text: string | null): MailFilesCheckpoint | null => {
  let parts: unknown;
  try {
    parts = JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts.length !== 6 || parts[0] !== version) return null;
  const [, folder, since, until, mark, lists]: unknown[] = parts;
  if (typeof folder !== 'string' || typeof mark !== 'string' || !Array.isArray(lists)) return null;
  if (!lists.every((list): list is string => typeof list === 'string')) return null;
  if (typeof since !== 'string' || typeof until !== 'string') return null;
  if (!/^\d{1,30}$/.test(since) || !/^\d{1,30}$/.test(until)) return null;
  return { folder, sinceNs: BigInt(since), untilNs: BigInt(until), mark, lists };
};

/** A clock set back by less than this hides no file: what changed so shortly before the end is read again. */
const marginNs = 86_400_000_000_000n;

/** What a pass still has to read of `files`, which are sorted by name, and when the pass begins and ends. */
export const filesToRead = (
  files: readonly MailFile[],
  earlier: MailFilesCheckpoint | null,
): { readonly files: readonly MailFile[]; readonly sinceNs: bigint; readonly untilNs: bigint } => {
  let untilNs = earlier?.untilNs ?? 0n;
  for (const file of files) if (file.changedNs > untilNs) untilNs = file.changedNs;
  if (earlier === null) return { files, sinceNs: 0n, untilNs };
  const { sinceNs } = earlier;
  // The name may be gone: then nothing of the pass counts as done.
  const doneUpTo =
    earlier.mark === '' ? -1 : files.findLastIndex((file) => markOfName(file) === earlier.mark);
  return {
    files: files.filter(
      (file, i) => file.changedNs >= sinceNs && (i > doneUpTo || file.changedNs > earlier.untilNs),
    ),
    sinceNs,
    untilNs,
  };
};

/** Where the next pass begins, once one is done. */
export const nextSince = (sinceNs: bigint, untilNs: bigint): bigint => {
  const next = untilNs - marginNs;
  return next > sinceNs ? next : sinceNs;
};
