import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Asked, Deeds, Said } from './obedient-node.ts';

const script = fileURLToPath(new URL('./obedient-node.ts', import.meta.url));

/** What a node in another process refused, as its person reads it. */
export class Refused extends Error {
  readonly code: string;
  readonly sentence: string;

  constructor({ code, sentence }: { readonly code: string; readonly sentence: string }) {
    super(code);
    this.code = code;
    this.sentence = sentence;
  }
}

type Answer<Name extends keyof Deeds> = Awaited<ReturnType<Deeds[Name]>>;

/** A member's node in a process of its own, which can be killed at any moment. */
export class MemberApart {
  readonly folder: string;
  /** Ids of all acts that it said were kept, over all its lives. */
  readonly kept: Set<string> = new Set();
  #child: ChildProcess | null = null;
  #asked = 0;
  readonly #open = new Map<number, { take(answer: never): void; fail(error: Error): void }>();

  constructor(folder: string) {
    this.folder = folder;
  }

  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error('MemberApart: expected a process that runs');
    return pid;
  }

  /** @param within what the process is started by: `['unshare', '--net']` */
  async start(...within: readonly string[]): Promise<this> {
    const [command = '', ...args] = [
      ...within,
      ...[process.execPath, '--import', import.meta.resolve('tsx'), script, this.folder],
    ];
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      child.on('error', reject);
      child.on('message', (said: Said) => {
        if ('ready' in said) resolve();
        else if ('kept' in said) this.kept.add(said.kept);
        else {
          const open = this.#open.get(said.at);
          this.#open.delete(said.at);
          if ('refused' in said) open?.fail(new Refused(said.refused));
          else open?.take(said.answer as never);
        }
      });
      child.once('exit', (code, signal) => {
        if (this.#child === child) this.#child = null;
        const gone = new Error(`a member's process ended with ${signal ?? code}`);
        for (const { fail } of this.#open.values()) fail(gone);
        this.#open.clear();
        reject(gone);
      });
    });
    return this;
  }

  ask<Name extends keyof Deeds>(name: Name, ...args: Parameters<Deeds[Name]>): Promise<Answer<Name>> {
    const at = this.#asked++;
    return new Promise((take, fail) => {
      this.#open.set(at, { take, fail });
      if (this.#child === null) fail(new Error('a member is asked who is not there'));
      else this.#child.send({ at, asked: { name, args } as unknown as Asked });
    });
  }

  /** Asks and does not wait: it may be killed before it can answer. */
  tell<Name extends keyof Deeds>(name: Name, ...args: Parameters<Deeds[Name]>): void {
    this.ask(name, ...args).catch(() => {});
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  async close(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    await this.ask('close');
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.disconnect();
    await gone;
  }
}
