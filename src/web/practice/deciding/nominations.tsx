import { useState } from 'react';
import type { Queries } from '../../../app/protocol.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useQuery } from '../../host/use-query.ts';
import { useWords } from '../../text/words.ts';
import { haveChanged } from '../have-changed.ts';
import { useDraft } from '../use-draft.ts';

type Page = Queries['practice/:community/decision/:id'];

/** Chooses a person and says why; kept as a draft until it is sent. */
const PersonForm = ({
  community,
  decision,
  type,
  people,
}: {
  readonly community: string;
  readonly decision: string;
  readonly type: 'nomination-made' | 'nominee-proposed';
  readonly people: readonly { readonly person: string; readonly name: string }[];
}) => {
  const words = useWords();
  const { act, isRunning, trouble } = useCommand();
  const [person, setPerson] = useState('');
  const [reason, setReason] = useDraft(`${community} ${type} ${decision}`);
  const step = type === 'nomination-made' ? 'nominate' : 'put-forward';
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        void act(community, type, { decision, person, reason: reason.trim() }).then((isDone) => {
          if (isDone) setReason('');
        });
      }}
    >
      <h3>{words.page(`election.${step}`)}</h3>
      <label className="setting">
        {words.page('election.whom')}{' '}
        <select className="field" value={person} onChange={({ target }) => setPerson(target.value)}>
          <option value="">–</option>
          {people.map((each) => (
            <option key={each.person} value={each.person}>
              {each.name}
            </option>
          ))}
        </select>
      </label>
      <label className="stack wide">
        {words.page('election.why')}
        <textarea
          className="field"
          rows={2}
          maxLength={4000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </label>
      <Trouble trouble={trouble} />
      <div className="buttons">
        <button
          type="submit"
          className="button is-first"
          disabled={person === '' || reason.trim() === '' || isRunning}
        >
          {words.page(`election.${step}`)}
        </button>
      </div>
    </form>
  );
};

/** A sociocratic election before and beside its consent: who nominates whom and why, and who is put forward. */
export const Nominations = ({ community, page }: { readonly community: string; readonly page: Page }) => {
  const words = useWords();
  const members = useQuery({
    query: 'practice/:community/people',
    parts: { community },
    changesWith: haveChanged,
  });
  if (page.terms.method !== 'sociocratic-election') return null;
  const { nominations, nominee, may, id } = page;
  const people = members.state === 'here' ? members.data.filter(({ standing }) => standing === 'member') : [];
  return (
    <section className="stack" aria-labelledby="nominations">
      <h2 id="nominations">{words.page('election.title')}</h2>
      {nominee === null ? null : (
        <p className="notice">
          <strong>{words.page('election.is-put-forward', { name: nominee.person.name })}</strong>{' '}
          {nominee.reason}
        </p>
      )}
      {nominations.length === 0 ? <p className="absent">{words.page('election.none')}</p> : null}
      <ul className="plain">
        {nominations.map(({ by, person, reason, before }) => (
          <li key={by.person}>
            <p>
              <strong>{words.page('election.nominates', { by: by.name, name: person.name })}</strong>{' '}
              {before === null ? null : (
                <span className="fine">{words.page('election.before', { name: before.name })}</span>
              )}
            </p>
            <p className="said">{reason}</p>
          </li>
        ))}
      </ul>
      {may.nominate ? (
        <>
          {nominations.length === 0 ? null : <p className="fine">{words.page('election.change')}</p>}
          <PersonForm community={community} decision={id} type="nomination-made" people={people} />
        </>
      ) : null}
      {may.putForward.length === 0 ? null : (
        <PersonForm
          community={community}
          decision={id}
          type="nominee-proposed"
          people={people.filter(({ person }) => may.putForward.includes(person))}
        />
      )}
    </section>
  );
};
