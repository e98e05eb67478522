/**
 * Two readable words in place of a name: a keyed hash (HMAC-SHA-256) of the person's id. Without the key nobody can
 * tell who is meant, nor test a guess; with a fresh key the same people get unrelated words.
 */
import { createHmac } from 'node:crypto';
import { adjectives, nouns } from './pseudonym-words.ts';

/** `quiet-otter`: the pseudonym of an id under a key; `attempt` > 0 gives the next ones, for collisions. */
export const pseudonym = (key: string, personId: string, attempt = 0): string => {
  const digest = createHmac('sha256', key).update(`${attempt}\u0000${personId}`).digest();
  const adjective = adjectives[digest.readUInt32BE(0) % adjectives.length];
  const noun = nouns[digest.readUInt32BE(4) % nouns.length];
  return `${adjective}-${noun}`;
};

/** Attempts before a number is added to the words: there are 65,536 pairs of words. */
const mostAttempts = 32;

/**
 * Different words for different people. Who was met earlier chooses first, so that nobody's words change when
 * others arrive.
 *
 * @param personIds ids in the order in which people were met
 * @returns id → pseudonym
 */
export const pseudonyms = (key: string, personIds: readonly string[]): ReadonlyMap<string, string> => {
  const taken = new Set<string>();
  const given = new Map<string, string>();
  for (const id of personIds) {
    let words = pseudonym(key, id);
    for (let attempt = 1; taken.has(words) && attempt < mostAttempts; attempt++) {
      words = pseudonym(key, id, attempt);
    }
    const first = words;
    for (let number = 2; taken.has(words); number++) words = `${first}-${number}`;
    taken.add(words);
    given.set(id, words);
  }
  return given;
};
