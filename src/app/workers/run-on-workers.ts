import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { RefusalError } from '../../base/result.ts';
import type { Executor } from '../../measure/evaluate.ts';
import type { TaskResult } from '../../measure/evaluation-tasks.ts';
import { shareEvents } from './shared-columns.ts';
import { startWorker } from './start-worker.ts';

/**
 * Evaluates on worker threads: each takes the next task when it is done with one. Results depend on the tasks alone, so
 * any number of workers gives the same bytes. Given an AbortSignal it stops at once, in the middle of a task.
 *
 * @param workerCount ≥ 1; with one the caller's thread stays free
 */
export const workersOf =
  (workerCount: number): Executor =>
  async (setup, tasks, onDone, signal) => {
    if (signal.aborted) throw new RefusalError('stopped');
    const data = { ...setup, events: shareEvents(setup.events) };
    const count = Math.max(1, Math.min(workerCount, tasks.length));
    const workers: Worker[] = [];
    const results: TaskResult[] = [];
    let next = 0;
    let done = 0;
    let stop: (() => void) | null = null;
    try {
      await new Promise<void>((resolve, reject) => {
        stop = () => reject(new RefusalError('stopped'));
        if (signal instanceof AbortSignal) signal.addEventListener('abort', stop);
        for (let k = 0; k < count; k++) {
          const worker = startWorker('measure-worker', data);
          workers.push(worker);
          let current = -1;
          const ask = () => {
            current = next++;
            if (current < tasks.length) worker.postMessage(tasks[current]);
          };
          worker.on('message', (result: TaskResult) => {
            results[current] = result;
            done++;
            onDone();
            if (done === tasks.length) resolve();
            else if (signal.aborted) reject(new RefusalError('stopped'));
            else ask();
          });
          worker.on('error', reject);
          worker.on('exit', (code) =>
            reject(new Error(`workersOf: expected all tasks done, but a worker ended with ${code}`)),
          );
          ask();
        }
      });
    } finally {
      if (signal instanceof AbortSignal && stop !== null) signal.removeEventListener('abort', stop);
      await Promise.all(workers.map((worker) => worker.terminate()));
    }
    return results;
  };

/** As many workers as this machine can run at once. */
export const runOnWorkers: Executor = workersOf(availableParallelism());
