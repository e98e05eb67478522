import { useState } from 'react';
import type { Queries } from '../../../app/protocol.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useQuery } from '../../host/use-query.ts';
import { useWords } from '../../text/words.ts';
import { haveChanged } from '../have-changed.ts';
import { SaidForm } from './said-form.tsx';

type Page = Queries['practice/:community/decision/:id'];

const AskForm = ({ community, page }: { readonly community: string; readonly page: Page }) => {
  const words = useWords();
  const { act, isRunning, trouble } = useCommand();
  const people = useQuery({
    query: 'practice/:community/people',
    parts: { community },
    changesWith: haveChanged,
  });
  const others =
    people.state === 'here'
      ? people.data.filter(({ standing, person }) => standing === 'member' && person !== page.by.person)
      : [];
  const [person, setPerson] = useState('');
  const [as, setAs] = useState<'affected' | 'knows'>('affected');
  return (
    <form
      className="settings"
      onSubmit={(event) => {
        event.preventDefault();
        void act(community, 'advice-asked', { decision: page.id, person, as });
      }}
    >
      <label>
        {words.page('advice.whom')}{' '}
        <select className="field" value={person} onChange={({ target }) => setPerson(target.value)}>
          <option value="">–</option>
          {others.map((each) => (
            <option key={each.person} value={each.person}>
              {each.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.page('advice.as')}{' '}
        <select
          className="field"
          value={as}
          onChange={({ target }) => setAs(target.value === 'knows' ? 'knows' : 'affected')}
        >
          <option value="affected">{words.page('advice.affected')}</option>
          <option value="knows">{words.page('advice.knows')}</option>
        </select>
      </label>
      <button type="submit" className="button" disabled={person === '' || isRunning}>
        {words.page('advice.ask')}
      </button>
      <Trouble trouble={trouble} />
    </form>
  );
};

/** Who was asked for advice, and what they said; whoever is asked answers here. */
export const Advice = ({ community, page }: { readonly community: string; readonly page: Page }) => {
  const words = useWords();
  if (page.advice.length === 0 && !page.may.askAdvice) return null;
  return (
    <section className="stack" aria-labelledby="advice">
      <h2 id="advice">{words.page('advice.title')}</h2>
      <ul className="plain">
        {page.advice.map(({ ask, person, as, answer }) => (
          <li key={ask} className="stack">
            <p>
              <strong>{person.name}</strong> <span className="fine">{words.page(`advice.${as}`)}</span>
            </p>
            {answer === null ? (
              <p className="absent">{words.page('advice.waits')}</p>
            ) : (
              <p className="said">{answer}</p>
            )}
            {page.may.advise.includes(ask) ? (
              <SaidForm
                community={community}
                place={`advice ${ask}`}
                label={words.page('advice.yours')}
                button={words.page('advice.give')}
                type="advice-given"
                bodyOf={(text) => ({ decision: page.id, ask, text })}
                most={8000}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {page.may.askAdvice ? <AskForm community={community} page={page} /> : null}
    </section>
  );
};
