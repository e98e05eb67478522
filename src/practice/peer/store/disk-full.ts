const codes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Whether something could not be written for lack of space, whichever way an engine wraps that. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error &&
  (codes.has((error as NodeJS.ErrnoException).code) ||
    /no space left|quota exceeded|file too large/i.test(error.message) ||
    isDiskFull(error.cause));
