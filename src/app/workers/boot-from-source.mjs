// A worker of a checkout that is run from its TypeScript: Node 20 cannot load that by itself. A build needs no boot.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.module);
