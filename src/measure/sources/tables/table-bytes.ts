/**
 * The bytes of a text table: which letters they stand for, whether they are packed, and a mended copy where the
 * engine cannot read them as they are.
 */
import { isUtf8 } from 'node:buffer';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip, gunzipSync, constants as zlib } from 'node:zlib';
import iconv from 'iconv-lite';
import { makeTemporaryFolder, removeTemporaryFolder } from './temporary-folder.ts';

export type Packing = 'none' | 'gzip' | 'zstd';

/** UTF-8, with or without its mark, may have lines that are none; those are read as Windows-1252. */
export type Encoding = 'utf-8' | 'utf-8-marked' | 'utf-16le' | 'utf-16be';

const isWide = (encoding: Encoding): encoding is 'utf-16le' | 'utf-16be' => encoding.startsWith('utf-16');

/** The engine's own words. */
export const compressionOf: Readonly<Record<Packing, string>> = {
  none: 'uncompressed',
  gzip: 'gzip',
  zstd: 'zstd',
};

export const packingOf = (head: Buffer): Packing => {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  return head.length >= 4 && head.readUInt32LE(0) === 0xfd2fb528 ? 'zstd' : 'none';
};

export const encodingOf = (head: Buffer): Encoding => {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8-marked';
  // Without a mark: most letters of a table are ASCII, so every other byte is zero.
  const pairs = Math.floor(Math.min(head.length, 4096) / 2);
  let zeroFirst = 0;
  let zeroSecond = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (head[2 * pair] === 0) zeroFirst++;
    if (head[2 * pair + 1] === 0) zeroSecond++;
  }
  if (pairs > 1 && zeroSecond > pairs * 0.6 && zeroFirst === 0) return 'utf-16le';
  if (pairs > 1 && zeroFirst > pairs * 0.6 && zeroSecond === 0) return 'utf-16be';
  return 'utf-8';
};

