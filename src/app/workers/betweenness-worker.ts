/** Follows shortest paths from the sources of one lane at a time. Started by `betweenness-on-workers.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { dependenciesOfLane } from '../../measure/network/betweenness.ts';
import type { Csr } from '../../measure/network/snapshot.ts';

export interface BetweennessSetup {
  readonly out: Csr;
  readonly into: Csr;
  readonly sources: Uint32Array;
}

const port = parentPort;
if (port === null)
  throw new Error('betweenness-worker: expected to be started as a worker, but has no parent');

const { out, into, sources } = (workerData as { readonly data: BetweennessSetup }).data;

port.on('message', (lane: number) => {
  const sums = dependenciesOfLane(out, into, sources, lane, sources.length < out.nodeCount);
  port.postMessage(sums, [sums.sum.buffer as ArrayBuffer, sums.squares.buffer as ArrayBuffer]);
});
