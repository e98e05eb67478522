import { useEffect, useState } from 'react';
import type { HostEvent, JobData } from '../../app/protocol.ts';
import { listenToHost } from '../host/host-line.ts';
import { useQuery } from '../host/use-query.ts';

/** A job with how fast its stage went since this window first heard of it. */
export interface SeenJob extends JobData {
  /** Units a second; `null` until it can be said. */
  readonly rate: number | null;
  /** Seconds; `null` where it cannot be said. */
  readonly leftSeconds: number | null;
}

interface Stage {
  readonly name: string;
  readonly fromMs: number;
  readonly fromDone: number;
}

/** A rate from less than this says little. */
const soonestMs = 1_000;
/** Before this share is done, time left is a guess: the longest pieces of work come first. */
const soonestShare = 0.05;

const noChange = (_: HostEvent): boolean => false;

const stages = new Map<string, Stage>();

/** Adds speed and time left to what was told at `nowMs`. */
const see = (job: JobData, nowMs: number): SeenJob => {
  const known = stages.get(job.id);
  const stage =
    known !== undefined && known.name === job.stage && job.done >= known.fromDone
      ? known
      : { name: job.stage, fromMs: nowMs, fromDone: job.done };
  stages.set(job.id, stage);
  const passedMs = nowMs - stage.fromMs;
  const rate = passedMs < soonestMs ? null : ((job.done - stage.fromDone) / passedMs) * 1_000;
  const leftSeconds =
    rate === null || rate <= 0 || job.total === null || job.done < soonestShare * job.total
      ? null
      : (job.total - job.done) / rate;
  return { ...job, rate, leftSeconds };
};

/** Ended jobs that a person put away in this window. */
const putAway = new Set<string>();

/**
 * Long work of this host, the newest told first; every window sees the same.
 *
 * @param organisation only what is about it; `null`: everything
 */
export const useJobs = (
  organisation: string | null,
): { readonly jobs: readonly SeenJob[]; readonly putAwayJob: (id: string) => void } => {
  const [told, setTold] = useState<ReadonlyMap<string, SeenJob>>(new Map());
  const asked = useQuery({ query: 'jobs', changesWith: noChange });
  const answer = asked.state === 'here' ? asked.data : null;
  useEffect(() => {
    if (answer === null) return;
    // What the host no longer knows is over; what it was heard to end stays ended. What was done before this
    // window looked stands among the organisations.
    setTold(
      (before) =>
        new Map(
          answer
            .filter(({ id, end }) => (end?.how !== 'done' || before.has(id)) && !putAway.has(id))
            .map((job) => {
              const held = before.get(job.id);
              return [job.id, held !== undefined && held.end !== null ? held : see(job, performance.now())];
            }),
        ),
    );
  }, [answer]);
  useEffect(
    () =>
      listenToHost((heard) => {
        if (heard.type !== 'job-progress' && heard.type !== 'job-ended') return;
        const job = see(heard.job, performance.now());
        setTold((before) => new Map(before).set(job.id, job));
      }),
    [],
  );
  return {
    jobs: [...told.values()]
      .reverse()
      .filter((job) => organisation === null || job.organisation === organisation),
    putAwayJob(id) {
      putAway.add(id);
      setTold((before) => new Map([...before].filter(([each]) => each !== id)));
    },
  };
};
