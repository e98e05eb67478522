import { useState } from 'react';
import type { Queries } from '../../app/protocol.ts';
import { count } from '../../kaleidoscope/text/numbers.ts';
import { SureButton } from '../shell/sure-button.tsx';
import { useWords } from '../text/words.ts';
import { ruleWords } from './rule-words.ts';
import type { PeopleCommands } from './use-people-commands.ts';

export type ListedPerson = Queries['organisations/:id/people']['people'][number];

/** Why the accounts are one person, and how to say that some of them are not. */
const PersonDetails = ({
  person,
  commands,
}: {
  readonly person: ListedPerson;
  readonly commands: PeopleCommands;
}) => {
  const words = useWords();
  const [apart, setApart] = useState<readonly string[]>([]);
  const isBusy = commands.state.is === 'under-way';
  return (
    <div className="stack">
      {person.merges.length === 0 ? null : (
        <ul>
          {person.merges.map(({ rule, because }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: merges have no name of their own, and stay in order
            <li key={place}>
              {ruleWords(words, rule)}
              {because === null ? null : (
                <>
                  {' '}
                  <span className="fine" lang="en">
                    {because}
                  </span>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {person.accountCount < 2 ? (
        person.accounts?.map((account) => <code key={account}>{account}</code>)
      ) : person.accounts === null ? (
        <p className="fine">{words.page('people.names-to-split')}</p>
      ) : (
        <fieldset className="stack">
          <legend>{words.page('people.accounts')}</legend>
          <div>
            {person.accounts.map((account) => (
              <label key={account} className="setting">
                <input
                  type="checkbox"
                  checked={apart.includes(account)}
                  onChange={({ target: { checked } }) =>
                    setApart(checked ? [...apart, account] : apart.filter((each) => each !== account))
                  }
                />{' '}
                <code>{account}</code>
              </label>
            ))}
          </div>
          <button
            type="button"
            className="button"
            disabled={apart.length === 0 || apart.length === person.accountCount || isBusy}
            onClick={() => void commands.change({ action: 'split', accounts: apart })}
          >
            {words.page('people.split')}
          </button>
        </fieldset>
      )}
      <SureButton
        label={words.page('people.erase')}
        about={person.pseudonym}
        question={words.page('people.erase-question', { who: person.name ?? person.pseudonym })}
        onSure={() => void commands.erase(person.pseudonym)}
      />
    </div>
  );
};

/** One person of the archive: who, how many accounts, why they are one. */
export const PersonRow = ({
  person,
  isChosen,
  onChoose,
  commands,
}: {
  readonly person: ListedPerson;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
  readonly commands: PeopleCommands;
}) => {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const rules = [...new Set(person.merges.map(({ rule }) => rule))];
  const details = `p-${person.pseudonym}`;
  return (
    <>
      <tr className={isChosen ? 'is-chosen' : ''}>
        <td>
          <label className="setting">
            <input
              type="checkbox"
              data-person={person.pseudonym}
              checked={isChosen}
              onChange={({ target: { checked } }) => onChoose(checked)}
            />
            <span className="unseen">{words.page('people.choose', { who: person.pseudonym })}</span>
          </label>
        </td>
        <th scope="row">
          {person.name === null ? null : <strong>{person.name} </strong>}
          <span className={person.name === null ? '' : 'fine'}>{person.pseudonym}</span>
          {person.isBot ? <span className="badge">{words.page('people.bot')}</span> : null}
        </th>
        <td className="number">{count(person.accountCount)}</td>
        <td className="why">{rules.map((rule) => ruleWords(words, rule)).join(' ')}</td>
        <td>
          <button
            type="button"
            className="button is-plain"
            aria-expanded={isOpen}
            aria-controls={isOpen ? details : undefined}
            onClick={() => setOpen(!isOpen)}
          >
            {words.page('people.more')}
            <span className="unseen"> {person.pseudonym}</span>
          </button>
        </td>
      </tr>
      {isOpen ? (
        <tr id={details}>
          <td />
          <td colSpan={4}>
            <PersonDetails person={person} commands={commands} />
          </td>
        </tr>
      ) : null}
    </>
  );
};
