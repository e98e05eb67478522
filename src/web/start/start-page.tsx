import { addressOf, writeAddress } from '../address/address.ts';
import type { OrganisationEntry } from '../host/host-data.ts';
import { useHostData } from '../host/use-host-data.ts';
import { Shell } from '../shell/shell.tsx';
import { useWords } from '../text/words.ts';

/** The first screen: every organisation that can be opened on this machine. */
export const StartPage = () => {
  const words = useWords();
  const answer = useHostData<readonly OrganisationEntry[]>('api/organisations');
  const isHostLost = answer.state === 'lost' || (answer.state === 'here' && answer.isHostLost);
  return (
    <Shell organisation={null} page={null} isHostLost={isHostLost}>
      <header className="page-head">
        <h1>{words.page('start.title')}</h1>
        <p className="lead">{words.page('start.lead')}</p>
      </header>
      {answer.state !== 'here' ? null : answer.data.length === 0 ? (
        <p className="notice">{words.page('start.nothing')}</p>
      ) : (
        <ul className="organisations">
          {answer.data.map(({ id, name, isSimulated }) => (
            <li key={id}>
              <a href={writeAddress(addressOf(id))}>{name}</a>
              {isSimulated ? <span className="badge">{words.say('facet.simulated')}</span> : null}
            </li>
          ))}
        </ul>
      )}
    </Shell>
  );
};
