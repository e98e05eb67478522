import { createHash, type Hash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { RefusalError } from '../../../base/result.ts';
import { DiagnosticCount } from '../diagnostic-count.ts';
import { bytesOf } from '../mail/file-bytes.ts';
import type { ReadOptions, SourceBatch } from '../source.ts';
import { ActsOfPractice } from './acts-of-practice.ts';
import { linesOfFile } from './lines-of-file.ts';
import {
  type PracticeCheckpoint,
  readPracticeCheckpoint,
  writePracticeCheckpoint,
} from './practice-checkpoint.ts';
import { isPracticeHead, readPracticeLine } from './practice-line.ts';

const actsInBatch = 1000;

/** The hash of what was read before, to go on with; `null` where the file no longer begins so. */
const hashOfBeginning = async (
  path: string,
  size: number,
  { offset, hash }: PracticeCheckpoint,
): Promise<Hash | null> => {
  const seen = createHash('sha256');
  let left = offset;
  const chunks = bytesOf(path, 0, size);
  for await (const { bytes } of chunks) {
    seen.update(bytes.subarray(0, left));
    left -= Math.min(left, bytes.length);
    if (left === 0) break;
  }
  return left === 0 && seen.copy().digest('base64url') === hash ? seen : null;
};

/**
 * Reads a practice log in batches. The size the file has at the start is where the read ends. Throws `RefusalError`
 * `practice-log-unreadable` where the file is gone.
 */
export async function* readPracticeLog(
  path: string,
  { since, signal }: ReadOptions,
): AsyncGenerator<SourceBatch, void, void> {
  const { size, mtimeMs } = await stat(path).catch(() => {
    throw new RefusalError('practice-log-unreadable', { path });
  });
  const earlier = readPracticeCheckpoint(since);
  const beginning = earlier === null ? null : await hashOfBeginning(path, size, earlier);
  const hash = beginning ?? createHash('sha256');
  let offset = beginning === null ? 0 : earlier!.offset;
  let done = 0;
  const diagnostics = new DiagnosticCount();
  const acts = new ActsOfPractice(diagnostics);
  const batch = (): SourceBatch => ({
    ...acts.take(),
    diagnostics: diagnostics.take(),
    done,
    total: size,
    checkpoint: writePracticeCheckpoint({ offset, hash: hash.copy().digest('base64url') }),
  });
  const lines = linesOfFile(path, offset, size);
  try {
    let step = await lines.next();
    for (; step.done !== true; step = await lines.next()) {
      if (signal.aborted) return;
      const { bytes, start, isWhole } = step.value;
      const place = `byte ${start}`;
      if (!isWhole) {
        // Not taken as read: when the file has grown, the next read finds it whole.
        diagnostics.add('practice-line-cut', place);
        continue;
      }
      hash.update(bytes);
      offset = start + bytes.length;
      const line = readPracticeLine(bytes);
      if (line !== null) acts.collect(line, place, mtimeMs);
      else if (start > 0 || !isPracticeHead(bytes)) diagnostics.add('practice-line-unreadable', place);
      done = Math.max(done, step.value.done);
      if (acts.size === actsInBatch) yield batch();
      if (signal.aborted) return;
    }
    if (signal.aborted) return;
    if (step.value !== 'whole') diagnostics.add('practice-log-cut', `byte ${offset}`);
    done = size;
    const final = batch();
    if (final.acts.length + final.diagnostics.length > 0 || earlier === null) yield final;
  } finally {
    await lines.return('whole');
  }
}
