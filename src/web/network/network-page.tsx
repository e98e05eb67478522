import { useCallback, useState } from 'react';
import type { HostEvent, OrganisationData } from '../../app/protocol.ts';
import { count } from '../../kaleidoscope/text/numbers.ts';
import { addressOf } from '../address/address.ts';
import { goTo } from '../address/use-address.ts';
import { useQuery } from '../host/use-query.ts';
import { useWords } from '../text/words.ts';
import { CommunityTies } from './community-ties.tsx';
import { MapView } from './map-view.tsx';
import { PersonSearch } from './person-search.tsx';

/** Who is tied to whom, person by person: for the machine that holds the traces, and for nobody else. */
export const NetworkPage = ({
  organisation,
  chosen,
}: {
  readonly organisation: OrganisationData;
  readonly chosen: Readonly<Record<string, string>>;
}) => {
  const words = useWords();
  const { id, published } = organisation;
  const window = chosen.window ?? 'whole';
  const [isFormalShown, setIsFormalShown] = useState(false);
  const [person, setPerson] = useState<{ readonly of: string; readonly node: number } | null>(null);
  const changesWith = useCallback(
    (event: HostEvent) => event.type === 'organisation-changed' && event.organisation === id,
    [id],
  );
  const answer = useQuery({ query: 'organisations/:id/network/:window', parts: { id, window }, changesWith });
  const windows = published.portraits.filter(({ layer }) => layer === 'lived').map((each) => each.window);
  const node = person !== null && person.of === window ? person.node : null;
  const choose = (next: number | null) => setPerson(next === null ? null : { of: window, node: next });
  return (
    <div className="stack network-page">
      <header className="page-head">
        <h1>{words.page('page.network')}</h1>
        <p className="lead">{words.page('network.lead')}</p>
      </header>
      <p className="notice">{words.page('network.here-only')}</p>
      <div className="buttons">
        {windows.length < 2 ? null : (
          <label>
            {words.page('whole.slider')}{' '}
            <select
              className="field"
              value={window}
              onChange={({ target: { value } }) =>
                goTo(addressOf(id, 'network', null, value === 'whole' ? {} : { window: value }), 'replace')
              }
            >
              {windows.map((each) => (
                <option key={each} value={each}>
                  {each === 'whole' ? words.page('whole.span') : each}
                </option>
              ))}
            </select>
          </label>
        )}
        {answer.state === 'here' && answer.data.managers !== null ? (
          <label className="setting">
            <input
              type="checkbox"
              checked={isFormalShown}
              onChange={({ target: { checked } }) => setIsFormalShown(checked)}
            />{' '}
            {words.page('network.formal')}
          </label>
        ) : null}
      </div>
      {answer.state === 'asking' ? <p role="status">{words.page('network.reading')}</p> : null}
      {answer.state === 'refused' ? <p className="notice">{answer.refusal.sentence}</p> : null}
      {answer.state === 'here' ? (
        <>
          <p>
            {words.page('network.size', {
              people: count(answer.data.labels.length),
              ties: count(answer.data.from.length),
            })}
          </p>
          <MapView network={answer.data} chosen={node} isFormalShown={isFormalShown} onChoose={choose} />
          <p className="fine">{words.page('network.key')}</p>
          <PersonSearch key={window} network={answer.data} chosen={node} onChoose={choose} />
          <CommunityTies network={answer.data} />
        </>
      ) : null}
    </div>
  );
};
