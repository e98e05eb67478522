import { useState } from 'react';
import type { PracticeData } from '../../app/protocol.ts';
import { Trouble } from '../host/trouble.tsx';
import { useCommand } from '../host/use-command.ts';
import { SureButton } from '../shell/sure-button.tsx';
import { useWords } from '../text/words.ts';

/** Where others find this node: on this network, over the internet, or nowhere yet. */
export const ReachSettings = ({ reach }: Pick<PracticeData, 'reach'>) => {
  const words = useWords();
  const { send, isRunning, trouble } = useCommand();
  const [address, setAddress] = useState(reach.addresses[0] ?? '127.0.0.1');
  const [port, setPort] = useState('0');
  const [place, setPlace] = useState('');
  const [bootstrap, setBootstrap] = useState('');
  return (
    <section className="stack" aria-labelledby="reach">
      <h2 id="reach">{words.page('reach.title')}</h2>
      {reach.listening.length === 0 && !reach.isOnInternet ? (
        <p className="absent">{words.page('reach.nowhere')}</p>
      ) : (
        <ul>
          {reach.listening.map((each) => (
            <li key={each}>
              <code>{each}</code>{' '}
              <SureButton
                label={words.page('reach.unlisten')}
                about={each}
                question={words.page('reach.unlisten-question', { place: each })}
                onSure={() => void send('practice-unlisten', { place: each })}
              />
            </li>
          ))}
          {reach.isOnInternet ? (
            <li>
              {words.page('reach.on-internet')}{' '}
              <SureButton
                label={words.page('reach.unlisten')}
                about={words.page('reach.on-internet')}
                question={words.page('reach.leave-internet-question')}
                onSure={() => void send('practice-leave-internet', {})}
              />
            </li>
          ) : null}
        </ul>
      )}
      <form
        className="settings"
        onSubmit={(event) => {
          event.preventDefault();
          void send('practice-listen', { place: `${address}:${port}` });
        }}
      >
        <label>
          {words.page('reach.address')}{' '}
          <select className="field" value={address} onChange={({ target }) => setAddress(target.value)}>
            {reach.addresses.map((each) => (
              <option key={each} value={each}>
                {each === '127.0.0.1' ? words.page('reach.this-machine') : each}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.page('reach.port')}{' '}
          <input
            className="field"
            type="number"
            min={0}
            max={65535}
            value={port}
            onChange={({ target }) => setPort(target.value)}
          />
        </label>
        <button type="submit" className="button" disabled={isRunning}>
          {words.page('reach.listen')}
        </button>
      </form>
      <label>
        <input
          type="checkbox"
          checked={reach.isOnLan}
          disabled={isRunning}
          onChange={({ target }) => void send('practice-lan', { isOn: target.checked })}
        />{' '}
        {words.page('reach.lan')}
      </label>
      <p className="fine">{words.page('reach.lan-what')}</p>
      {reach.lanTroubles.map((each) => (
        <p key={each} className="notice" lang="en">
          {each}
        </p>
      ))}
      <details>
        <summary>{words.page('reach.more')}</summary>
        <form
          className="settings"
          onSubmit={(event) => {
            event.preventDefault();
            void send('practice-meet', { place: place.trim() }).then((outcome) => {
              if (outcome.how === 'answered') setPlace('');
            });
          }}
        >
          <label>
            {words.page('reach.meet')}{' '}
            <input
              className="field"
              placeholder="192.168.1.5:4711"
              value={place}
              onChange={({ target }) => setPlace(target.value)}
            />
          </label>
          <button type="submit" className="button" disabled={place.trim() === '' || isRunning}>
            {words.page('reach.meet-now')}
          </button>
        </form>
        <form
          className="settings"
          onSubmit={(event) => {
            event.preventDefault();
            const places = bootstrap.split(/[\s,]+/).filter((each) => each !== '');
            void send('practice-internet', { bootstrap: places });
          }}
        >
          <label>
            {words.page('reach.bootstrap')}{' '}
            <input
              className="field"
              value={bootstrap}
              onChange={({ target }) => setBootstrap(target.value)}
            />
          </label>
          <button type="submit" className="button" disabled={isRunning || reach.isOnInternet}>
            {words.page('reach.internet')}
          </button>
        </form>
        <p className="fine">{words.page('reach.internet-what')}</p>
      </details>
      <Trouble trouble={trouble} />
    </section>
  );
};
