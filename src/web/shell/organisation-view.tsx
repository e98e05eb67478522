import { useCallback, useEffect, useRef } from 'react';
import type { HostEvent } from '../../app/protocol.ts';
import type { Address } from '../address/address.ts';
import { useQuery } from '../host/use-query.ts';
import { JobList } from '../jobs/job-list.tsx';
import { useWords } from '../text/words.ts';
import { NoSuchPage } from './no-such-page.tsx';
import { routes } from './route-table.tsx';
import { Shell } from './shell.tsx';

/** One organisation, at one of its pages. */
export const OrganisationView = ({
  address,
}: {
  readonly address: Extract<Address, { readonly at: 'organisation' }>;
}) => {
  const words = useWords();
  const { organisation: id, page, subject, chosen } = address;
  const isPeople = page === 'people';
  const isStale = useRef(false);
  const changesWith = useCallback(
    (event: HostEvent) => {
      const isIts = 'organisation' in event && event.organisation === id;
      // Somebody who corrects people makes many changes: what they come to is measured when it is looked at.
      if (isIts && isPeople) isStale.current = true;
      return isIts && !isPeople;
    },
    [id, isPeople],
  );
  const answer = useQuery({ query: 'organisations/:id', parts: { id }, changesWith });
  const { askAgain } = answer;
  useEffect(() => {
    if (isPeople || !isStale.current) return;
    isStale.current = false;
    askAgain();
  }, [isPeople, askAgain]);
  const organisation = answer.state === 'here' ? answer.data : null;
  const route = routes[page];
  return (
    <Shell organisation={organisation} page={page} refusal={answer.state === 'here' ? answer.refusal : null}>
      {answer.state === 'refused' ? (
        <NoSuchPage refusal={answer.refusal} isGone={answer.isGone} />
      ) : route === undefined ? (
        <NoSuchPage />
      ) : organisation === null ? (
        <div className="opening stack">
          <p className="lead" role="status">
            {words.page('shell.opening')}
          </p>
          <JobList organisation={id} />
        </div>
      ) : (
        route.draw({ organisation, subject, chosen })
      )}
    </Shell>
  );
};
