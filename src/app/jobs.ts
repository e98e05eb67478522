import { randomUUID } from 'node:crypto';
import { sentenceOf } from '../base/refusals.ts';
import { RefusalError } from '../base/result.ts';
import type { OnProgress } from './gather-traces.ts';
import type { HostEvent, JobData, JobEnd } from './protocol.ts';

export type Tell = (event: HostEvent) => void;

export interface JobRequest<T> {
  /** What is being done, as a person would say it. */
  readonly title: string;
  /** The organisation it is about, where it has an address already. */
  readonly organisation: string | null;
  readonly work: (signal: AbortSignal, onProgress: OnProgress) => Promise<T>;
  /** Address of the organisation that can be opened when it is done. */
  readonly organisationOf: (result: T) => string;
}

export interface StartedJob<T> {
  readonly id: string;
  readonly result: Promise<T>;
}

/** Long work of one host: told to every window, kept for those that come later, stopped when asked. */
export interface Jobs {
  list(): readonly JobData[];
  /** @throws RefusalError where too many are under way */
  start<T>(request: JobRequest<T>): StartedJob<T>;
  /** @throws RefusalError where there is no such job, or it has ended */
  cancel(id: string): void;
  /** Stops all. */
  close(): void;
}

const mostAtOnce = 4;
const mostKept = 20;
const tellEveryMs = 100;

const endOf = (error: unknown, isStopped: boolean): JobEnd => {
  if (isStopped) return { how: 'stopped' };
  if (error instanceof RefusalError) {
    const { code } = error.refusal;
    return { how: 'refused', refusal: { code, sentence: sentenceOf(error.refusal) } };
  }
  // Only the kind of fault and where it lies in this program: never what was being read.
  const { name = 'Error', stack = '' } = error instanceof Error ? error : {};
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return { how: 'fault', report: [name, ...places.slice(0, 12)].join('\n') };
};

export const openJobs = (tell: Tell, now: () => number): Jobs => {
  const jobs = new Map<string, { data: JobData; readonly stop: AbortController }>();
  const underWay = () => [...jobs.values()].filter(({ data }) => data.end === null);
  const forgetOldest = () => {
    for (const [id, { data }] of jobs) {
      if (jobs.size <= mostKept) return;
      if (data.end !== null) jobs.delete(id);
    }
  };
  return {
    list: () => [...jobs.values()].map(({ data }) => data),
    start({ title, organisation, work, organisationOf }) {
      if (underWay().length >= mostAtOnce) throw new RefusalError('jobs-too-many', { count: mostAtOnce });
      const id = randomUUID();
      const job = {
        data: {
          id,
          title,
          organisation,
          stage: '',
          done: 0,
          total: null,
          unit: '',
          startedAt: new Date(now()).toISOString(),
          end: null,
        } as JobData,
        stop: new AbortController(),
      };
      jobs.set(id, job);
      forgetOldest();
      let toldAt = Number.NEGATIVE_INFINITY;
      const onProgress: OnProgress = (stage, done, total, unit) => {
        const isNewStage = stage !== job.data.stage;
        job.data = { ...job.data, stage, done, total, unit };
        if (!isNewStage && now() - toldAt < tellEveryMs) return;
        toldAt = now();
        tell({ type: 'job-progress', job: job.data });
      };
      tell({ type: 'job-progress', job: job.data });
      const end = (how: JobEnd, about: string | null) => {
        job.data = { ...job.data, organisation: about, end: how };
        tell({ type: 'job-ended', job: job.data });
      };
      const result = work(job.stop.signal, onProgress).then(
        (value) => {
          const opened = organisationOf(value);
          end({ how: 'done', organisation: opened }, opened);
          return value;
        },
        (error: unknown) => {
          end(endOf(error, job.stop.signal.aborted), organisation);
          throw error;
        },
      );
      // Whoever waits for it hears of a failure; nobody has to.
      result.catch(() => undefined);
      return { id, result };
    },
    cancel(id) {
      const job = jobs.get(id);
      if (job === undefined || job.data.end !== null) throw new RefusalError('job-unknown');
      job.stop.abort();
    },
    close() {
      for (const { stop } of underWay()) stop.abort();
    },
  };
};
