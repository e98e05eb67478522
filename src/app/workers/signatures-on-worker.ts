import type { Worker } from 'node:worker_threads';
import type { SignatureClaim } from '../../practice/events/signature.ts';
import { isSigned } from '../../practice/peer/device-keys.ts';
import type { PackedClaims } from './signature-worker.ts';
import { startWorker } from './start-worker.ts';

/** A thread that had nothing to do for so long ends. */
const idleMs = 2_000;

const checkHere = (claims: readonly SignatureClaim[]): readonly boolean[] =>
  claims.map(({ message, signature, publicKey }) => isSigned(message, signature, publicKey));

const pack = (claims: readonly SignatureClaim[]): PackedClaims => {
  const messages = new Uint8Array(claims.reduce((bytes, { message }) => bytes + message.length, 0));
  const ends = new Uint32Array(claims.length);
  const signatures = new Uint8Array(64 * claims.length);
  const publicKeys = new Uint8Array(32 * claims.length);
  let at = 0;
  for (const [k, { message, signature, publicKey }] of claims.entries()) {
    messages.set(message, at);
    at += message.length;
    ends[k] = at;
    signatures.set(signature, 64 * k);
    publicKeys.set(publicKey, 32 * k);
  }
  return { messages, ends, signatures, publicKeys };
};

interface Waiting {
  readonly claims: readonly SignatureClaim[];
  readonly give: (verdicts: readonly boolean[]) => void;
}

/** One thread for all communities of this process. */
class SignatureThread {
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | null = null;
  #waiting: Waiting[] = [];

  check(claims: readonly SignatureClaim[]): Promise<readonly boolean[]> {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#worker ??= this.#start();
    const worker = this.#worker;
    return new Promise((give) => {
      this.#waiting.push({ claims, give });
      const packed = pack(claims);
      worker.postMessage(packed, [packed.messages.buffer, packed.signatures.buffer] as ArrayBuffer[]);
    });
  }

  #start(): Worker {
    const worker = startWorker('signature-worker', null);
    worker.unref();
    worker.on('message', (verdicts: Uint8Array) => {
      this.#waiting.shift()?.give([...verdicts].map((verdict) => verdict === 1));
      if (this.#waiting.length === 0) this.#endWhenIdle();
    });
    // Whatever became of it: what it had not said is worked out here, and the next claims find another.
    const end = () => {
      if (this.#worker === worker) this.#worker = null;
      const left = this.#waiting;
      this.#waiting = [];
      for (const { claims, give } of left) give(checkHere(claims));
    };
    worker.on('error', end);
    worker.on('exit', end);
    return worker;
  }

  #endWhenIdle(): void {
    this.#idle = setTimeout(() => {
      const worker = this.#worker;
      this.#worker = null;
      void worker?.terminate();
    }, idleMs);
    this.#idle.unref();
  }

  /** Ends it in the middle of whatever it does. For tests of just that. */
  async kill(): Promise<void> {
    await this.#worker?.terminate();
  }
}

const thread = new SignatureThread();

/** The verdicts of `isSigned`, worked out on another thread; in the same order. */
export const checkOnThread = (claims: readonly SignatureClaim[]): Promise<readonly boolean[]> =>
  thread.check(claims);

export const killSignatureThread = (): Promise<void> => thread.kill();
