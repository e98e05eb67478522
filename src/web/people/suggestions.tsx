import type { Queries } from '../../app/protocol.ts';
import { useWords } from '../text/words.ts';
import type { PeopleCommands } from './use-people-commands.ts';

/** Merges the rules did not dare: somebody who knows may say. */
export const Suggestions = ({
  list,
  commands,
}: {
  readonly list: Queries['organisations/:id/people'];
  readonly commands: PeopleCommands;
}) => {
  const words = useWords();
  if (list.suggestions.length === 0) return null;
  const nameOf = (pseudonym: string) =>
    list.people.find((person) => person.pseudonym === pseudonym)?.name ?? null;
  return (
    <section className="stack" aria-labelledby="perhaps">
      <h2 id="perhaps">{words.page('people.perhaps')}</h2>
      <ul className="rows">
        {list.suggestions.map(({ people, because }) => (
          <li key={people.join(' ')}>
            <div>
              {people.map((each) => (nameOf(each) === null ? each : `${nameOf(each)} (${each})`)).join(' · ')}
              {because === null ? null : (
                <p className="fine" lang="en">
                  {because}
                </p>
              )}
            </div>
            <button
              type="button"
              className="button"
              disabled={commands.state.is === 'under-way'}
              onClick={() => void commands.change({ action: 'merge', people })}
            >
              {words.page('people.are-one')}
              <span className="unseen"> {people.join(', ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
