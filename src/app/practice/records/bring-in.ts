/** Takes in whatever file it is: a member's sealed bundle, a community's record, or a Loomio group's export. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CanonicalMap } from '../../../base/canonical-bytes.ts';
import { encodeCanonical } from '../../../base/canonical-bytes.ts';
import { RefusalError } from '../../../base/result.ts';
import type { ImportedItem } from '../../../practice/governance/event-types/history-imported.ts';
import { textLines } from '../../text-lines.ts';
import type { PracticeNode } from '../node.ts';
import { isLoomioLine, readLoomioExport } from './loomio-export.ts';
import { isRecordHead } from './record-file.ts';

export type BroughtIn = {
  readonly community: string;
  /** Events of a record, new blocks of a bundle, items of another program's export. */
  readonly added: number;
  readonly leftOut: number;
  readonly kind: 'bundle' | 'record' | 'loomio';
};

const firstLine = async (path: string, signal: AbortSignal): Promise<string> => {
  try {
    for await (const line of textLines(path, signal)) return line;
  } catch (error) {
    // What is no text is no record; whether it is a bundle is seen next.
    if (!(error instanceof RefusalError) || error.refusal.code !== 'text-line-long') throw error;
  }
  return '';
};

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
};

/** Of an event's 64 KiB, with room for what is around the items. */
const mostBytes = 48 << 10;
const mostItems = 200;

function* batchesOf(source: string, items: readonly ImportedItem[]): Generator<CanonicalMap> {
  let batch: ImportedItem[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = encodeCanonical(item).length;
    if (batch.length > 0 && (bytes + size > mostBytes || batch.length >= mostItems)) {
      yield { source, items: batch };
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += size;
  }
  if (batch.length > 0) yield { source, items: batch };
}

/** A community of one, founded with what the group said and decided; others are invited as to any. */
const bringLoomio = async (node: PracticeNode, path: string, signal: AbortSignal): Promise<BroughtIn> => {
  const { name, purpose, items, leftOut } = await readLoomioExport(path, signal);
  const source = await hashOf(path);
  const community = await node.found({
    ...{ name, purpose: purpose === '' ? name : purpose, agreements: [], joining: 'by-invitation' },
  });
  const at = node.now();
  const acts = [...batchesOf(source, items)].map((body) => ({ type: 'history-imported', body, at }));
  if (acts.length > 0) await node.actMany(community, acts);
  return { community, added: items.length, leftOut, kind: 'loomio' };
};

/**
 * Refuses what the file is refused for: `source-missing`, `bundle-unreadable`, `bundle-foreign`, `record-unreadable`,
 * `record-here`, `loomio-unreadable`.
 */
export const bringIn = async (
  node: PracticeNode,
  said: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<BroughtIn> => {
  const isFolder = (await stat(said).catch(() => null))?.isDirectory() === true;
  const path = isFolder ? join(said, 'events.ndjson') : said;
  const line = await firstLine(path, signal);
  if (isRecordHead(line)) {
    const community = String((JSON.parse(line) as { readonly community?: unknown }).community);
    const isOwn = node.list().some((each) => each.community === community) && !node.isRecord(community);
    if (isOwn && isFolder) {
      const { blocks } = await node.importBundle(join(said, 'sealed.bundle'));
      return { community, added: blocks, leftOut: 0, kind: 'bundle' };
    }
    const { community: brought, events, leftOut } = await node.importRecord(path, signal);
    return { community: brought, added: events, leftOut, kind: 'record' };
  }
  if (isLoomioLine(line)) return bringLoomio(node, path, signal);
  const { community, blocks } = await node.importBundle(path);
  return { community, added: blocks, leftOut: 0, kind: 'bundle' };
};
