import iconv from 'iconv-lite';
import { decodeUnlabelled } from './header-fields.ts';

/** RFC 2047, with the language that RFC 2231 lets follow the character set. */
const encodedWord = /=\?([^?*\s]+)(?:\*[^?\s]*)?\?([BbQq])\?([^?]*)\?=/g;

const decidable = new Map<string, boolean>();

/** Whether the platform's own decoder, which postal-mime uses, knows a character set by this name. */
const isKnownToPlatform = (charset: string): boolean => {
  const known = decidable.get(charset);
  if (known !== undefined) return known;
  let isKnown = true;
  try {
    new TextDecoder(charset);
  } catch {
    isKnown = false;
  }
  if (decidable.size < 1000) decidable.set(charset, isKnown);
  return isKnown;
};

const bytesOf = (encoding: string, text: string): Buffer => {
  if (encoding.toUpperCase() === 'B') return Buffer.from(text, 'base64');
  const bytes = text
    .replaceAll('_', ' ')
    .replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
};

/**
 * Rewrites encoded words in character sets that postal-mime cannot decode (UTF-7, the code pages of DOS,
 * `unknown-8bit`) as UTF-8 ones, and says how many were in no character set known at all.
 */
export const translateEncodedWords = (text: string): { readonly text: string; readonly unknown: number } => {
  if (!text.includes('=?')) return { text, unknown: 0 };
  let unknown = 0;
  const translated = text.replaceAll(
    encodedWord,
    (word, charset: string, encoding: string, encoded: string) => {
      if (isKnownToPlatform(charset)) return word;
      const bytes = bytesOf(encoding, encoded);
      let decoded: string;
      if (iconv.encodingExists(charset)) decoded = iconv.decode(bytes, charset);
      else {
        decoded = decodeUnlabelled(bytes);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: beyond ASCII is what is asked.
        if (/[^\x00-\x7f]/.test(decoded)) unknown++;
      }
      return `=?utf-8?B?${Buffer.from(decoded, 'utf8').toString('base64')}?=`;
    },
  );
  return { text: translated, unknown };
};
