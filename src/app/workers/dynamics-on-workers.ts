import type { Worker } from 'node:worker_threads';
import { RefusalError } from '../../base/result.ts';
import { type Analysis, addUp, type BlockAnswer } from '../../measure/dynamics/relational-events/requests.ts';
import { blockCount } from '../../measure/dynamics/relational-events/strata.ts';
import { startWorker } from './start-worker.ts';

interface Said {
  readonly answers?: BlockAnswer[];
}

/**
 * Runs an analysis with its rows on worker threads, each keeping an equal share of the blocks: the same bytes for any
 * number of workers. It stops at once when told to.
 *
 * @param workerCount 1 to 20
 * @param onStep called when a block is built, and when a request is answered
 */
export const analyseOnWorkers = async <T>(
  analysis: Analysis<T>,
  workerCount: number,
  signal: AbortSignal,
  onStep: () => void = () => {},
): Promise<T> => {
  if (signal.aborted) throw new RefusalError('stopped');
  const workers: Worker[] = [];
  let fail: (error: unknown) => void = () => {};
  const stop = () => fail(new RefusalError('stopped'));
  signal.addEventListener('abort', stop);
  const waiting: ((answers: BlockAnswer[]) => void)[] = [];
  try {
    const failed = new Promise<never>((_, reject) => {
      fail = reject;
    });
    for (let k = 0; k < workerCount; k++) {
      const worker = startWorker('dynamics-worker', {
        from: Math.floor((k * blockCount) / workerCount),
        until: Math.floor(((k + 1) * blockCount) / workerCount),
      });
      worker.on('message', ({ answers }: Said) => {
        if (answers === undefined) onStep();
        else waiting[k]!(answers);
      });
      worker.on('error', fail);
      worker.on('exit', (code) =>
        fail(new Error(`analyseOnWorkers: expected answers, but a worker ended with ${code}`)),
      );
      workers.push(worker);
    }
    let next = analysis.next();
    while (!next.done) {
      const request = next.value;
      const asked = workers.map(
        (worker, k) =>
          new Promise<BlockAnswer[]>((resolve) => {
            waiting[k] = resolve;
            worker.postMessage(request);
          }),
      );
      const answers = await Promise.race([Promise.all(asked), failed]);
      next = analysis.next(addUp(request, answers.flat()));
      onStep();
    }
    failed.catch(() => {});
    return next.value;
  } finally {
    signal.removeEventListener('abort', stop);
    for (const worker of workers) worker.removeAllListeners('exit');
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
};
