/** Runs pieces of a comparison as they are asked for. Started by `scenario-on-workers.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import {
  type ScenarioSetup,
  type ScenarioTask,
  scenarioRunner,
} from '../../scenario/comparison/scenario-tasks.ts';

const port = parentPort;
if (port === null) throw new Error('scenario-worker: expected to be started as a worker, but has no parent');

const run = scenarioRunner((workerData as { readonly data: ScenarioSetup }).data);

port.on('message', (task: ScenarioTask) => port.postMessage(run(task)));
