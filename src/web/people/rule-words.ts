import type { PageText } from '../text/english.ts';
import type { Words } from '../text/words.ts';

const keys: Readonly<Record<string, keyof PageText>> = {
  'by-hand': 'rule.by-hand',
  'same-address': 'rule.same-address',
  mailmap: 'rule.mailmap',
  'same-mailbox': 'rule.same-mailbox',
  'same-name-and-handle': 'rule.same-name-and-handle',
  'same-name-and-domain': 'rule.same-name-and-domain',
  'only-bearer-of-name': 'rule.only-bearer-of-name',
};

/** Why two accounts were taken for one person, in a sentence. */
export const ruleWords = (words: Words, rule: string): string => {
  const key = keys[rule];
  return key === undefined ? rule : words.page(key);
};
