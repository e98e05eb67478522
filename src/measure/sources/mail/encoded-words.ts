import iconv from 'iconv-lite';
import { decodeUnlabelled } from './header-fields.ts';

/** RFC 2047, with the language that RFC 2231 lets follow the character set. */
const encodedWord = /=\?([^?*\s]+)(?:\*[^?\s]*)?\?([BbQq])\?([^?]*)\?=/g;

const decidable = new Map<string, boolean>();

/**
 * Whether the platform's own decoder, which postal-mime uses, reads a character set of this name. Node 20's says
 * it reads windows-1252 (which Latin-1 and ASCII stand for) and takes it for Latin-1.
 */
const isReadByPlatform = (charset: string): boolean => {
  const known = decidable.get(charset);
  if (known !== undefined) return known;
  let isKnown: boolean;
  try {
    isKnown = new TextDecoder(charset).encoding !== 'windows-1252';
  } catch {
    isKnown = false;
  }
  if (decidable.size < 1000) decidable.set(charset, isKnown);
  return isKnown;
};

/** Writers of Latin-1 and ASCII meant windows-1252 wherever the two differ; the web's standard says so too. */
const webNameOf = (charset: string): string =>
  /^(?:iso[-_]?8859-?1|latin-?1|us-ascii|ascii|ansi_x3\.4-1968)$/i.test(charset) ? 'windows-1252' : charset;

const bytesOf = (encoding: string, text: string): Buffer => {
  if (encoding.toUpperCase() === 'B') return Buffer.from(text, 'base64');
  const bytes = text
    .replaceAll('_', ' ')
    .replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
};

/**
 * Rewrites encoded words in character sets that postal-mime does not decode well (UTF-7, the code pages of DOS
 * and Windows, `unknown-8bit`) as UTF-8 ones, and says how many were in no character set known at all.
 */
export const translateEncodedWords = (text: string): { readonly text: string; readonly unknown: number } => {
  if (!text.includes('=?')) return { text, unknown: 0 };
  let unknown = 0;
  const translated = text.replaceAll(
    encodedWord,
    (word, charset: string, encoding: string, encoded: string) => {
      if (isReadByPlatform(charset)) return word;
      const bytes = bytesOf(encoding, encoded);
      let decoded: string;
      if (iconv.encodingExists(charset)) decoded = iconv.decode(bytes, webNameOf(charset));
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
