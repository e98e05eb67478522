import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, constants as zlib } from 'node:zlib';

/** A file's bytes in order, unpacked where it is compressed with gzip. */
export interface Chunk {
  /** Good until the next chunk is asked for: the buffer is used again. */
  readonly bytes: Buffer;
  /** Bytes of the file on disk read so far. */
  readonly done: number;
}

/** The bytes end before the file's own end would have been: `cut` data compressed, `failed` to be read. */
export type BytesEnd = 'whole' | 'cut' | 'failed';

const chunkBytes = 1024 * 1024;

const isCompressed = async (path: string): Promise<boolean> => {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
};

async function* plainBytes(file: FileHandle, from: number, size: number): AsyncGenerator<Chunk, void, void> {
  const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, Math.max(0, size - from)));
  for (let at = from; at < size; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, size - at), at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield { bytes: buffer.subarray(0, bytesRead), done: at };
  }
}

/** Whether compressed data reach their own end, members one after another. Reads the file once more. */
const isWholeGzip = async (path: string, size: number): Promise<boolean> => {
  try {
    await pipeline(createReadStream(path, { end: size - 1 }), createGunzip(), async (chunks) => {
      for await (const _ of chunks);
    });
    return true;
  } catch {
    return false;
  }
};

async function* unpackedBytes(
  path: string,
  from: number,
  size: number,
): AsyncGenerator<Chunk, BytesEnd, void> {
  const packed = createReadStream(path, { end: size - 1, highWaterMark: chunkBytes / 4 });
  // Flushed at the end, so that data cut short give all they hold instead of an error in its place.
  const unpacked = createGunzip({ chunkSize: chunkBytes, finishFlush: zlib.Z_SYNC_FLUSH });
  packed.on('error', (error) => unpacked.destroy(error));
  packed.pipe(unpacked);
  let at = 0;
  let hasBytes = false;
  try {
    for await (const bytes of unpacked as AsyncIterable<Buffer>) {
      const skipped = Math.max(0, Math.min(bytes.length, from - at));
      at += bytes.length;
      hasBytes = true;
      if (skipped < bytes.length)
        yield { bytes: bytes.subarray(skipped), done: Math.min(size, packed.bytesRead) };
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return code.startsWith('Z_') ? 'cut' : 'failed';
  } finally {
    packed.destroy();
    unpacked.destroy();
  }
  // The last four bytes of one whole member are the length of what it holds.
  if (hasBytes && (await lastWord(path, size)) === at % 2 ** 32) return 'whole';
  return (await isWholeGzip(path, size)) ? 'whole' : 'cut';
}

const lastWord = async (path: string, size: number): Promise<number> => {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, Math.max(0, size - 4));
    return buffer.readUInt32LE(0);
  } finally {
    await file.close();
  }
};

/**
 * The bytes of a file from an offset (in the unpacked data) to the size it has now, in pieces of about a
 * megabyte, and how they ended. A file that grows meanwhile is read up to where it stood.
 */
export async function* bytesOf(
  path: string,
  from: number,
  size: number,
): AsyncGenerator<Chunk, BytesEnd, void> {
  let file: FileHandle | null = null;
  try {
    if (size > 0 && (await isCompressed(path))) return yield* unpackedBytes(path, from, size);
    file = await open(path, 'r');
    yield* plainBytes(file, from, size);
    return 'whole';
  } catch {
    return 'failed';
  } finally {
    await file?.close();
  }
}
