/** Runs pieces of an evaluation as they are asked for. Started by `run-on-workers.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { type EvaluationSetup, type EvaluationTask, taskRunner } from '../../measure/evaluation-tasks.ts';

const port = parentPort;
if (port === null) throw new Error('measure-worker: expected to be started as a worker, but has no parent');

const run = taskRunner((workerData as { readonly data: EvaluationSetup }).data);

port.on('message', (task: EvaluationTask) => port.postMessage(run(task)));
