import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/**
 * Git as a child process that only reads. Whatever the repository's own configuration says, it starts no other
 * program, writes nothing, asks nothing and never touches the network: a lazy fetch in a partial clone fails
 * instead of downloading.
 */

const safeOptions: readonly string[] = [
  '--no-pager',
  ...[
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    'core.pager=cat',
    'core.commitGraph=true',
    'log.showSignature=false',
    'protocol.allow=never',
    // The person named this path, so a bare repository is what they meant.
    'safe.bareRepository=all',
  ].flatMap((setting) => ['-c', setting]),
];

/** A parent process inside a hook, or a person who traces git, must not redirect what we read. */
const isKeptVariable = (name: string): boolean =>
  !name.startsWith('GIT_') ||
  name === 'GIT_EXEC_PATH' ||
  /^GIT_CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM)$/.test(name);

const safeEnvironment = (isAnsweringAtOnce: boolean): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => isKeptVariable(name))),
  LC_ALL: 'C',
  LANGUAGE: 'C',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  // Full buffers instead of one write for each commit, but for a process that is waited for line by line.
  GIT_FLUSH: isAnsweringAtOnce ? '1' : '0',
});

export interface GitProcess {
  readonly output: Readable;
  /** Exit code, −1 where a signal ended it or it could not start. Never rejects. */
  readonly ended: Promise<number>;
  /** The first kilobytes of what git complained about; matched against, never shown. */
  complaint(): string;
  /** Writes to a process started with `input: 'later'`. */
  say(text: string): void;
  stop(): void;
}

interface GitOptions {
  readonly signal?: AbortSignal;
  /** Written to git as fast as it reads; `later`: by `say`, and git answers each line at once. */
  readonly input?: Iterable<string> | 'later';
}

/** Starts git in `folder`. It stops at once when `signal` aborts. */
export const startGit = (folder: string, args: readonly string[], options: GitOptions = {}): GitProcess => {
  const child = spawn('git', [...safeOptions, '-C', folder, ...args], {
    env: safeEnvironment(options.input === 'later'),
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const { stdout, stderr, stdin } = child;
  if (stdout === null || stderr === null) throw new Error('startGit: expected piped output, but got none');
  let complaint = '';
  stderr.on('data', (chunk: Buffer) => {
    if (complaint.length < 8192) complaint += chunk.toString('latin1');
  });
  const stop = () => {
    child.kill('SIGKILL');
  };
  options.signal?.addEventListener('abort', stop, { once: true });
  if (options.signal?.aborted) stop();
  const ended = new Promise<number>((resolve) => {
    const end = (code: number) => {
      options.signal?.removeEventListener('abort', stop);
      resolve(code);
    };
    child.on('error', (error) => {
      complaint += `spawn: ${'code' in error ? String(error.code) : error.name}`;
      // A process that never started closes no pipe of its own.
      stdout.destroy();
      end(-1);
    });
    child.on('close', (code) => end(code ?? -1));
  });
  // Git may end before it has read everything; its exit code says why.
  stdin?.on('error', () => undefined);
  if (stdin !== null && options.input !== undefined && options.input !== 'later') {
    const pieces = options.input[Symbol.iterator]();
    const write = () => {
      for (let next = pieces.next(); ; next = pieces.next()) {
        if (next.done === true) {
          stdin.end();
          return;
        }
        if (!stdin.write(next.value, 'latin1')) break;
      }
      stdin.once('drain', write);
    };
    write();
  }
  const say = (text: string) => {
    stdin?.write(text);
  };
  return { output: stdout, ended, complaint: () => complaint, say, stop };
};

/** Chunks of a process's output; a pipe that breaks ends them, as the exit code tells the rest. */
export async function* chunksOf(git: GitProcess): AsyncGenerator<Buffer, void, void> {
  try {
    for await (const chunk of git.output) yield chunk as Buffer;
  } catch {
    // Destroyed by `stop` or a failed start; `ended` resolves to −1.
  }
}

/** Runs git to its end and gives all it said; for small answers. */
export const askGit = async (
  folder: string,
  args: readonly string[],
  options: GitOptions = {},
): Promise<{ readonly code: number; readonly answer: Buffer; readonly complaint: string }> => {
  const git = startGit(folder, args, options);
  const chunks: Buffer[] = [];
  for await (const chunk of chunksOf(git)) chunks.push(chunk);
  const code = await git.ended;
  return { code, answer: Buffer.concat(chunks), complaint: git.complaint() };
};
