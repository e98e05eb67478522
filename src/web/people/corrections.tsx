import type { Queries } from '../../app/protocol.ts';
import { count } from '../../kaleidoscope/text/numbers.ts';
import { useWords } from '../text/words.ts';
import type { PeopleCommands } from './use-people-commands.ts';

/** What somebody said by hand, the latest first; each can be taken back. */
export const Corrections = ({
  list,
  commands,
}: {
  readonly list: Queries['organisations/:id/people'];
  readonly commands: PeopleCommands;
}) => {
  const words = useWords();
  if (list.corrections.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="by-hand">
      <h2 id="by-hand">{words.page('people.by-hand')}</h2>
      <ul className="rows">
        {list.corrections.toReversed().map(({ id, action, accountCount, madeAt, isUndone }) => (
          <li key={id}>
            <span>
              {id} · {words.page(`people.said-${action}`, { count: count(accountCount) })} ·{' '}
              {madeAt.slice(0, 10)}
            </span>
            {isUndone ? (
              <span className="fine">{words.page('people.is-undone')}</span>
            ) : (
              <button
                type="button"
                className="button"
                disabled={commands.state.is === 'under-way'}
                onClick={() => void commands.undo(id)}
              >
                {words.page('people.undo')}
                <span className="unseen"> {id}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
