import { createReadStream } from 'node:fs';
import { RefusalError } from '../base/result.ts';

/** A line beyond this is no line of a file people keep; it is also what a hostile file may make us hold. */
const longestLine = 1 << 20;

/** UTF-8, or Western European where it is not; every byte string reads as something. */
const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
};

/** The lines of a file as they are read, without their ends (LF, CRLF or CR); memory holds one line and one chunk. */
export async function* textLines(path: string, signal: AbortSignal): AsyncGenerator<string> {
  let parts: Buffer[] = [];
  let held = 0;
  let number = 1;
  let endedInReturn = false;
  const take = (bytes: Buffer): string => {
    const line = decode(parts.length === 0 ? bytes : Buffer.concat([...parts, bytes]));
    parts = [];
    held = 0;
    number++;
    return line;
  };
  try {
    for await (const chunk of createReadStream(path, { signal }) as AsyncIterable<Buffer>) {
      let start = 0;
      for (let at = 0; at < chunk.length; at++) {
        const byte = chunk[at];
        if (byte === 0x0a && endedInReturn && at === start) {
          start = at + 1;
          endedInReturn = false;
          continue;
        }
        endedInReturn = byte === 0x0d;
        if (byte === 0x0a || byte === 0x0d) {
          yield take(chunk.subarray(start, at));
          start = at + 1;
        }
      }
      const rest = chunk.subarray(start);
      held += rest.length;
      if (held > longestLine) throw new RefusalError('text-line-long', { path, line: number });
      if (rest.length > 0) parts.push(Buffer.from(rest));
    }
  } catch (error) {
    if (error instanceof RefusalError || signal.aborted) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new RefusalError(code === 'ENOENT' ? 'source-missing' : 'source-unreadable', { path });
  }
  if (held > 0) yield take(Buffer.alloc(0));
}
