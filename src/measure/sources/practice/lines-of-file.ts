import { type BytesEnd, bytesOf } from '../mail/file-bytes.ts';

/** A line, its end included. */
export interface FileLine {
  readonly bytes: Buffer;
  /** Where it begins, in the unpacked data. */
  readonly start: number;
  readonly isWhole: boolean;
  /** Bytes of the file on disk read so far. */
  readonly done: number;
}

const lineFeed = 0x0a;

/** An event is at most 64 KiB; six times that as JSON, and room. What is longer comes in parts that are not whole. */
const longestLine = 1 << 20;

/** The lines of a file, packed or not, from the beginning of one; the last may lack its end. */
export async function* linesOfFile(
  path: string,
  from: number,
  size: number,
): AsyncGenerator<FileLine, BytesEnd, void> {
  const chunks = bytesOf(path, from, size);
  let start = from;
  let held = Buffer.alloc(0);
  let done = 0;
  try {
    for (;;) {
      const step = await chunks.next();
      if (step.done === true) {
        if (held.length > 0) yield { bytes: held, start, isWhole: false, done };
        return step.value;
      }
      done = step.value.done;
      held = Buffer.concat([held, step.value.bytes]);
      let at = 0;
      for (let end = held.indexOf(lineFeed); end >= 0; end = held.indexOf(lineFeed, at)) {
        const bytes = held.subarray(at, end + 1);
        at = end + 1;
        yield { bytes, start, isWhole: true, done };
        start += bytes.length;
      }
      held = held.subarray(at);
      if (held.length > longestLine) {
        yield { bytes: held, start, isWhole: true, done };
        start += held.length;
        held = Buffer.alloc(0);
      }
    }
  } finally {
    await chunks.return('whole');
  }
}
