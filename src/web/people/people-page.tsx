import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { HostEvent, OrganisationData, Queries } from '../../app/protocol.ts';
import { count } from '../../kaleidoscope/text/numbers.ts';
import { addressOf } from '../address/address.ts';
import { goTo } from '../address/use-address.ts';
import { useQuery } from '../host/use-query.ts';
import { useWords } from '../text/words.ts';
import { ChangeNotice } from './change-notice.tsx';
import { Corrections } from './corrections.tsx';
import { type ListedPerson, PersonRow } from './person-row.tsx';
import { Suggestions } from './suggestions.tsx';
import { type PeopleCommands, usePeopleCommands } from './use-people-commands.ts';

/** Rows drawn at once: a browser draws no more of them quickly. */
const rowsAtOnce = 200;

const isFound = (person: ListedPerson, wanted: string): boolean =>
  [person.pseudonym, person.name ?? '', ...(person.accounts ?? [])].some((text) =>
    text.toLowerCase().includes(wanted),
  );

const PeopleTable = ({
  list,
  commands,
}: {
  readonly list: Queries['organisations/:id/people'];
  readonly commands: PeopleCommands;
}) => {
  const words = useWords();
  const [sought, setSought] = useState('');
  const [limit, setLimit] = useState(rowsAtOnce);
  const [chosenBefore, setChosen] = useState<ReadonlySet<string>>(new Set());
  const table = useRef<HTMLTableElement>(null);
  const wanted = sought.trim().toLowerCase();
  const found = useMemo(() => list.people.filter((person) => isFound(person, wanted)), [list, wanted]);
  // Who is no longer in the list, after a merge or in another window, is not chosen any more.
  const chosen = useMemo(
    () => list.people.map(({ pseudonym }) => pseudonym).filter((each) => chosenBefore.has(each)),
    [list, chosenBefore],
  );
  const isBusy = commands.state.is === 'under-way';
  const say = async (action: 'merge' | 'mark-bot' | 'mark-person') => {
    if (chosen.length < (action === 'merge' ? 2 : 1) || isBusy) return;
    if (await commands.change({ action, people: chosen })) setChosen(new Set());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const boxes = [...(table.current?.querySelectorAll<HTMLInputElement>('input[data-person]') ?? [])];
    const at = boxes.indexOf(event.target as HTMLInputElement);
    if (step !== 0 && at >= 0) {
      event.preventDefault();
      boxes[at + step]?.focus();
    } else if (at >= 0 && event.key === 'm') void say('merge');
    else if (at >= 0 && event.key === 'b') void say('mark-bot');
    else if (at >= 0 && event.key === 'p') void say('mark-person');
  };
  return (
    <section className="stack">
      <h2 id="everybody">{words.page('people.everybody')}</h2>
      <div className="buttons">
        <label htmlFor="seek">{words.page('people.seek')}</label>
        <input
          id="seek"
          type="search"
          className="field"
          value={sought}
          spellCheck={false}
          onChange={({ target: { value } }) => setSought(value)}
        />
      </div>
      <div className="buttons is-held">
        <span>{words.page('people.chosen', { count: count(chosen.length) })}</span>
        <button
          type="button"
          className="button"
          disabled={chosen.length < 2 || isBusy}
          aria-keyshortcuts="m"
          onClick={() => void say('merge')}
        >
          {words.page('people.merge')}
        </button>
        <button
          type="button"
          className="button"
          disabled={chosen.length === 0 || isBusy}
          aria-keyshortcuts="b"
          onClick={() => void say('mark-bot')}
        >
          {words.page('people.mark-bot')}
        </button>
        <button
          type="button"
          className="button"
          disabled={chosen.length === 0 || isBusy}
          aria-keyshortcuts="p"
          onClick={() => void say('mark-person')}
        >
          {words.page('people.mark-person')}
        </button>
      </div>
      <p className="fine">{words.page('people.keys')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard */}
      <section className="table people" tabIndex={0} aria-labelledby="everybody">
        <table ref={table} onKeyDown={onKeyDown}>
          <thead>
            <tr>
              <th scope="col">
                <span className="unseen">{words.page('people.choice')}</span>
              </th>
              <th scope="col">{words.page('people.person')}</th>
              <th scope="col" className="number">
                {words.page('people.accounts')}
              </th>
              <th scope="col" className="why">
                {words.page('people.why-one')}
              </th>
              <th scope="col">
                <span className="unseen">{words.page('people.more')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, limit).map((person) => (
              <PersonRow
                key={person.pseudonym}
                person={person}
                isChosen={chosen.includes(person.pseudonym)}
                onChoose={(isChosen) => {
                  const next = new Set(chosen);
                  if (isChosen) next.add(person.pseudonym);
                  else next.delete(person.pseudonym);
                  setChosen(next);
                }}
                commands={commands}
              />
            ))}
          </tbody>
        </table>
      </section>
      {found.length === 0 ? <p>{words.page('people.nobody')}</p> : null}
      {found.length > limit ? (
        <button type="button" className="button" onClick={() => setLimit(limit + rowsAtOnce)}>
          {words.page('people.show-more', { count: count(found.length - limit) })}
        </button>
      ) : null}
    </section>
  );
};

/** Who is who: which accounts are one person and why, and what somebody says about it. On the importing machine only. */
export const PeoplePage = ({
  organisation,
  chosen,
}: {
  readonly organisation: OrganisationData;
  readonly chosen: Readonly<Record<string, string>>;
}) => {
  const words = useWords();
  const { id } = organisation;
  const showsNames = chosen.names === '1';
  const changesWith = useCallback(
    (event: HostEvent) => event.type === 'organisation-changed' && event.organisation === id,
    [id],
  );
  const answer = useQuery({
    query: 'organisations/:id/people',
    parts: { id },
    ...(showsNames ? { chosen: { names: '1' } } : {}),
    changesWith,
  });
  const commands = usePeopleCommands(id, answer.askAgain);
  const { undo } = commands;
  const list = answer.state === 'here' ? answer.data : null;
  const isUndoable = list?.corrections.some((each) => !each.isUndone) === true;
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
      const isText = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox';
      if (!isUndo || isText || !isUndoable) return;
      event.preventDefault();
      void undo(null);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
  const bots = list?.people.filter(({ isBot }) => isBot).length ?? 0;
  return (
    <>
      <header className="page-head">
        <h1>{words.page('page.people')}</h1>
        <p className="lead">{words.page('page.people-lead')}</p>
        {list === null ? null : (
          <p className="fine">
            {words.page('people.count', { people: count(list.people.length - bots), bots: count(bots) })}
          </p>
        )}
      </header>
      {answer.state === 'refused' ? (
        <p className="notice" lang="en">
          {answer.refusal.sentence}
        </p>
      ) : null}
      {list === null ? null : (
        <div className="stack people-page">
          <label className="setting">
            <input
              type="checkbox"
              checked={showsNames}
              onChange={({ target: { checked } }) =>
                goTo(addressOf(id, 'people', null, checked ? { names: '1' } : {}), 'replace')
              }
            />{' '}
            {words.page('people.names')}
          </label>
          <ChangeNotice commands={commands} />
          <Suggestions list={list} commands={commands} />
          <PeopleTable list={list} commands={commands} />
          <Corrections list={list} commands={commands} />
        </div>
      )}
    </>
  );
};
