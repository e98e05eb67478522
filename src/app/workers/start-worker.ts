import { Worker } from 'node:worker_threads';

/**
 * Starts a worker from a module of this program, given as `new URL('./some-worker.ts', import.meta.url)` — in a build
 * that name ends in `.js` and is loaded as it is; from source a boot file registers TypeScript first.
 *
 * @param name file name without ending, in this folder
 * @param data what the worker finds as `workerData.data`; shared buffers are shared
 */
export const startWorker = (name: string, data: unknown): Worker => {
  const isSource = import.meta.url.endsWith('.ts');
  const module = new URL(`./${name}.${isSource ? 'ts' : 'js'}`, import.meta.url);
  const entry = isSource ? new URL('./boot-from-source.mjs', import.meta.url) : module;
  return new Worker(entry, { workerData: { module: module.href, data } });
};
