import iconv from 'iconv-lite';

/**
 * The few fields of a message's header that say who, with whom, when and in answer to what. Everything else,
 * the subject and blind copies first of all, is passed over unread: a blind copy is known to its sender alone.
 */

const wanted: ReadonlySet<string> = new Set([
  'auto-submitted',
  'cc',
  'content-type',
  'date',
  'delivered-to',
  'from',
  'in-reply-to',
  'list-id',
  'list-post',
  'mailing-list',
  'message-id',
  'precedence',
  'received',
  'references',
  'reply-to',
  'sender',
  'to',
  'x-autoreply',
  'x-beenthere',
  'x-gmail-labels',
  'x-mailing-list',
  'x-original-from',
]);
const longestName = 15;

/** Fields by lower-case name, unfolded, each char one byte of the header. */
export type HeaderFields = ReadonlyMap<string, readonly string[]>;

/** Reads a header block in which each char is one byte (latin1). Total: any text gives some fields. */
export const readHeader = (block: string): HeaderFields => {
  const fields = new Map<string, string[]>();
  let name: string | null = null;
  let valueAt = 0;
  let valueEnd = 0;
  const finish = (): void => {
    if (name === null) return;
    const raw = block.slice(valueAt, valueEnd);
    const value = (raw.includes('\n') ? raw.replaceAll(/\r?\n[ \t]*/g, ' ') : raw).trim();
    const known = fields.get(name);
    if (known === undefined) fields.set(name, [value]);
    else known.push(value);
    name = null;
  };
  for (let at = 0; at < block.length; ) {
    let end = block.indexOf('\n', at);
    if (end < 0) end = block.length;
    const first = block.charCodeAt(at);
    if (first === 0x20 || first === 0x09) valueEnd = end;
    else {
      finish();
      for (let i = at; i < end && i <= at + longestName + 2; i++) {
        if (block.charCodeAt(i) !== 0x3a) continue;
        const lower = block.slice(at, i).trimEnd().toLowerCase();
        if (wanted.has(lower)) {
          name = lower;
          valueAt = i + 1;
          valueEnd = end;
        }
        break;
      }
    }
    at = end + 1;
  }
  finish();
  return fields;
};

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const japanese = new TextDecoder('iso-2022-jp');

/** Text of bytes in no stated character set: UTF-8 where they are valid UTF-8, else Western European. */
export const decodeUnlabelled = (bytes: Uint8Array): string => {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    // Not the platform's decoder: Node 20's takes this character set for Latin-1.
    return iconv.decode(Buffer.from(bytes), 'windows-1252');
  }
};

/** Text of a field's value, which should be ASCII and often is not. */
export const decodeValue = (value: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ISO-2022-JP is told by its escape sequence.
  if (/\x1b[$(]/.test(value)) return japanese.decode(Buffer.from(value, 'latin1'));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: beyond ASCII is what is asked.
  return /[^\x00-\x7f]/.test(value) ? decodeUnlabelled(Buffer.from(value, 'latin1')) : value;
};
