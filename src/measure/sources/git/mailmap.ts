import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Identity } from './git-accounts.ts';
import { askGit, chunksOf, type GitProcess, startGit } from './run-git.ts';
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

/** Asks git itself how `.mailmap` maps people whom trailers name; one process, started at the first question. */
export class MailmapQuestions {
  readonly #folder: string;
  readonly #signal: AbortSignal;
  #git: GitProcess | null = null;
  #answers: AsyncGenerator<string, void, void> | null = null;

  constructor(folder: string, signal: AbortSignal) {
    this.#folder = folder;
    this.#signal = signal;
  }

  /** The same people with their mapped names and addresses, `null` where git does not answer. */
  async ask(named: readonly NamedPerson[]): Promise<Identity[] | null> {
    if (this.#git === null || this.#answers === null) {
      this.#git = startGit(this.#folder, ['check-mailmap', '--stdin'], {
        signal: this.#signal,
        input: 'later',
      });
      this.#answers = linesOf(this.#git);
    }
    this.#git.say(named.map((person) => `${contact(person)}\n`).join(''));
    const identities: Identity[] = [];
    for (const { name, address } of named) {
      const { value: line } = await this.#answers.next();
      if (line === undefined) return null;
      const open = line.lastIndexOf('<');
      identities.push({
        name,
        address,
        mappedName: line.slice(0, open).trim(),
        mappedAddress: line.slice(open + 1, -1),
      });
    }
    return identities;
  }

  end(): void {
    this.#git?.stop();
  }
}

async function* linesOf(git: GitProcess): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunksOf(git)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
