import { useState } from 'react';
import { Trouble } from '../host/trouble.tsx';
import { useCommand } from '../host/use-command.ts';
import { useQuery } from '../host/use-query.ts';
import { useWords } from '../text/words.ts';
import { haveChanged } from './have-changed.ts';

/** Where a calendar program on this machine reads what is ahead, once somebody asks for it. */
export const CalendarAddress = ({ community }: { readonly community: string }) => {
  const words = useWords();
  const { send, isRunning, trouble } = useCommand();
  const [isCopied, setCopied] = useState(false);
  const answer = useQuery({
    query: 'practice/:community/calendar',
    parts: { community },
    changesWith: haveChanged,
  });
  const path = answer.state === 'here' ? answer.data.path : null;
  const address = path === null ? '' : `${window.location.origin}${path}`;
  const renew = () => {
    setCopied(false);
    void send('practice-calendar-address', { community });
  };
  return (
    <section className="stack" aria-labelledby="calendar-address">
      <h2 id="calendar-address">{words.page('calendar.title')}</h2>
      <p>{words.page('calendar.what')}</p>
      {path === null ? (
        <div className="buttons">
          <button type="button" className="button" disabled={isRunning} onClick={renew}>
            {words.page('calendar.make')}
          </button>
        </div>
      ) : (
        <>
          <label className="stack">
            {words.page('calendar.address')}{' '}
            <input className="field" readOnly value={address} onFocus={({ target }) => target.select()} />
          </label>
          <div className="buttons">
            <button
              type="button"
              className="button"
              onClick={() => {
                navigator.clipboard.writeText(address).then(
                  () => setCopied(true),
                  () => undefined,
                );
              }}
            >
              {words.page('calendar.copy')}
            </button>
            <button type="button" className="button is-plain" disabled={isRunning} onClick={renew}>
              {words.page('calendar.renew')}
            </button>
            <span role="status">{isCopied ? words.page('calendar.copied') : ''}</span>
          </div>
          <p className="fine">{words.page('calendar.secret', { port: window.location.port })}</p>
        </>
      )}
      <Trouble trouble={trouble} />
    </section>
  );
};
