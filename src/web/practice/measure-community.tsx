import { useState } from 'react';
import type { CommunityHome, RefusalAnswer } from '../../app/protocol.ts';
import { sendCommand } from '../host/ask-host.ts';
import { Trouble } from '../host/trouble.tsx';
import { useCommand } from '../host/use-command.ts';
import { JobList } from '../jobs/job-list.tsx';
import { useOwnJob } from '../measure-own/use-own-job.ts';
import { useWords } from '../text/words.ts';

/** From practice to the kaleidoscope: the community’s own record, measured on this machine. */
export const MeasureCommunity = ({ home }: { readonly home: CommunityHome }) => {
  const words = useWords();
  const { send, isRunning, trouble } = useCommand();
  const { isUnderWay, began } = useOwnJob();
  const [refusal, setRefusal] = useState<RefusalAnswer | null>(null);
  const [hasBegun, setBegun] = useState(false);
  const measure = async () => {
    setRefusal(null);
    const written = await send('practice-measured', { community: home.status.community });
    if (written.how !== 'answered') return;
    const outcome = await sendCommand('measure', {
      ...{ sources: [written.data.path], chart: null, windowScheme: 'quarter' },
      ...{ isUndirected: false, levelTop: 'low' },
    });
    if (outcome.how === 'answered') {
      began(outcome.data.job);
      setBegun(true);
    } else if (outcome.how === 'refused') setRefusal(outcome.refusal);
  };
  return (
    <section className="stack" aria-labelledby="measure">
      <h2 id="measure">{words.page('practice-measure.title')}</h2>
      <p>{words.page('practice-measure.what')}</p>
      <div className="buttons">
        <button
          type="button"
          className="button"
          disabled={isRunning || isUnderWay}
          onClick={() => void measure()}
        >
          {words.page('practice-measure.measure')}
        </button>
      </div>
      <Trouble trouble={trouble} />
      {refusal === null ? null : (
        <p className="notice" role="alert" lang="en">
          {refusal.sentence}
        </p>
      )}
      {hasBegun ? <JobList /> : null}
    </section>
  );
};
