import { createHash } from 'node:crypto';
import type { MboxHeader } from './split-mbox.ts';

/**
 * Where a read of an mbox stands: at the `From ` line of the last message read, which a file that merely grew
 * still has there. Lists learnt on the way go with it.
 */
export interface MboxCheckpoint {
  readonly offset: number;
  /** Fingerprint of the last message read, empty where there was none yet. */
  readonly mark: string;
  readonly lists: readonly string[];
}

const version = 'mbox1';

export const writeMboxCheckpoint = ({ offset, mark, lists }: MboxCheckpoint): string =>
  JSON.stringify([version, offset, mark, lists]);

/** `null` where the text is no checkpoint of this version: the read then begins at the beginning. */
export const readMboxCheckpoint = (text: string | null): MboxCheckpoint | null => {
  let parts: unknown;
  try {
    parts = JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts.length !== 4 || parts[0] !== version) return null;
  const [, offset, mark, lists]: unknown[] = parts;
  if (typeof offset !== 'number' || !Number.isSafeInteger(offset) || offset < 0) return null;
  if (typeof mark !== 'string' || !Array.isArray(lists)) return null;
  return lists.every((list): list is string => typeof list === 'string') ? { offset, mark, lists } : null;
};

/**
 * Tells a message from another at the same place. Of the lines that stay: readers of mail rewrite their status
 * lines in place.
 */
export const markOf = (message: MboxHeader): string => {
  const lines = message.header.match(/^(?:from|date|message-id|received)[ \t]*:.*$/gim) ?? [];
  return createHash('sha256').update(lines.join('\n'), 'latin1').digest('base64url').slice(0, 22);
};
