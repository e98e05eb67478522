import { useState } from 'react';
import type { CommunityHome, Queries } from '../../../app/protocol.ts';
import { communityAddress, writeAddress } from '../../address/address.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useQuery } from '../../host/use-query.ts';
import { useWords } from '../../text/words.ts';
import { haveChanged } from '../have-changed.ts';
import { Moment } from '../moment.tsx';
import { useDraft } from '../use-draft.ts';
import { useMe } from '../use-me.ts';

type Data = Queries['practice/:community/agreements'];

const dayMs = 86_400_000;

const PactForm = ({ community, me }: { readonly community: string; readonly me: string }) => {
  const words = useWords();
  const { act, isRunning, trouble } = useCommand();
  const people = useQuery({
    query: 'practice/:community/people',
    parts: { community },
    changesWith: haveChanged,
  });
  const others =
    people.state === 'here'
      ? people.data.filter(({ standing, person }) => standing === 'member' && person !== me)
      : [];
  const [person, setPerson] = useState('');
  const [text, setText] = useDraft(`${community} pact`);
  const [days, setDays] = useState(90);
  return (
    <details>
      <summary>{words.page('pact.propose')}</summary>
      <form
        className="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          const body = { with: person, text: text.trim(), reviewAt: Date.now() + days * dayMs };
          void act(community, 'pact-proposed', body).then((isDone) => {
            if (isDone) setText('');
          });
        }}
      >
        <label className="setting">
          {words.page('pact.with')}{' '}
          <select className="field" value={person} onChange={({ target }) => setPerson(target.value)}>
            <option value="">–</option>
            {others.map((each) => (
              <option key={each.person} value={each.person}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
        <label className="stack wide">
          {words.page('pact.text')}
          <textarea
            className="field"
            rows={3}
            maxLength={8000}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <label className="setting">
          {words.page('record.review')}{' '}
          <input
            className="field"
            type="number"
            min={1}
            value={days}
            onChange={({ target }) => setDays(Math.max(1, Math.round(Number(target.value))))}
          />
        </label>
        <Trouble trouble={trouble} />
        <div className="buttons">
          <button
            type="submit"
            className="button is-first"
            disabled={person === '' || text.trim() === '' || isRunning}
          >
            {words.page('pact.offer')}
          </button>
        </div>
      </form>
    </details>
  );
};

const PactView = ({
  community,
  me,
  pact,
}: {
  readonly community: string;
  readonly me: string;
  readonly pact: Data['pacts'][number];
}) => {
  const words = useWords();
  const { act, isRunning, trouble } = useCommand();
  return (
    <li className="stack">
      <p>
        <strong>
          {pact.by.name} – {pact.with.name}
        </strong>{' '}
        <span className="fine">
          {words.page(`pact.${pact.standing}`)} · {words.page('agreement.review')}{' '}
          <Moment at={pact.reviewAt} isDay />
        </span>
      </p>
      <p className="said">{pact.text}</p>
      <div className="buttons">
        {pact.standing === 'proposed' && pact.with.person === me ? (
          <button
            type="button"
            className="button is-first"
            disabled={isRunning}
            onClick={() => void act(community, 'pact-accepted', { pact: pact.id })}
          >
            {words.page('pact.accept')}
          </button>
        ) : null}
        {pact.standing === 'ended' ? null : (
          <button
            type="button"
            className="button"
            disabled={isRunning}
            onClick={() => void act(community, 'pact-ended', { pact: pact.id })}
          >
            {words.page(pact.standing === 'proposed' ? 'pact.decline' : 'pact.end')}
          </button>
        )}
      </div>
      <Trouble trouble={trouble} />
    </li>
  );
};

/** What was agreed, with the day it is looked at again; and what two agreed between them. */
const matters = ['membership', 'agreements', 'roles', 'money', 'everything-else'] as const;

export const AgreementsPage = ({ home }: { readonly home: CommunityHome }) => {
  const words = useWords();
  const { community } = home.status;
  const me = useMe()?.person ?? '';
  const answer = useQuery({
    query: 'practice/:community/agreements',
    parts: { community },
    changesWith: haveChanged,
  });
  const data = answer.state === 'here' ? answer.data : null;
  const agreed = matters.flatMap((matter) => {
    const method = home.methods[matter];
    return method === undefined ? [] : [[matter, method] as const];
  });
  const standing = data?.agreements.filter(({ isReplaced }) => !isReplaced) ?? [];
  return (
    <>
      <header className="page-head">
        <h1>{words.page('practice.page-agreements')}</h1>
        <p className="lead">{words.page('agreement.lead')}</p>
      </header>
      {home.agreements.length === 0 && agreed.length === 0 ? null : (
        <section className="stack" aria-labelledby="founding">
          <h2 id="founding">{words.page('agreement.founding')}</h2>
          <ul>
            {home.agreements.map((each) => (
              <li key={each}>{each}</li>
            ))}
            {agreed.map(([matter, method]) => (
              <li key={matter}>
                {words.page(`matter.${matter}`)}: {words.page(`method.${method}`)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="stack" aria-labelledby="agreements">
        <h2 id="agreements">{words.page('agreement.decided')}</h2>
        {data !== null && standing.length === 0 ? (
          <p className="absent">{words.page('agreement.none')}</p>
        ) : null}
        <ul className="plain">
          {standing.map(({ id, title, text, reviewAt, isDue, circle, experiment }) => (
            <li key={id} className="stack">
              <h3>
                <a href={writeAddress(communityAddress(community, 'decision', id))}>{title}</a>{' '}
                {isDue ? <span className="badge">{words.page('agreement.due')}</span> : null}
              </h3>
              <p className="fine">
                {circle === null ? words.page('record.whole') : circle.name} ·{' '}
                {words.page('agreement.review')} <Moment at={reviewAt} isDay />
              </p>
              <p className="said">{text}</p>
              {experiment === null ? null : (
                <p>
                  {words.page('agreement.experiment', {
                    measure: experiment.measure,
                    hypothesis: experiment.hypothesis,
                  })}
                </p>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section className="stack" aria-labelledby="pacts">
        <h2 id="pacts">{words.page('pact.title')}</h2>
        <p className="fine">{words.page('pact.lead')}</p>
        <ul className="plain">
          {(data?.pacts ?? []).map((pact) => (
            <PactView key={pact.id} community={community} me={me} pact={pact} />
          ))}
        </ul>
        {home.isMember ? <PactForm community={community} me={me} /> : null}
      </section>
    </>
  );
};
