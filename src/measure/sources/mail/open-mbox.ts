import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { RefusalError } from '../../../base/result.ts';
import type { StreamedSource } from '../source.ts';
import { bytesOf } from './file-bytes.ts';
import { readMbox } from './read-mbox.ts';
import { MboxSplitter } from './split-mbox.ts';

/** As much of a file as tells whether it is an mbox. */
const telling = 256 * 1024;

const isMboxName = (path: string): boolean => /\.(?:mbox|mbx)(?:\.gz)?$/i.test(path);

/** Whether a file begins as an mbox does, `null` where it cannot be read. An empty one is told by its name. */
const beginsAsMbox = async (path: string, size: number): Promise<boolean | null> => {
  if (size === 0) return isMboxName(path);
  const splitter = new MboxSplitter();
  const chunks = bytesOf(path, 0, size);
  let seen = 0;
  try {
    for (;;) {
      const step = await chunks.next();
      const isLast = step.done === true;
      const bytes = isLast ? Buffer.alloc(0) : step.value.bytes.subarray(0, telling);
      seen += bytes.length;
      splitter.push(bytes, isLast);
      if (splitter.hasBegun) return true;
      if (isLast && seen === 0 && step.value === 'failed') return null;
      // Compressed nothing is nothing.
      if (isLast || seen >= telling) return seen === 0 && isMboxName(path);
    }
  } finally {
    await chunks.return('whole');
  }
};

/**
 * An mbox file as a source, compressed with gzip or not; also the folder `Name.mbox` in which Apple Mail exports
 * one. `null` where `path` is none. Throws `RefusalError` `mail-unreadable` where it cannot be opened.
 */
export const openMbox = async (path: string): Promise<StreamedSource | null> => {
  let file = resolve(path);
  let size: number;
  try {
    let facts = await stat(file);
    if (facts.isDirectory() && isMboxName(file)) {
      file = join(file, 'mbox');
      facts = await stat(file);
    }
    if (!facts.isFile()) return null;
    size = facts.size;
  } catch {
    return null;
  }
  const isMbox = await beginsAsMbox(file, size);
  if (isMbox === null) throw new RefusalError('mail-unreadable', { path });
  if (!isMbox) return null;
  return {
    shape: 'streamed',
    description: {
      type: 'mbox',
      label: basename(resolve(path)),
      idSpace: 'mail',
      isOpenlyNamed: false,
      progressUnit: 'bytes',
    },
    notes: [],
    read: (options) => readMbox(file, options),
  };
};
