/** The host that runs already for this data folder, found through a file in it that only its owner may read. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { type CommandLine, type Host, handOverPath, keyHeader, runPath, type SaidLine } from './host.ts';

interface Note {
  readonly origin: string;
  readonly key: string;
}

const fileIn = (dataFolder: string) => join(dataFolder, 'host.json');

const noteIn = (dataFolder: string): Note | null => {
  try {
    const { origin, key } = JSON.parse(readFileSync(fileIn(dataFolder), 'utf8')) as Partial<Note>;
    return typeof origin === 'string' && typeof key === 'string' && /^http:\/\/127\.0\.0\.1:\d+$/.test(origin)
      ? { origin, key }
      : null;
  } catch {
    return null;
  }
};

/** What a start was asked to show besides what is shown already. */
interface Wishes {
  /** Absolute paths. */
  readonly archive: string | null;
  readonly folders: readonly string[];
}

/** A new one-time address of the host that runs for this folder; `null` where none answers. */
export const askRunningHost = (dataFolder: string, wishes: Wishes): Promise<string | null> => {
  const note = noteIn(dataFolder);
  if (note === null) return Promise.resolve(null);
  return new Promise((resolve) => {
    const asked = request(
      `${note.origin}${handOverPath}`,
      {
        method: 'POST',
        headers: { [keyHeader]: note.key, 'content-type': 'application/json' },
        timeout: 2_000,
      },
      (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (text: string) => {
          body += text.slice(0, 1_000 - body.length);
        });
        answer.on('end', () => {
          try {
            const { address } = JSON.parse(body) as { readonly address?: unknown };
            resolve(typeof address === 'string' && address.startsWith(note.origin) ? address : null);
          } catch {
            resolve(null);
          }
        });
      },
    );
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(null));
    asked.end(JSON.stringify(wishes));
  });
};

/**
 * Has a command line run by the host that runs for this folder; gives its exit code. `gone`: it ended before
 * the command did; `null`: none answers. Once stopped, the command still says what it has to say.
 */
export const runInRunningHost = (
  dataFolder: string,
  line: CommandLine,
  say: (said: Exclude<SaidLine, { readonly run: string } | { readonly code: number }>) => void,
  signal: AbortSignal,
): Promise<number | 'gone' | null> => {
  const note = noteIn(dataFolder);
  if (note === null) return Promise.resolve(null);
  return new Promise((resolve) => {
    let code: number | 'gone' | null = null;
    const end = () => resolve(code);
    const stop = (run: string) =>
      request(`${note.origin}${runPath}/${run}`, { method: 'DELETE', headers: { [keyHeader]: note.key } })
        .on('response', (answer) => answer.resume())
        .on('error', end)
        .end();
    const asked = request(
      `${note.origin}${runPath}`,
      { method: 'POST', headers: { [keyHeader]: note.key, 'content-type': 'application/json' } },
      (answer) => {
        if (answer.statusCode !== 200) {
          answer.resume();
          return resolve(null);
        }
        code = 'gone';
        createInterface({ input: answer })
          .on('error', end)
          .on('line', (text) => {
            const said = JSON.parse(text) as SaidLine;
            if ('code' in said) code = said.code;
            else if (!('run' in said)) say(said);
            else if (signal.aborted) stop(said.run);
            else signal.addEventListener('abort', () => stop(said.run), { once: true });
          })
          .on('close', end);
      },
    );
    asked.on('error', end);
    asked.end(JSON.stringify(line));
  });
};

/** Leaves word of a host for later starts; what it returns takes it back. */
export const noteRunningHost = (dataFolder: string, { origin, key }: Host): (() => void) => {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  writeFileSync(fileIn(dataFolder), JSON.stringify({ origin, key }), { mode: 0o600 });
  return () => {
    // A host started since has left its own word.
    if (noteIn(dataFolder)?.key === key) rmSync(fileIn(dataFolder), { force: true });
  };
};
