import type { Words } from '../../text/words.ts';

/** How many have answered, where that is told. @param answered `null` while an anonymous decision is open */
export const answeredWords = (words: Words, answered: number | null, eligible: number): string =>
  answered === null
    ? words.page('decide.answered-unseen', { eligible })
    : words.page('decide.answered', { answered, eligible });
