import type { Address } from '../address/address.ts';
import type { OrganisationData } from '../host/host-data.ts';
import { useHostData } from '../host/use-host-data.ts';
import { useWords } from '../text/words.ts';
import { routes } from './route-table.tsx';
import { Shell } from './shell.tsx';

/** Says that nothing stands at an address, and the way back. */
export const NoSuchPage = () => {
  const words = useWords();
  return (
    <div className="stack">
      <h1>{words.page('unknown.title')}</h1>
      <p>{words.page('unknown.text')}</p>
      <a className="button is-first" href="#/">
        {words.page('shell.start')}
      </a>
    </div>
  );
};

/** One organisation, at one of its pages. */
export const OrganisationView = ({
  address,
}: {
  readonly address: Extract<Address, { readonly at: 'organisation' }>;
}) => {
  const { organisation: id, page, subject, chosen } = address;
  const answer = useHostData<OrganisationData>(`api/organisations/${encodeURIComponent(id)}`);
  const organisation = answer.state === 'here' ? answer.data : null;
  const isHostLost = answer.state === 'lost' || (answer.state === 'here' && answer.isHostLost);
  const route = routes[page];
  return (
    <Shell organisation={organisation} page={page} isHostLost={isHostLost}>
      {answer.state === 'gone' || route === undefined ? (
        <NoSuchPage />
      ) : organisation === null ? null : (
        route.draw({ organisation, subject, chosen })
      )}
    </Shell>
  );
};