/** The start of a file as it lies on disk. */
export const firstBytes = async (path: string, count: number): Promise<Buffer> => {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(count);
    const { bytesRead } = await file.read(buffer, 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

/** What can be unpacked of the start of a gzip file. */
export const unpackedStart = (head: Buffer): Buffer => {
  try {
    return gunzipSync(head, { finishFlush: zlib.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
};

/** A line as text: UTF-8, else Windows-1252. */
const textOfLine = (line: Buffer): string =>
  isUtf8(line) ? line.toString('utf8') : iconv.decode(line, 'win1252');

export const textOf = (bytes: Buffer, encoding: Encoding): string => {
  if (isWide(encoding)) return iconv.decode(bytes, encoding);
  if (isUtf8(bytes)) return bytes.toString('utf8').replace(/^\ufeff/, '');
  const lines: string[] = [];
  for (let start = 0; start <= bytes.length; ) {
    const end = bytes.indexOf(10, start);
    lines.push(textOfLine(bytes.subarray(start, end < 0 ? bytes.length : end)));
    start = end < 0 ? bytes.length + 1 : end + 1;
  }
  return lines.join('\n').replace(/^\ufeff/, '');
};

/** Binary files hold zeros or bytes no text has; UTF-16 is told before this is asked. */
export const isBinary = (head: Buffer): boolean => {
  let strange = 0;
  for (const byte of head) {
    if (byte === 0) return true;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) strange++;
  }
  return strange > head.length / 100;
};

export interface Mended {
  readonly path: string;
  /** Lines that are not UTF-8 and were read as Windows-1252. */
  readonly reencoded: { readonly count: number; readonly first: number };
  /** Lines left out because a quote in them is never closed. */
  readonly unclosed: { readonly count: number; readonly first: number };
  /** A packed file that breaks off; what could be unpacked up to the last whole line is there. */
  readonly isCutShort: boolean;
  release(): void;
}

/** A quoted cell may run over this many lines; one that runs on was never closed. */
const mostLinesOfCell = 200;

async function* unpackedChunks(
  path: string,
  packing: Packing,
  onCut: () => void,
): AsyncGenerator<Buffer, void, void> {
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  if (packing === 'none') {
    yield* file;
    return;
  }
  const gunzip = createGunzip();
  file.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of file.pipe(gunzip)) yield chunk as Buffer;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!code.startsWith('Z_')) throw error;
    onCut();
  } finally {
    file.destroy();
  }
}

/** Whether a packed file reaches its own end. Reads it once. */
export const isWholeGzip = async (path: string): Promise<boolean> => {
  let isWhole = true;
  const chunks = unpackedChunks(path, 'gzip', () => {
    isWhole = false;
  });
  while ((await chunks.next()).done !== true);
  return isWhole;
};

/** Whole lines, without their ends; the last one only where the file did not break off. */
async function* linesOf(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
  isCut: () => boolean,
): AsyncGenerator<Buffer, void, void> {
  const decoder = isWide(encoding) ? iconv.getDecoder(encoding) : null;
  const bytesOf = (text: string | undefined) => Buffer.from(text ?? '', 'utf8');
  let rest: Buffer = Buffer.alloc(0);
  let isAtMark = encoding === 'utf-8-marked';
  for await (const chunk of chunks) {
    const bytes = decoder === null ? chunk : bytesOf(decoder.write(chunk));
    const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    let start = isAtMark ? 3 : 0;
    isAtMark = false;
    for (let end = all.indexOf(10, start); end >= 0; end = all.indexOf(10, start)) {
      yield all.subarray(start, all[end - 1] === 13 && end > start ? end - 1 : end);
      start = end + 1;
    }
    rest = all.subarray(start);
  }
  if (decoder !== null) rest = Buffer.concat([rest, bytesOf(decoder.end())]);
  if (rest.length > 0 && !isCut()) yield rest.at(-1) === 13 ? rest.subarray(0, -1) : rest;
}

const quotesIn = (line: Buffer): number => {
  let count = 0;
  for (let at = line.indexOf(34); at >= 0; at = line.indexOf(34, at + 1)) count++;
  return count;
};

/**
 * Writes a copy the engine can read: UTF-8, one kind of line end, no quote left open, unpacked. Streams, so its
 * size is bounded by the disk only.
 */
export const mendTable = async (
  path: string,
  packing: Packing,
  encoding: Encoding,
  hasQuotes: boolean,
): Promise<Mended> => {
  const folder = makeTemporaryFolder();
  const copy = join(folder, 'table');
  const reencoded = { count: 0, first: 0 };
  const unclosed = { count: 0, first: 0 };
  let isCutShort = false;
  const note = (counter: { count: number; first: number }, line: number) => {
    if (counter.count === 0) counter.first = line;
    counter.count++;
  };

  async function* mendedLines(): AsyncGenerator<Buffer, void, void> {
    let number = 0;
    /** Lines since one that opened a quote. */
    let open: { readonly line: Buffer; readonly number: number }[] = [];
    const giveUp = function* () {
      // The line that opened the quote is at fault; those after it are lines of their own.
      note(unclosed, open[0]!.number);
      const waiting = open.slice(1);
      open = [];
      for (const { line, number } of waiting) yield* take(line, number);
    };
    const take = function* (line: Buffer, at: number): Generator<Buffer, void, void> {
      const isOdd = hasQuotes && quotesIn(line) % 2 === 1;
      if (open.length === 0 && !isOdd) {
        yield line;
        return;
      }
      open.push({ line, number: at });
      if (open.length > 1 && isOdd) {
        const whole = open.map((each) => each.line);
        open = [];
        yield* whole;
      } else if (open.length > mostLinesOfCell) yield* giveUp();
    };
    const chunks = unpackedChunks(path, packing, () => {
      isCutShort = true;
    });
    for await (const line of linesOf(chunks, encoding, () => isCutShort)) {
      number++;
      if (isUtf8(line)) yield* take(line, number);
      else {
        note(reencoded, number);
        yield* take(Buffer.from(textOfLine(line), 'utf8'), number);
      }
    }
    while (open.length > 0) yield* giveUp();
  }

  const lineEnd = Buffer.from('\n');
  async function* blocks(): AsyncGenerator<Buffer, void, void> {
    let held: Buffer[] = [];
    let size = 0;
    for await (const line of mendedLines()) {
      held.push(line, lineEnd);
      size += line.length + 1;
      if (size > 1 << 20) {
        yield Buffer.concat(held);
        held = [];
        size = 0;
      }
    }
    if (size > 0) yield Buffer.concat(held);
  }

  try {
    const out = createWriteStream(copy, { mode: 0o600 });
    await new Promise<void>((resolve, reject) => {
      const from = Readable.from(blocks(), { objectMode: true, highWaterMark: 1 });
      from.on('error', reject);
      out.on('error', reject);
      out.on('finish', resolve);
      from.pipe(out);
    });
  } catch (error) {
    removeTemporaryFolder(folder);
    throw error;
  }
  return { path: copy, reencoded, unclosed, isCutShort, release: () => removeTemporaryFolder(folder) };
};
