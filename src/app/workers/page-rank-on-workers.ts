import type { Worker } from 'node:worker_threads';
import {
  afterSweep,
  beginPageRank,
  blockBounds,
  finishPageRank,
  type PageRank,
  type PageRankOptions,
  pageRank,
  pageRankColumns,
  type SweepSums,
} from '../../measure/network/page-rank.ts';
import type { Arcs } from '../../measure/network/snapshot.ts';
import type { PageRankBlock } from './page-rank-worker.ts';
import { shareCsr, sharedFloats } from './shared-network.ts';
import { startWorker } from './start-worker.ts';

/** One sweep of every block; the sums in the order of the blocks. */
const sweepAll = (workers: readonly Worker[], sweep: number, teleport: number): Promise<SweepSums[]> =>
  Promise.all(
    workers.map(
      (worker) =>
        new Promise<SweepSums>((resolve, reject) => {
          const onExit = (code: number) =>
            reject(new Error(`pageRankOnWorkers: expected a sweep, but a worker ended with ${code}`));
          worker.once('error', reject);
          worker.once('exit', onExit);
          worker.once('message', (sums: SweepSums) => {
            worker.off('error', reject);
            worker.off('exit', onExit);
            resolve(sums);
          });
          worker.postMessage({ sweep, teleport });
        }),
    ),
  );

/**
 * `pageRank` with one worker thread for each of its blocks, default 2, and the same numbers to the last bit as on
 * one thread with as many blocks.
 */
export const pageRankOnWorkers = async (arcs: Arcs, options: PageRankOptions = {}): Promise<PageRank> => {
  const { damping = 0.85, tolerance = 1e-10, maxIterations = 1000, blocks = 2 } = options;
  const { nodeCount } = arcs;
  if (nodeCount === 0) return pageRank(arcs, options);
  const into = shareCsr(arcs.into);
  const columns = pageRankColumns({ ...arcs, into }, damping, sharedFloats);
  const other = sharedFloats(nodeCount);
  const bounds = blockBounds(into, blocks);
  const workers: Worker[] = [];
  try {
    let from = 0;
    for (const until of bounds.slice(1)) {
      const block: PageRankBlock = {
        columns,
        published: [columns.share, other],
        damping,
        from,
        until,
      };
      workers.push(startWorker('page-rank-worker', block));
      from = until;
    }
    let progress = beginPageRank(nodeCount, damping);
    while (!progress.converged && progress.iterations < maxIterations) {
      const sums = await sweepAll(workers, progress.iterations, progress.teleport);
      progress = afterSweep(progress, sums, nodeCount, tolerance);
    }
    return finishPageRank(columns, progress);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
};
