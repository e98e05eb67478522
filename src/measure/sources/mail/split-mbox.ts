import {
  isDatedSeparator,
  isHeaderLine,
  isPatchLine,
  isUndatedSeparator,
  separatorDate,
} from './separator-line.ts';

/**
 * Finds the messages of an mbox in a stream of chunks, wherever these are cut. Only header blocks are turned into
 * text; bodies are searched for the next separator as bytes and never decoded.
 *
 * A message begins with a `From ` line at the start of the file or after an empty line, that ends in a date or
 * is followed by a header field. Writers quote such lines in bodies as `>From `, so nothing else is one.
 */

export interface MboxHeader {
  /** Offset of the `From ` line. */
  readonly start: number;
  /** The header block, each char one byte. */
  readonly header: string;
  /** Date of the `From ` line, `null` where it has none. */
  readonly separatorMs: number | null;
  /** The header block does not end: the input does, or the next message begins inside it. */
  readonly isCut: boolean;
  /** The header block was longer than any header is, and was left where that showed. */
  readonly isTooLong: boolean;
}

const longestSeparator = 1000;
const longestHeader = 4 * 1024 * 1024;
/** What a search must see again when more bytes come: an empty line before, `\nFrom` cut before its space. */
const kept = 8;

const separatorStart = Buffer.from('\nFrom ', 'latin1');
const newline = 0x0a;
const carriageReturn = 0x0d;

type State = 'beginning' | 'header' | 'body';

export class MboxSplitter {
  /** Where bytes are gathered, used again and again: the chunks themselves are never kept. */
  #space: Buffer = Buffer.alloc(0);
  #held: Buffer = this.#space;
  /** Offset in the input of the first byte held. */
  #base: number;
  #state: State = 'beginning';
  /** Where the search goes on, relative to the held bytes. */
  #at = 0;
  #messageStart = 0;
  #headerStart = 0;
  #separatorMs: number | null = null;
  #isPatch: boolean | null = null;
  #hasBegun = false;
  #doubtful = 0;
  #firstDoubtful = 0;

  /** `offset` is where the first chunk begins: 0, or the `From ` line of a message. */
  constructor(offset = 0) {
    this.#base = offset;
  }

