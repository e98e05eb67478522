/** A community's record as a file of lines, read back: what was signed is checked anew, and nothing else is believed. */
import { RefusalError } from '../../../base/result.ts';
import { noHash, type SignedEvent } from '../../../practice/events/event.ts';
import { readEvents } from '../../../practice/events/event-codec.ts';
import { textLines } from '../../text-lines.ts';
import { checkBySodium } from '../replica.ts';

export interface RecordFile {
  readonly community: string;
  /** In the order of the file, each with its bytes. */
  readonly events: readonly { readonly event: SignedEvent; readonly bytes: Uint8Array }[];
  /** Lines that are no event, or not signed by whom they name. */
  readonly leftOut: number;
}

const parse = (line: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
};

/** Whether a first line is the head of a record. */
export const isRecordHead = (line: string): boolean => parse(line)?.format === 'equipo-practice-log';

const atOnce = 256;

/**
 * Reads a record that `equipo community export` or `equipo log --export` wrote. Refuses `record-unreadable` where the
 * founding of the community is not in it; a file that was cut short gives what came before.
 */
export const readRecordFile = async (path: string, signal: AbortSignal): Promise<RecordFile> => {
  const events: { event: SignedEvent; bytes: Uint8Array }[] = [];
  let leftOut = 0;
  let waiting: Uint8Array[] = [];
  const check = () => {
    readEvents(waiting, checkBySodium).forEach((read, i) => {
      if (read.ok) events.push({ event: read.value, bytes: waiting[i]! });
      else leftOut++;
    });
    waiting = [];
  };
  let isFirst = true;
  for await (const line of textLines(path, signal)) {
    if (isFirst && !isRecordHead(line)) break;
    if (!isFirst && line !== '') {
      const signed = parse(line)?.signed;
      if (typeof signed === 'string') waiting.push(Buffer.from(signed, 'hex'));
      else leftOut++;
    }
    isFirst = false;
    if (waiting.length >= atOnce) check();
  }
  check();
  const founding = events.find(({ event }) => event.community === noHash);
  if (founding === undefined) throw new RefusalError('record-unreadable', { path });
  const community = founding.event.id;
  const own = events.filter(({ event }) => event === founding.event || event.community === community);
  return { community, events: own, leftOut: leftOut + events.length - own.length };
};
