import type { Worker } from 'node:worker_threads';
import {
  type Betweenness,
  type DependencySums,
  drawSources,
  finishBetweenness,
  laneCount,
} from '../../measure/network/betweenness.ts';
import type { Arcs, Ties } from '../../measure/network/snapshot.ts';
import type { BetweennessSetup } from './betweenness-worker.ts';
import { shareCsr } from './shared-network.ts';
import { startWorker } from './start-worker.ts';

/**
 * `betweenness` on worker threads, to the same last bit: a worker takes the next lane of sources when it is done
 * with one, and lanes are added in their own order.
 *
 * @param workerCount ≥ 1; more than there are lanes are not started
 */
export const betweennessOnWorkers = async (
  network: Arcs | Ties,
  sources: Uint32Array | null,
  workerCount: number,
): Promise<Betweenness> => {
  const isSymmetric = 'isSymmetric' in network;
  const out = shareCsr(isSymmetric ? network : network.out);
  const into = isSymmetric ? out : shareCsr(network.into);
  const from = sources ?? drawSources(network.nodeCount, network.nodeCount, 0);
  const setup: BetweennessSetup = { out, into, sources: from };
  const lanes: DependencySums[] = [];
  const workers: Worker[] = [];
  let next = 0;
  let done = 0;
  try {
    await new Promise<void>((resolve, reject) => {
      for (let k = 0; k < Math.max(1, Math.min(workerCount, laneCount)); k++) {
        const worker = startWorker('betweenness-worker', setup);
        workers.push(worker);
        let lane = next++;
        worker.on('message', (sums: DependencySums) => {
          lanes[lane] = sums;
          done++;
          lane = next++;
          if (done === laneCount) resolve();
          else if (lane < laneCount) worker.postMessage(lane);
        });
        worker.on('error', reject);
        worker.on('exit', (code) =>
          reject(new Error(`betweennessOnWorkers: expected all lanes, but a worker ended with ${code}`)),
        );
        worker.postMessage(lane);
      }
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return finishBetweenness(lanes, from.length, isSymmetric);
};
