/**
 * Whether a file packed with zstd is all there, told from the sizes its frames and blocks state (RFC 8878, section
 * 3.1); nothing is unpacked.
 */
import { type FileHandle, open } from 'node:fs/promises';

const frameMagic = 0xfd2fb528;

const bytesAt = async (file: FileHandle, at: number, count: number): Promise<Buffer | null> => {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(count), 0, count, at);
  return bytesRead === count ? buffer : null;
};

/** Where the frame at `start` ends; `null` where the file ends before, or no frame begins there. */
const endOfFrame = async (file: FileHandle, start: number): Promise<number | null> => {
  const head = await bytesAt(file, start, 5);
  if (head === null) return null;
  const magic = head.readUInt32LE(0);
  // A skippable frame: its size, then as many bytes.
  if (magic >>> 4 === 0x184d2a5) {
    const size = await bytesAt(file, start + 4, 4);
    return size === null ? null : start + 8 + size.readUInt32LE(0);
  }
  if (magic !== frameMagic) return null;
  const descriptor = head[4]!;
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const contentSizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >>> 6]!;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3]!;
  let at = start + 5 + (isSingleSegment ? 0 : 1) + dictionaryBytes + contentSizeBytes;
  for (;;) {
    const block = await bytesAt(file, at, 3);
    if (block === null) return null;
    const stated = block.readUIntLE(0, 3);
    // A block of one repeated byte (type 1) holds that byte only.
    at += 3 + (((stated >>> 1) & 3) === 1 ? 1 : stated >>> 3);
    if ((stated & 1) === 1) break;
  }
  return at + ((descriptor & 4) === 0 ? 0 : 4);
};

export const isWholeZstd = async (path: string): Promise<boolean> => {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    let at = 0;
    while (at < size) {
      const end = await endOfFrame(file, at);
      if (end === null || end > size) return false;
      at = end;
    }
    return true;
  } finally {
    await file.close();
  }
};
