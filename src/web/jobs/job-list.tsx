import { useState } from 'react';
import type { RefusalAnswer } from '../../app/protocol.ts';
import { count, decimal, duration } from '../../kaleidoscope/text/numbers.ts';
import { addressOf, writeAddress } from '../address/address.ts';
import { sendCommand } from '../host/ask-host.ts';
import { useWords } from '../text/words.ts';
import { type SeenJob, useJobs } from './use-jobs.ts';

const RunningJob = ({ job }: { readonly job: SeenJob }) => {
  const words = useWords();
  const [isStopping, setStopping] = useState(false);
  const [refusal, setRefusal] = useState<RefusalAnswer | null>(null);
  const { done, total, unit, stage, rate, leftSeconds } = job;
  const stop = async () => {
    setStopping(true);
    const outcome = await sendCommand('cancel', { job: job.id });
    if (outcome.how === 'answered') return;
    setStopping(false);
    setRefusal(outcome.how === 'refused' ? outcome.refusal : null);
  };
  const isBytes = unit === 'bytes';
  const amount = (value: number) => (isBytes ? decimal(value / 1e6) : count(value));
  const unitShown = isBytes ? 'MB' : unit;
  return (
    <>
      <p className="over">
        <span lang="en">{stage}</span>
      </p>
      <progress
        aria-label={job.title}
        {...(total === null || total === 0 ? {} : { value: done, max: total })}
      />
      <p className="fine">
        {[
          total === null
            ? `${amount(done)} ${unitShown}`
            : words.page('job.of', { done: amount(done), total: amount(total), unit: unitShown }),
          ...(rate === null
            ? []
            : [words.page('job.rate', { rate: decimal(isBytes ? rate / 1e6 : rate), unit: unitShown })]),
          ...(leftSeconds === null
            ? []
            : [words.page('job.left', { time: duration(leftSeconds, words.figure) })]),
        ].join(' · ')}
      </p>
      {refusal === null ? null : (
        <p className="notice" role="alert" lang="en">
          {refusal.sentence}
        </p>
      )}
      <button type="button" className="button" disabled={isStopping} onClick={stop}>
        {words.page(isStopping ? 'job.stopping' : 'job.stop')}
        <span className="unseen"> {job.title}</span>
      </button>
    </>
  );
};

const EndedJob = ({ job }: { readonly job: SeenJob }) => {
  const words = useWords();
  const { end } = job;
  if (end === null) return null;
  if (end.how === 'done')
    return (
      <p>
        {words.page('job.done')}{' '}
        <a href={writeAddress(addressOf(end.organisation))}>{words.page('job.open')}</a>
      </p>
    );
  if (end.how === 'stopped') return <p>{words.page('job.stopped')}</p>;
  if (end.how === 'refused') return <p lang="en">{end.refusal.sentence}</p>;
  return (
    <>
      <p>{words.page('job.fault')}</p>
      <details>
        <summary>{words.page('job.fault-report')}</summary>
        <pre lang="en">{end.report}</pre>
      </details>
    </>
  );
};

/** What is being measured, how far it is and how long it may take, and what came of it. */
export const JobList = ({
  organisation = null,
}: {
  /** Only what is about it. */
  readonly organisation?: string | null;
}) => {
  const words = useWords();
  const { jobs, putAwayJob } = useJobs(organisation);
  if (jobs.length === 0) return null;
  return (
    <ul className="jobs" aria-label={words.page('job.list')}>
      {jobs.map((job) => (
        <li key={job.id} className={job.end === null ? 'job' : 'job is-over'}>
          <h3>{job.title}</h3>
          <div aria-live="polite">{job.end === null ? null : <EndedJob job={job} />}</div>
          {job.end === null ? (
            <RunningJob job={job} />
          ) : (
            <button type="button" className="button" onClick={() => putAwayJob(job.id)}>
              {words.page('job.put-away')}
              <span className="unseen"> {job.title}</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
};
