import { useWords } from '../text/words.ts';
import type { PeopleCommands } from './use-people-commands.ts';

/** What came of the latest change, with the way back. */
export const ChangeNotice = ({ commands }: { readonly commands: PeopleCommands }) => {
  const words = useWords();
  const { state, undo } = commands;
  return (
    <div role="status">
      {state.is === 'done' ? (
        <p className="notice buttons">
          {words.page('people.done')}
          <button type="button" className="button" onClick={() => void undo(state.correction)}>
            {words.page('people.undo')}
          </button>
        </p>
      ) : null}
      {state.is === 'undone' ? <p className="notice">{words.page('people.undone')}</p> : null}
      {state.is === 'erased' ? <p className="notice">{words.page('people.erased')}</p> : null}
      {state.is === 'refused' ? (
        <p className="notice" lang="en">
          {state.refusal.sentence}
        </p>
      ) : null}
      {state.is === 'lost' ? <p className="notice">{words.page('people.lost')}</p> : null}
    </div>
  );
};
