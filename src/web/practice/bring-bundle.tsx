import { useState } from 'react';
import { Trouble } from '../host/trouble.tsx';
import { useCommand } from '../host/use-command.ts';
import { useWords } from '../text/words.ts';

/** Takes in what others wrote, from a file that came by any way. */
export const BringBundle = () => {
  const words = useWords();
  const { send, isRunning, trouble } = useCommand();
  const [path, setPath] = useState('');
  const [isDone, setDone] = useState(false);
  return (
    <section className="stack" aria-labelledby="bring">
      <h2 id="bring">{words.page('bring.title')}</h2>
      <p>{words.page('bring.what')}</p>
      <form
        className="stack wide"
        onSubmit={(event) => {
          event.preventDefault();
          setDone(false);
          void send('practice-import', { path: path.trim() }).then((outcome) => {
            setDone(outcome.how === 'answered');
          });
        }}
      >
        <label className="stack wide">
          {words.page('bring.path')}
          <input
            className="field"
            spellCheck={false}
            value={path}
            onChange={({ target }) => setPath(target.value)}
          />
        </label>
        <Trouble trouble={trouble} />
        <div className="buttons">
          <button type="submit" className="button" disabled={path.trim() === '' || isRunning}>
            {words.page('bring.bring')}
          </button>
          <span role="status">{isDone ? words.page('bring.done') : ''}</span>
        </div>
      </form>
    </section>
  );
};
