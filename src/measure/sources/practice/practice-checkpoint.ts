/**
 * Where a read of a practice log stands. Late events find their place among earlier ones, so a log written again may
 * differ anywhere: the bytes before the offset are known by their hash.
 */
export interface PracticeCheckpoint {
  readonly offset: number;
  readonly hash: string;
}

const version = 'practice1';

export const writePracticeCheckpoint = ({ offset, hash }: PracticeCheckpoint): string =>
  JSON.stringify([version, offset, hash]);

/** `null` where the text is no checkpoint of this version: the read then begins at the beginning. */
export const readPracticeCheckpoint = (text: string | null): PracticeCheckpoint | null => {
  try {
    const parts: unknown = JSON.parse(text ?? 'null');
    if (!Array.isArray(parts) || parts.length !== 3 || parts[0] !== version) return null;
    const [, offset, hash]: unknown[] = parts;
    if (typeof offset !== 'number' || !Number.isSafeInteger(offset) || offset < 0) return null;
    return typeof hash === 'string' ? { offset, hash } : null;
  } catch {
    return null;
  }
};
