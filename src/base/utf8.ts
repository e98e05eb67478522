/**
 * Text to bytes and back, strictly (RFC 3629): what is not well formed is told, never repaired, so that one text
 * has one form on every machine.
 */

/** The UTF-8 bytes of a text; `null` where it holds half a surrogate pair. */
export const utf8Bytes = (text: string): Uint8Array | null => {
  const bytes = new Uint8Array(text.length * 3);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    let point = text.charCodeAt(i);
    if (point < 0x80) {
      bytes[at++] = point;
      continue;
    }
    if (point < 0x800) {
      bytes[at++] = 0xc0 | (point >> 6);
      bytes[at++] = 0x80 | (point & 63);
      continue;
    }
    if (point >= 0xd800 && point < 0xe000) {
      const low = text.charCodeAt(++i);
      if (point >= 0xdc00 || !(low >= 0xdc00 && low < 0xe000)) return null;
      point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
      bytes[at++] = 0xf0 | (point >> 18);
      bytes[at++] = 0x80 | ((point >> 12) & 63);
    } else bytes[at++] = 0xe0 | (point >> 12);
    bytes[at++] = 0x80 | ((point >> 6) & 63);
    bytes[at++] = 0x80 | (point & 63);
  }
  return bytes.slice(0, at);
};

/** As many characters as one call takes without exhausting the stack. */
const atOnce = 4096;

const asciiText = (bytes: Uint8Array, from: number, until: number): string => {
  let text = '';
  for (let at = from; at < until; at += atOnce) {
    text += String.fromCharCode.apply(null, bytes.subarray(at, Math.min(until, at + atOnce)) as never);
  }
  return text;
};

/** The text of UTF-8 bytes [from, until); `null` where they are not well-formed UTF-8. */
export const utf8Text = (bytes: Uint8Array, from = 0, until = bytes.length): string | null => {
  let at = from;
  while (at < until && bytes[at]! < 0x80) at++;
  let text = asciiText(bytes, from, at);
  while (at < until) {
    const first = bytes[at++]!;
    if (first < 0x80) {
      text += String.fromCharCode(first);
      continue;
    }
    const more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    if (first < 0xc2 || first > 0xf4 || at + more > until) return null;
    let point = first & (more === 3 ? 7 : more === 2 ? 15 : 31);
    for (let i = 0; i < more; i++) {
      const next = bytes[at++]!;
      if ((next & 0xc0) !== 0x80) return null;
      point = (point << 6) | (next & 63);
    }
    const isOverlong = point < (more === 3 ? 0x10000 : more === 2 ? 0x800 : 0x80);
    if (isOverlong || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return null;
    text += String.fromCodePoint(point);
  }
  return text;
};
