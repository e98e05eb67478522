import { open, stat } from 'node:fs/promises';
import { RefusalError } from '../../../base/result.ts';
import { DiagnosticCount } from '../diagnostic-count.ts';
import type { ReadOptions, SourceBatch } from '../source.ts';
import { ActsOfMessages } from './acts-of-messages.ts';
import type { MailFile } from './list-mail-files.ts';
import { MailAccounts } from './mail-accounts.ts';
import {
  filesToRead,
  markOfName,
  nextSince,
  readMailFilesCheckpoint,
  writeMailFilesCheckpoint,
} from './mail-files-checkpoint.ts';
import { MailingLists } from './mailing-lists.ts';

const messagesInBatch = 1000;
const openAtOnce = 32;
const firstBytes = 32 * 1024;
const longestHeader = 4 * 1024 * 1024;

interface FileHeader {
  readonly header: string;
  readonly fileMs: number;
  readonly isCut: boolean;
  readonly isTooLong: boolean;
}

/** The header block of a message in a file of its own; `null` where the file cannot be read. */
const headerOf = async (path: string): Promise<FileHeader | null> => {
  try {
    const file = await open(path, 'r');
    try {
      const { size, mtimeMs: fileMs } = await file.stat();
      for (let length = Math.min(size, firstBytes); ; length = Math.min(size, length * 8)) {
        const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, 0);
        const header = buffer.toString('latin1', 0, bytesRead);
        const end = header.search(/\n\r?\n/);
        if (end >= 0) return { header: header.slice(0, end), fileMs, isCut: false, isTooLong: false };
        if (length < size && length < longestHeader && bytesRead === length) continue;
        if (length < size) return { header, fileMs, isCut: false, isTooLong: true };
        // A message without a body may end with its header; a line without an end may be half of one.
        const isCut = header !== '' && !header.endsWith('\n');
        const whole = isCut ? header.slice(0, header.lastIndexOf('\n') + 1) : header;
        return { header: whole, fileMs, isCut, isTooLong: false };
      }
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
};

/**
 * Reads a folder of messages in batches. What it holds at the start is what is read. Throws `RefusalError`
 * `mail-unreadable` where the folder is gone.
 */
export async function* readMailFiles(
  root: string,
  list: (root: string) => Promise<MailFile[]>,
  { since, signal }: ReadOptions,
): AsyncGenerator<SourceBatch, void, void> {
  const { ino } = await stat(root).catch(() => {
    throw new RefusalError('mail-unreadable', { path: root });
  });
  const folder = String(ino);
  const known = readMailFilesCheckpoint(since);
  const earlier = known?.folder === folder ? known : null;
  const listed = await list(root);
  if (signal.aborted) return;
  const pass = filesToRead(listed, earlier);
  const total = pass.files.length;
  if (total === 0 && earlier !== null) return;

  const diagnostics = new DiagnosticCount();
  const accounts = new MailAccounts();
  const lists = new MailingLists(earlier?.lists);
  const acts = new ActsOfMessages(accounts, lists, diagnostics);
  let done = 0;
  let held = 0;
  const batch = (): SourceBatch => {
    const finished = acts.take();
    const last = pass.files[done - 1];
    const isDone = done === total;
    held = 0;
    return {
      accounts: accounts.takeNew(),
      acts: finished,
      diagnostics: diagnostics.take(),
      done,
      total,
      checkpoint: writeMailFilesCheckpoint({
        folder,
        sinceNs: isDone ? nextSince(pass.sinceNs, pass.untilNs) : pass.sinceNs,
        untilNs: pass.untilNs,
        mark: isDone || last === undefined ? '' : markOfName(last),
        lists: lists.known(),
      }),
    };
  };
  while (done < total) {
    const some = pass.files.slice(done, done + Math.min(openAtOnce, messagesInBatch - held));
    const headers = await Promise.all(
      some.map((file) => (file.leftOut === null ? headerOf(file.path) : Promise.resolve(null))),
    );
    if (signal.aborted) return;
    some.forEach((file, i) => {
      done++;
      held++;
      // Its number, never its name.
      const place = `file ${done}`;
      const header = headers[i];
      if (file.leftOut !== null) diagnostics.add(file.leftOut, place);
      else if (header === null || header === undefined) diagnostics.add('mail-file-unreadable', place);
      else {
        if (header.isCut) diagnostics.add('mail-header-cut', place);
        if (header.isTooLong) diagnostics.add('mail-header-long', place);
        acts.collect({ header: header.header, separatorMs: null, fileMs: header.fileMs, place });
      }
    });
    if (held === messagesInBatch && done < total) yield batch();
  }
  yield batch();
}
