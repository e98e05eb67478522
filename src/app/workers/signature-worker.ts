/** Checks signatures while the main thread makes states of them. Started by `signatures-on-worker.ts`. */
import { parentPort } from 'node:worker_threads';
import { isSigned } from '../../practice/peer/device-keys.ts';

/** Claims one after the other, so that they cross threads without being copied one by one. */
export interface PackedClaims {
  readonly messages: Uint8Array;
  /** Where each message ends. */
  readonly ends: Uint32Array;
  /** 64 bytes a claim. */
  readonly signatures: Uint8Array;
  /** 32 bytes a claim. */
  readonly publicKeys: Uint8Array;
}

const port = parentPort;
if (port === null) throw new Error('signature-worker: expected to be started as a worker, but has no parent');

port.on('message', ({ messages, ends, signatures, publicKeys }: PackedClaims) => {
  const verdicts = new Uint8Array(ends.length);
  let from = 0;
  for (const [k, end] of ends.entries()) {
    const signature = signatures.subarray(64 * k, 64 * k + 64);
    const publicKey = publicKeys.subarray(32 * k, 32 * k + 32);
    verdicts[k] = isSigned(messages.subarray(from, end), signature, publicKey) ? 1 : 0;
    from = end;
  }
  port.postMessage(verdicts);
});
