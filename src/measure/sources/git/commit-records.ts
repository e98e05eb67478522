/**
 * What `git diff-tree --stdin -z --raw` prints with `recordFormat`, taken apart byte by byte. Fields end with
 * NUL, which no name, trailer or path can hold, and each field is known by its place, so nothing inside one can
 * be mistaken for another. Total on any bytes: what does not fit is skipped to the next record and counted.
 */

export interface PathChange {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed';
  /** First 28 bits of the file's object id before and after: which version the change started from and made. */
  readonly before: number;
  readonly after: number;
}

export interface CommitRecord {
  readonly hash: string;
  /** As git stores it: decimal seconds, empty where git could read none. */
  readonly authorTime: string;
  readonly committerTime: string;
  /** Name, address, mapped name, mapped address; NUL between them, one character a byte. */
  readonly author: string;
  readonly committer: string;
  /** One `Key: value` a line, one character a byte. */
  readonly trailers: string;
  readonly changes: readonly PathChange[];
}

export const trailerKeys = [
  'Co-authored-by',
  'Reviewed-by',
  'Tested-by',
  'Acked-by',
  'Suggested-by',
  'Reported-by',
] as const;

export const recordFormat = `tformat:%x01${[
  '%H',
  '%at',
  '%ct',
  ...['%an', '%ae', '%aN', '%aE'],
  ...['%cn', '%ce', '%cN', '%cE'],
  `%(trailers:only,unfold,${trailerKeys.map((key) => `key=${key}`).join(',')})`,
].join('%x00')}`;

const headerFields = 12;
const marker = 0x01;
const colon = 0x3a;
const lineFeed = 0x0a;

/** A field longer than this is no commit's; it is skipped instead of gathered. */
const longestUnit = 64 * 1024 * 1024;

const isWide = /[\x80-\xff]/;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');

/** Text of bytes given one character each: UTF-8 where they are valid UTF-8, else Windows-1252. */
export const decodeText = (bytes: string): { readonly text: string; readonly isUtf8: boolean } => {
  if (!isWide.test(bytes)) return { text: bytes, isUtf8: true };
  const buffer = Buffer.from(bytes, 'latin1');
  try {
    return { text: strictUtf8.decode(buffer), isUtf8: true };
  } catch {
    return { text: windows1252.decode(buffer), isUtf8: false };
  }
};

const hexDigit = (byte: number): number =>
  byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : byte >= 0x61 && byte <= 0x66 ? byte - 0x57 : -1;

const versionAt = (bytes: Buffer, from: number): number => {
  let version = 0;
  for (let i = from; i < from + 7; i++) version = (version << 4) | (hexDigit(bytes[i] ?? 0) & 15);
  return version;
};

const statuses: Readonly<Record<number, PathChange['status']>> = {
  65: 'added', // A
  67: 'added', // C
  68: 'deleted', // D
  77: 'modified', // M
  82: 'renamed', // R
  84: 'modified', // T
  85: 'modified', // U
};

export class CommitRecords {
  #rest: Buffer = Buffer.alloc(0);
  #header: Omit<CommitRecord, 'changes'> | null = null;
  #changes: PathChange[] = [];
  #isSkipping = false;
  #ready: CommitRecord[] = [];
  #unreadable = 0;

  /** Takes the next bytes; they may end anywhere. */
  push(chunk: Buffer): void {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    let at = 0;
    for (;;) {
      const next = this.#unit(bytes, at);
      if (next < 0) break;
      at = next;
    }
    this.#rest = at === bytes.length ? Buffer.alloc(0) : Buffer.from(bytes.subarray(at));
    if (this.#rest.length > longestUnit) {
      this.#rest = Buffer.alloc(0);
      this.#skip();
    }
  }

  /**
   * Ends the input. `isWhole` says whether git ended well: if not, a record that was cut off in the middle of
   * a field is not given out, so that it can be read again.
   */
  end(isWhole: boolean): void {
    const isCut = this.#rest.length > 0;
    if (isCut && isWhole) this.#unreadable++;
    this.#rest = Buffer.alloc(0);
    if (isCut && !isWhole) this.#header = null;
    this.#finish();
  }

  /** Records complete so far, once each. */
  take(): CommitRecord[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  get waiting(): number {
    return this.#ready.length;
  }

  /** Pieces that were no part of any record, since last asked. */
  takeUnreadable(): number {
    const count = this.#unreadable;
    this.#unreadable = 0;
    return count;
  }

  #finish(): void {
    if (this.#header !== null) this.#ready.push({ ...this.#header, changes: this.#changes });
    this.#header = null;
    this.#changes = [];
  }

  #skip(): void {
    if (!this.#isSkipping) this.#unreadable++;
    this.#isSkipping = true;
  }

  /** Reads one header or one change that starts at `start`; gives where the next starts, −1 to wait for more. */
  #unit(bytes: Buffer, start: number): number {
    if (start >= bytes.length) return -1;
    const first = bytes[start];
    if (first === marker) return this.#readHeader(bytes, start);
    let at = start;
    if (first === lineFeed) at++;
    const end = bytes.indexOf(0, at);
    if (end < 0) return -1;
    if (bytes[at] === colon && this.#header !== null && !this.#isSkipping) {
      return this.#readChange(bytes, at, end);
    }
    this.#skip();
    return end + 1;
  }

  #readHeader(bytes: Buffer, start: number): number {
    const ends: number[] = [];
    for (let at = start + 1; ends.length < headerFields; at = ends[ends.length - 1]! + 1) {
      const end = bytes.indexOf(0, at);
      if (end < 0) return -1;
      if (ends.length === 0 && !this.#isHash(bytes, at, end)) {
        this.#skip();
        return end + 1;
      }
      ends.push(end);
    }
    this.#finish();
    this.#isSkipping = false;
    const field = (from: number, to = from) =>
      bytes.toString('latin1', from === 0 ? start + 1 : ends[from - 1]! + 1, ends[to]!);
    this.#header = {
      hash: field(0),
      authorTime: field(1),
      committerTime: field(2),
      author: field(3, 6),
      committer: field(7, 10),
      trailers: field(11),
    };
    return ends[headerFields - 1]! + 1;
  }

  #isHash(bytes: Buffer, start: number, end: number): boolean {
    if (end - start !== 40 && end - start !== 64) return false;
    for (let i = start; i < end; i++) if (hexDigit(bytes[i] ?? 0) < 0) return false;
    return true;
  }

  /** `:100644 100644 <before> <after> R087`, then one path, or two for a rename. */
  #readChange(bytes: Buffer, start: number, end: number): number {
    const width = this.#header?.hash.length ?? 0;
    const before = start + 15;
    const after = before + width + 1;
    const letter = after + width + 1;
    const status = end > letter ? statuses[bytes[letter] ?? 0] : undefined;
    if (status === undefined) {
      this.#skip();
      return end + 1;
    }
    const pathEnd = bytes.indexOf(0, end + 1);
    if (pathEnd < 0) return -1;
    let path = bytes.toString('latin1', end + 1, pathEnd);
    let previousPath: string | null = null;
    let next = pathEnd + 1;
    if (bytes[letter] === 82 || bytes[letter] === 67) {
      const secondEnd = bytes.indexOf(0, next);
      if (secondEnd < 0) return -1;
      if (status === 'renamed') previousPath = decodeText(path).text;
      path = bytes.toString('latin1', next, secondEnd);
      next = secondEnd + 1;
    }
    this.#changes.push({
      path: decodeText(path).text,
      previousPath,
      status,
      before: versionAt(bytes, before),
      after: versionAt(bytes, after),
    });
    return next;
  }
}
