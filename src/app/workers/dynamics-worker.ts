/** Keeps the rows of some blocks of a relational event model, and answers about them. Started by `dynamics-on-workers.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Request, StrataKeeper } from '../../measure/dynamics/relational-events/requests.ts';

const port = parentPort;
if (port === null) throw new Error('dynamics-worker: expected to be started as a worker, but has no parent');

const { from, until } = (workerData as { readonly data: { readonly from: number; readonly until: number } })
  .data;
const keeper = new StrataKeeper(from, until);

port.on('message', (request: Request) =>
  port.postMessage({ answers: keeper.answer(request, () => port.postMessage({ block: true })) }),
);
