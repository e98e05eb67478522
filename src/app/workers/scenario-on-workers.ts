import type { Worker } from 'node:worker_threads';
import { RefusalError } from '../../base/result.ts';
import type { ScenarioSetup, ScenarioTask, TaskOutcome } from '../../scenario/comparison/scenario-tasks.ts';
import { startWorker } from './start-worker.ts';

/**
 * Runs a comparison on worker threads and tells each result as it comes. Results depend on the tasks alone: any number
 * of workers gives the same numbers. Stops at once when the signal says so.
 *
 * @param onResult place of the task, and what it gave
 * @param workerCount ≥ 1
 */
export const scenarioOnWorkers = async (
  setup: ScenarioSetup,
  tasks: readonly ScenarioTask[],
  onResult: (place: number, outcome: TaskOutcome) => void,
  signal: AbortSignal,
  workerCount: number,
): Promise<void> => {
  if (signal.aborted) throw new RefusalError('stopped');
  const workers: Worker[] = [];
  let next = 0;
  let done = 0;
  let stop = () => {};
  try {
    await new Promise<void>((resolve, reject) => {
      stop = () => reject(new RefusalError('stopped'));
      signal.addEventListener('abort', stop);
      for (let k = 0; k < Math.max(1, Math.min(workerCount, tasks.length)); k++) {
        const worker = startWorker('scenario-worker', setup);
        workers.push(worker);
        let current = -1;
        const ask = () => {
          current = next++;
          if (current < tasks.length) worker.postMessage(tasks[current]);
        };
        worker.on('message', (outcome: TaskOutcome) => {
          onResult(current, outcome);
          done++;
          if (done === tasks.length) resolve();
          else ask();
        });
        worker.on('error', reject);
        worker.on('exit', (code) =>
          reject(new Error(`scenarioOnWorkers: expected all tasks done, but a worker ended with ${code}`)),
        );
        ask();
      }
    });
  } finally {
    signal.removeEventListener('abort', stop);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
};
