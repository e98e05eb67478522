import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { extname } from 'node:path';
import { RefusalError } from '../base/result.ts';
import type {
  BallotFile,
  BallotFileReader,
} from '../practice/governance/decisions/ballot-files/ballot-file.ts';
import { bltReader, writeBlt } from '../practice/governance/decisions/ballot-files/blt.ts';
import {
  preflibKindOf,
  preflibKinds,
  preflibReader,
  writePreflib,
} from '../practice/governance/decisions/ballot-files/preflib.ts';
import { withoutOptions } from '../practice/governance/decisions/ranked-contest.ts';
import { textLines } from './text-lines.ts';

const endings = ['blt', ...preflibKinds] as const;

const endingOf = (path: string) => endings.find((each) => each === extname(path).slice(1).toLowerCase());

const readerFor = (path: string): BallotFileReader => {
  const ending = endingOf(path);
  if (ending === undefined) {
    throw new RefusalError('ballot-file-unknown', {
      path,
      known: endings.map((each) => `.${each}`).join(', '),
    });
  }
  return ending === 'blt' ? bltReader() : preflibReader(ending);
};

/** Reads a BLT or PrefLib file, told apart by the ending of its name. */
export const readBallotFile = async (path: string, signal: AbortSignal): Promise<BallotFile> => {
  const reader = readerFor(path);
  for await (const line of textLines(path, signal)) {
    const refusal = reader.line(line);
    if (refusal !== null) throw new RefusalError(refusal.code, { ...refusal.params, path });
  }
  const file = reader.end();
  if (!file.ok) throw new RefusalError(file.code, { ...file.params, path });
  return file.value;
};

/** Writes ballots as the ending of the name says; a PrefLib ending must be able to hold them. */
export const writeBallotFile = async (path: string, file: BallotFile): Promise<void> => {
  const ending = endingOf(path);
  if (ending === undefined) {
    throw new RefusalError('ballot-file-unknown', {
      path,
      known: endings.map((each) => `.${each}`).join(', '),
    });
  }
  // PrefLib has no word for an option that stood back, so its file is written without it.
  const kept = ending === 'blt' ? file : { ...file, ...withoutOptions(file, file.withdrawn), withdrawn: [] };
  if (ending !== 'blt') {
    const kind = preflibKindOf(kept);
    const fits =
      (!kind.startsWith('t') || ending.startsWith('t')) && (!kind.endsWith('i') || ending.endsWith('i'));
    if (!fits) throw new RefusalError('ballot-file-narrow', { path, ending, kind });
  }
  const out = createWriteStream(path);
  try {
    await once(out, 'open');
    for (const line of ending === 'blt' ? writeBlt(kept) : writePreflib(kept, ending)) {
      if (!out.write(`${line}\n`)) await once(out, 'drain');
    }
    out.end();
    await once(out, 'finish');
  } catch (error) {
    out.destroy();
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new RefusalError(code === 'ENOSPC' ? 'disk-full' : 'ballot-file-not-writable', { path });
  }
};
