import type { HostEvent, OrganisationEntry } from '../../app/protocol.ts';
import { addressOf, measureAddress, practiceAddress, writeAddress } from '../address/address.ts';
import { useQuery } from '../host/use-query.ts';
import { JobList } from '../jobs/job-list.tsx';
import { NoSuchPage } from '../shell/no-such-page.tsx';
import { Shell } from '../shell/shell.tsx';
import { useWords } from '../text/words.ts';

const changesWith = ({ type }: HostEvent): boolean => type !== 'job-progress';

const OrganisationList = ({ entries }: { readonly entries: readonly OrganisationEntry[] }) => {
  const words = useWords();
  return (
    <ul className="organisations">
      {entries.map(({ id, name, isSimulated, isMeasured }) => (
        <li key={id}>
          <a href={writeAddress(addressOf(id))}>{name}</a>
          {isSimulated ? <span className="badge">{words.say('facet.simulated')}</span> : null}
          {isMeasured ? null : <span className="fine">{words.page('start.measured-when-opened')}</span>}
        </li>
      ))}
    </ul>
  );
};

/** The first screen: what was measured on this machine, what can be measured, and ready organisations. */
export const StartPage = () => {
  const words = useWords();
  const answer = useQuery({ query: 'organisations', changesWith });
  if (answer.state === 'refused')
    return (
      <Shell organisation={null} page={null}>
        <NoSuchPage refusal={answer.refusal} isGone={false} />
      </Shell>
    );
  const entries = answer.state === 'here' ? answer.data : [];
  const own = entries.filter(({ origin }) => origin === 'archive');
  const ready = entries.filter(({ origin }) => origin === 'sample');
  return (
    <Shell organisation={null} page={null} refusal={answer.state === 'here' ? answer.refusal : null}>
      <header className="page-head">
        <h1>{words.page('start.title')}</h1>
        <p className="lead">{words.page('start.lead')}</p>
      </header>
      <div className="start">
        <section className="stack" aria-labelledby="own">
          <h2 id="own">{words.page('start.own')}</h2>
          {answer.state === 'here' && own.length === 0 ? <p>{words.page('start.nothing')}</p> : null}
          <OrganisationList entries={own} />
          <JobList />
          <a className="button is-first" href={writeAddress(measureAddress)}>
            {words.page('start.measure')}
          </a>
          <p className="fine">{words.page('start.measure-kinds')}</p>
        </section>
        {ready.length === 0 ? null : (
          <section className="stack" aria-labelledby="ready">
            <h2 id="ready">{words.page('start.ready')}</h2>
            <OrganisationList entries={ready} />
          </section>
        )}
        <section className="stack" aria-labelledby="practise">
          <h2 id="practise">{words.page('start.practise')}</h2>
          <p>{words.page('practice.lead')}</p>
          <a className="button" href={writeAddress(practiceAddress)}>
            {words.page('start.to-practice')}
          </a>
        </section>
      </div>
    </Shell>
  );
};
