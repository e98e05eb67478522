/** A community's record as measuring reads it: who, to whom, when and of what kind, and not a word of what was said. */
import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PracticeNode } from './node.ts';

export const measuredFolder = (folder: string): string => join(folder, 'measured');

function* linesOf(lines: Iterable<string>): Generator<string, void, void> {
  for (const line of lines) yield `${line}\n`;
}

/** Writes it anew, in the same place each time; gives the path. */
export const writeMeasuredLog = async (node: PracticeNode, community: string): Promise<string> => {
  const folder = measuredFolder(node.folder);
  const called = node
    .status(community)
    .name.toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60);
  const path = join(folder, `${called}-${community.slice(0, 8)}.ndjson`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await pipeline(
    Readable.from(linesOf(await node.practiceLog(community, false))),
    createWriteStream(`${path}.part`, { mode: 0o600 }),
  );
  await rename(`${path}.part`, path);
  return path;
};
