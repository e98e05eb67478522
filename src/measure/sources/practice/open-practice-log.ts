import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { StreamedSource } from '../source.ts';
import { linesOfFile } from './lines-of-file.ts';
import { isPracticeHead } from './practice-line.ts';
import { readPracticeLog } from './read-practice-log.ts';

/**
 * The record of a community as its members' nodes write it out, compressed with gzip or not. `null` where `path` is
 * none.
 */
export const openPracticeLog = async (path: string): Promise<StreamedSource | null> => {
  const file = resolve(path);
  const facts = await stat(file).catch(() => null);
  if (facts === null || !facts.isFile()) return null;
  const lines = linesOfFile(file, 0, facts.size);
  const first = await lines.next();
  await lines.return('whole');
  if (first.done === true || !isPracticeHead(first.value.bytes)) return null;
  return {
    shape: 'streamed',
    description: {
      type: 'practice-log',
      label: basename(file),
      idSpace: 'practice',
      isOpenlyNamed: false,
      progressUnit: 'bytes',
    },
    notes: [],
    read: (options) => readPracticeLog(file, options),
  };
};
