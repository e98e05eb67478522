import { useCallback, useEffect, useState } from 'react';
import type { JobData, Queries } from '../../app/protocol.ts';
import { addressOf } from '../address/address.ts';
import { goTo } from '../address/use-address.ts';
import { askHost, pathOf } from '../host/ask-host.ts';
import { listenToHost } from '../host/host-line.ts';

/**
 * The job that this window began: when it is done, the window goes to what was measured; other windows show a link.
 * A short job may have ended before this window hears its number, or while the host was away, so the host is asked
 * as well as listened to.
 */
export const useOwnJob = (): { readonly isUnderWay: boolean; readonly began: (job: string) => void } => {
  const [own, setOwn] = useState<string | null>(null);
  const settle = useCallback((job: JobData | undefined) => {
    if (job !== undefined && job.end === null) return;
    setOwn(null);
    if (job?.end?.how === 'done') goTo(addressOf(job.end.organisation));
  }, []);
  useEffect(() => {
    if (own === null) return;
    let isOver = false;
    const ask = async () => {
      const outcome = await askHost<Queries['jobs']>(pathOf('jobs'));
      if (!isOver && outcome.how === 'answered') settle(outcome.data.find(({ id }) => id === own));
    };
    void ask();
    const stopListening = listenToHost((heard) => {
      if (heard.type === 'job-ended' && heard.job.id === own) settle(heard.job);
      if (heard.type === 'back') void ask();
    });
    return () => {
      isOver = true;
      stopListening();
    };
  }, [own, settle]);
  return { isUnderWay: own !== null, began: setOwn };
};
