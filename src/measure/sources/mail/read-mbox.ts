import { stat } from 'node:fs/promises';
import { RefusalError } from '../../../base/result.ts';
import { DiagnosticCount } from '../diagnostic-count.ts';
import type { ReadOptions, SourceBatch } from '../source.ts';
import { ActsOfMessages } from './acts-of-messages.ts';
import { type BytesEnd, bytesOf } from './file-bytes.ts';
import { MailAccounts } from './mail-accounts.ts';
import { MailingLists } from './mailing-lists.ts';
import { markOf, readMboxCheckpoint, writeMboxCheckpoint } from './mbox-checkpoint.ts';
import { type MboxHeader, MboxSplitter } from './split-mbox.ts';

const messagesInBatch = 1000;
/** Large messages make a batch before there are so many. */
const bytesInBatch = 64 * 1024 * 1024;

interface Found {
  readonly messages: readonly MboxHeader[];
  readonly done: number;
  readonly doubtful: { readonly count: number; readonly first: number };
}

/** Messages chunk by chunk, from the beginning or from the `From ` line of one. */
async function* messagesFrom(
  path: string,
  offset: number,
  size: number,
): AsyncGenerator<Found, BytesEnd, void> {
  const splitter = new MboxSplitter(offset);
  const chunks = bytesOf(path, offset, size);
  let done = 0;
  try {
    for (;;) {
      const step = await chunks.next();
      const isLast = step.done === true;
      const messages = splitter.push(isLast ? Buffer.alloc(0) : step.value.bytes, isLast);
      done = isLast ? size : step.value.done;
      yield { messages, done, doubtful: splitter.takeDoubtful() };
      if (isLast) return step.value;
    }
  } finally {
    await chunks.return('whole');
  }
}

/**
 * Reads an mbox in batches. The size the file has at the start is where the read ends. Throws `RefusalError`
 * `mail-unreadable` where the file is gone.
 */
export async function* readMbox(
  path: string,
  { since, signal }: ReadOptions,
): AsyncGenerator<SourceBatch, void, void> {
  const { size, mtimeMs: fileMs } = await stat(path).catch(() => {
    throw new RefusalError('mail-unreadable', { path });
  });
  let earlier = readMboxCheckpoint(since);
  if (earlier?.mark === '') earlier = null;

  let found = messagesFrom(path, earlier?.offset ?? 0, size);
  try {
    let step = await found.next();
    if (earlier !== null) {
      while (step.done !== true && step.value.messages.length === 0) step = await found.next();
      const [last, ...rest] = step.done === true ? [] : step.value.messages;
      if (last?.start === earlier.offset && markOf(last) === earlier.mark && step.done !== true) {
        step = { done: false, value: { ...step.value, messages: rest } };
      } else {
        // Another file has taken its place.
        await found.return('whole');
        earlier = null;
        found = messagesFrom(path, 0, size);
        step = await found.next();
      }
    }

    const diagnostics = new DiagnosticCount();
    const accounts = new MailAccounts();
    const lists = new MailingLists(earlier?.lists);
    const acts = new ActsOfMessages(accounts, lists, diagnostics);
    let last: MboxHeader | null = null;
    let held = 0;
    let batchStart = earlier?.offset ?? 0;
    let done = 0;
    const batch = (): SourceBatch => {
      const finished = acts.take();
      const checkpoint = {
        offset: last?.start ?? earlier?.offset ?? 0,
        mark: last === null ? (earlier?.mark ?? '') : markOf(last),
        lists: lists.known(),
      };
      held = 0;
      batchStart = checkpoint.offset;
      return {
        accounts: accounts.takeNew(),
        acts: finished,
        diagnostics: diagnostics.take(),
        done,
        total: size,
        checkpoint: writeMboxCheckpoint(checkpoint),
      };
    };
    for (; step.done !== true; step = await found.next()) {
      if (signal.aborted) return;
      const { messages, doubtful } = step.value;
      done = step.value.done;
      for (const message of messages) {
        const place = `byte ${message.start}`;
        if (message.isCut) {
          // Not taken as read: when the file has grown, the next read finds it whole.
          diagnostics.add('mail-header-cut', place);
          continue;
        }
        if (held === messagesInBatch || message.start - batchStart > bytesInBatch) {
          if (held > 0) yield batch();
          if (signal.aborted) return;
        }
        if (message.isTooLong) diagnostics.add('mail-header-long', place);
        acts.collect({ header: message.header, separatorMs: message.separatorMs, fileMs, place });
        last = message;
        held++;
      }
      diagnostics.add('mail-separator-doubtful', `byte ${doubtful.first}`, doubtful.count);
    }
    if (signal.aborted) return;
    if (step.value === 'cut') diagnostics.add('mail-compressed-cut', `byte ${last?.start ?? 0}`);
    if (step.value === 'failed') diagnostics.add('mail-bytes-unreadable', `byte ${last?.start ?? 0}`);
    const final = batch();
    if (final.acts.length + final.diagnostics.length > 0 || earlier === null) yield final;
  } finally {
    await found.return('whole');
  }
}
