import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { type Result, refuse, succeed } from '../../base/result.ts';
import { type Signer, signerFromSeed } from '../events/signature.ts';
import { personScalar } from './decisions/group.ts';

const wordCount = 24;

/** The 24 words (BIP-39, English) of 32 random bytes handed in. */
export const phraseOf = (entropy: Uint8Array): string => {
  if (entropy.length !== 32) throw new Error(`phraseOf: expected 32 bytes, but got ${entropy.length}`);
  return entropyToMnemonic(entropy, wordlist);
};

/**
 * The person a phrase stands for. Case and spacing do not matter. Refuses `phrase-length`, `phrase-word` (which
 * word, from 1) or `phrase-checksum`.
 */
export const personFromPhrase = (said: string): Result<Signer> => {
  const words = said.normalize('NFKD').toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length !== wordCount) return refuse('phrase-length', { count: words.length });
  const wrong = words.findIndex((word) => !wordlist.includes(word));
  if (wrong >= 0) return refuse('phrase-word', { place: wrong + 1 });
  try {
    return succeed(signerFromSeed(mnemonicToEntropy(words.join(' '), wordlist)));
  } catch {
    return refuse('phrase-checksum');
  }
};

/** What signs this person's anonymous ballots, from a phrase that `personFromPhrase` took. */
export const ballotSecretOf = (phrase: string): bigint =>
  personScalar(
    mnemonicToEntropy(
      phrase.normalize('NFKD').toLowerCase().split(/\s+/).filter(Boolean).join(' '),
      wordlist,
    ),
  );
