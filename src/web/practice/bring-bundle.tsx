import { useState } from 'react';
import { Trouble } from '../host/trouble.tsx';
import { useCommand } from '../host/use-command.ts';
import { PathPicker } from '../shell/path-picker.tsx';
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
      <details>
        <summary>{words.page('bring.choose')}</summary>
        <PathPicker
          chosen={path === '' ? [] : [path]}
          onPick={(picked) => {
            setPath(picked);
            setDone(false);
          }}
        />
      </details>
      {path === '' ? null : (
        <p>
          <code>{path}</code>
        </p>
      )}
      <Trouble trouble={trouble} />
      <div className="buttons">
        <button
          type="button"
          className="button"
          disabled={path === '' || isRunning}
          onClick={() =>
            void send('practice-import', { path }).then((outcome) => {
              setDone(outcome.how === 'answered');
              if (outcome.how === 'answered') setPath('');
            })
          }
        >
          {words.page('bring.bring')}
        </button>
        <span role="status">{isDone ? words.page('bring.done') : ''}</span>
      </div>
    </section>
  );
};
