import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Identity } from './git-accounts.ts';
import { askGit } from './run-git.ts';
import type { NamedPerson } from './trailers.ts';

/**
 * Names which `.mailmap` is in force, `none` where there is none. A later read under another one begins at the
 * beginning, because who is the same person may have changed for commits read long ago.
 */
export const mailmapFingerprint = async (folder: string, isBare: boolean): Promise<string> => {
  if (isBare) {
    const { code, answer } = await askGit(folder, ['rev-parse', '--verify', '--quiet', 'HEAD:.mailmap']);
    return code === 0 ? answer.toString('latin1').trim().slice(0, 16) : 'none';
  }
  try {
    const text = await readFile(join(folder, '.mailmap'));
    return createHash('sha256').update(text).digest('hex').slice(0, 16);
  } catch {
    return 'none';
  }
};

const contact = (person: NamedPerson): string =>
  `${person.name.replaceAll(/[<>\n\r\0]/g, '')} <${person.address.replaceAll(/[<>\n\r\0]/g, '')}>`;

/** The people named in trailers as `.mailmap` maps them, by git itself; `null` where git did not answer. */
export const mapNamed = async (
  folder: string,
  named: readonly NamedPerson[],
  signal: AbortSignal,
): Promise<Identity[] | null> => {
  const { code, answer } = await askGit(folder, ['check-mailmap', '--stdin'], {
    signal,
    input: [Buffer.from(named.map((person) => `${contact(person)}\n`).join('')).toString('latin1')],
  });
  const lines = answer.toString('utf8').split('\n').slice(0, -1);
  if (code !== 0 || lines.length !== named.length) return null;
  return named.map(({ name, address }, i) => {
    const line = lines[i] ?? '';
    const open = line.lastIndexOf('<');
    return {
      name,
      address,
      mappedName: line.slice(0, open).trim(),
      mappedAddress: line.slice(open + 1, -1),
    };
  });
};
