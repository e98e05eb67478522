import { useState } from 'react';
import type { PracticeData } from '../../app/protocol.ts';
import { Trouble } from '../host/trouble.tsx';
import { useCommand } from '../host/use-command.ts';
import { useWords } from '../text/words.ts';

/** Being a mirror: carrying what others write, sealed, so that they find it while none of them is there. */
export const CarryUnread = ({ mirrored }: Pick<PracticeData, 'mirrored'>) => {
  const words = useWords();
  const { send, isRunning, trouble } = useCommand();
  const [link, setLink] = useState('');
  return (
    <section className="stack" aria-labelledby="carry">
      <h2 id="carry">{words.page('carry.title')}</h2>
      <p>{words.page('carry.what')}</p>
      <ul className="plain" aria-live="polite">
        {mirrored.map(({ community, blocks }) => (
          <li key={community}>
            <code>{community.slice(0, 8)}</code>{' '}
            <span className="fine">{words.page('carry.blocks', { count: blocks })}</span>
          </li>
        ))}
      </ul>
      <form
        className="stack wide"
        onSubmit={(event) => {
          event.preventDefault();
          void send('practice-mirror-add', { link: link.trim() }).then((outcome) => {
            if (outcome.how === 'answered') setLink('');
          });
        }}
      >
        <label className="stack wide">
          {words.page('carry.link')}
          <input
            className="field"
            spellCheck={false}
            value={link}
            onChange={({ target }) => setLink(target.value)}
          />
        </label>
        <Trouble trouble={trouble} />
        <div className="buttons">
          <button type="submit" className="button" disabled={link.trim() === '' || isRunning}>
            {words.page('carry.carry')}
          </button>
        </div>
      </form>
    </section>
  );
};