  /** Messages whose headers end within the bytes pushed so far. `isLast` says that nothing follows. */
  push(chunk: Buffer, isLast: boolean): MboxHeader[] {
    this.#take(chunk);
    const found: MboxHeader[] = [];
    let goesOn = true;
    while (goesOn) {
      if (this.#state === 'beginning') goesOn = this.#begin(isLast);
      else if (this.#state === 'body') goesOn = this.#searchBody(isLast);
      else goesOn = this.#readHeader(isLast, found);
    }
    return found;
  }

  /** Whether the input begins with a message, as every mbox does. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Lines counted since last asked that look like a message's first but follow no empty line. */
  takeDoubtful(): { readonly count: number; readonly first: number } {
    const seen = { count: this.#doubtful, first: this.#firstDoubtful };
    this.#doubtful = 0;
    return seen;
  }

  #take(chunk: Buffer): void {
    const length = this.#held.length + chunk.length;
    if (length > this.#space.length) {
      this.#space = Buffer.allocUnsafe(2 * length);
      this.#held.copy(this.#space);
    }
    chunk.copy(this.#space, this.#held.length);
    this.#held = this.#space.subarray(0, length);
  }

  /** Drops held bytes before `from`. */
  #keepFrom(from: number): void {
    this.#base += from;
    this.#space.copyWithin(0, from, this.#held.length);
    this.#held = this.#space.subarray(0, this.#held.length - from);
    this.#at -= from;
    this.#messageStart -= from;
    this.#headerStart -= from;
  }

  #begin(isLast: boolean): boolean {
    const held = this.#held;
    let at = this.#at;
    // A byte order mark, empty lines.
    while (at < held.length && [0xef, 0xbb, 0xbf, newline, carriageReturn, 0x20].includes(held[at]!)) at++;
    this.#at = at;
    if (held.length - at < 5 && !isLast) {
      this.#keepFrom(at);
      return false;
    }
    if (held.toString('latin1', at, at + 5) !== 'From ') {
      this.#state = 'body';
      return true;
    }
    const verdict = this.#judge(at, isLast);
    if (verdict === 'unknown') return false;
    if (verdict === 'no') this.#state = 'body';
    else this.#hasBegun = true;
    return true;
  }

  #searchBody(isLast: boolean): boolean {
    const held = this.#held;
    const at = held.indexOf(separatorStart, this.#at);
    if (at < 0) {
      const from = Math.max(0, held.length - kept);
      this.#at = Math.max(this.#at, from);
      this.#keepFrom(from);
      return false;
    }
    const isAfterEmptyLine =
      at === 0 ||
      held[at - 1] === newline ||
      (held[at - 1] === carriageReturn && (at === 1 || held[at - 2] === newline));
    const verdict = this.#judge(at + 1, isLast, isAfterEmptyLine);
    if (verdict === 'unknown') {
      this.#at = at;
      this.#keepFrom(Math.max(0, at - 3));
      return false;
    }
    if (verdict === 'no') this.#at = at + 1;
    return true;
  }

  /** Whether a message begins at a `From ` line; if so the state moves on to its header. */
  #judge(start: number, isLast: boolean, isAfterEmptyLine = true): 'yes' | 'no' | 'unknown' {
    const held = this.#held;
    const lineEnd = held.indexOf(newline, start);
    // A last line without an end is no message yet: it comes whole when the file has grown.
    if (lineEnd < 0) return isLast || held.length - start > longestSeparator ? 'no' : 'unknown';
    if (lineEnd - start > longestSeparator) return 'no';
    const line = held.toString('latin1', start, lineEnd);
    const isDated = isDatedSeparator(line);
    if (!isDated && !isUndatedSeparator(line)) return 'no';
    if (!isDated || !isAfterEmptyLine) {
      let nextEnd = held.indexOf(newline, lineEnd + 1);
      if (nextEnd < 0) {
        if (!isLast && held.length - lineEnd <= longestSeparator) return 'unknown';
        nextEnd = held.length;
      }
      const next = held.toString('latin1', lineEnd + 1, Math.min(nextEnd, lineEnd + 1 + longestSeparator));
      if (!isHeaderLine(next)) return 'no';
      if (!isAfterEmptyLine) {
        if (isDated && !isPatchLine(line)) {
          if (this.#doubtful === 0) this.#firstDoubtful = this.#base + start;
          this.#doubtful++;
        }
        return 'no';
      }
    }
    // Patches begin messages only in a file of patches, where one follows another from the first line on.
    const isPatch = isPatchLine(line);
    if (isPatch && this.#isPatch === false) return 'no';
    this.#isPatch = isPatch;
    this.#separatorMs = separatorDate(line);
    this.#messageStart = start;
    this.#headerStart = lineEnd + 1;
    this.#at = lineEnd + 1;
    this.#state = 'header';
    return 'yes';
  }

  #readHeader(isLast: boolean, found: MboxHeader[]): boolean {
    const held = this.#held;
    for (;;) {
      const at = this.#at;
      const first = held[at];
      if (first === newline || (first === carriageReturn && held[at + 1] === newline)) {
        found.push(this.#message(at, { isCut: false, isTooLong: false }));
        return true;
      }
      const end = held.indexOf(newline, at);
      if (end < 0) break;
      // A message that was cut off while it was written, and the next one right behind it.
      if (first === 0x46 && end - at <= longestSeparator) {
        const line = held.toString('latin1', at, end);
        if (line.startsWith('From ') && isDatedSeparator(line) && !isPatchLine(line)) {
          found.push(this.#message(at, { isCut: true, isTooLong: false }));
          this.#judge(at, isLast);
          return true;
        }
      }
      this.#at = end + 1;
    }
    if (held.length - this.#headerStart > longestHeader) {
      found.push(this.#message(this.#at, { isCut: false, isTooLong: true }));
      return true;
    }
    if (isLast) {
      found.push(this.#message(held.length, { isCut: true, isTooLong: false }));
      this.#at = held.length;
      return false;
    }
    this.#keepFrom(this.#messageStart);
    return false;
  }

  #message(end: number, flaw: { readonly isCut: boolean; readonly isTooLong: boolean }): MboxHeader {
    // The line break that ends the header also ends an empty line: the next `From ` may follow at once.
    this.#at = this.#held[end] === carriageReturn ? end + 1 : end;
    this.#state = 'body';
    return {
      start: this.#base + this.#messageStart,
      header: this.#held.toString('latin1', this.#headerStart, end),
      separatorMs: this.#separatorMs,
      ...flaw,
    };
  }
}
