/** Sweeps one block of nodes each time it is told the teleport. Started by `page-rank-on-workers.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { type PageRankColumns, sweepBlock } from '../../measure/network/page-rank.ts';

export interface PageRankBlock {
  readonly columns: PageRankColumns;
  /** Everybody's shares after even and after odd sweeps: one is read while the other is written. */
  readonly published: readonly [Float64Array, Float64Array];
  readonly damping: number;
  readonly from: number;
  readonly until: number;
}

const port = parentPort;
if (port === null) throw new Error('page-rank-worker: expected to be started as a worker, but has no parent');

const { columns, published, damping, from, until } = (workerData as { readonly data: PageRankBlock }).data;
/** This block's own view: its newest values, and the others' of the sweep before. */
const share = published[0].slice();
const own = { ...columns, share };

port.on('message', ({ sweep, teleport }: { readonly sweep: number; readonly teleport: number }) => {
  const [even, odd] = published;
  const [before, after] = sweep % 2 === 0 ? [even, odd] : [odd, even];
  share.set(before.subarray(0, from));
  share.set(before.subarray(until), until);
  const sums = sweepBlock(own, damping, teleport, from, until);
  after.set(share.subarray(from, until), from);
  port.postMessage(sums);
});
