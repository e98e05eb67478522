import { useState } from 'react';
import { Trouble } from '../host/trouble.tsx';
import { useCommand } from '../host/use-command.ts';
import { useWords } from '../text/words.ts';

/** Somebody begins: a new person with a phrase of their own, or one brought back by it. */
export const IdentityForm = () => {
  const words = useWords();
  const { send, isRunning, trouble } = useCommand();
  const [name, setName] = useState('');
  const [deviceName, setDeviceName] = useState('');
  const [isBack, setBack] = useState(false);
  const [phrase, setPhrase] = useState('');
  const isReady = name.trim() !== '' && deviceName.trim() !== '' && (!isBack || phrase.trim() !== '');
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send('practice-identity', {
          name: name.trim(),
          deviceName: deviceName.trim(),
          phrase: isBack ? phrase.trim().split(/\s+/).join(' ') : null,
        });
      }}
    >
      <h2>{words.page('identity.title')}</h2>
      <p>{words.page('identity.what')}</p>
      <label className="stack">
        {words.page('identity.name')}
        <input
          className="field"
          autoComplete="name"
          maxLength={120}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <label className="stack">
        {words.page('identity.device')}
        <input
          className="field"
          maxLength={120}
          placeholder={words.page('identity.device-example')}
          value={deviceName}
          onChange={({ target }) => setDeviceName(target.value)}
        />
      </label>
      <label className="setting">
        <input type="checkbox" checked={isBack} onChange={({ target }) => setBack(target.checked)} />{' '}
        {words.page('identity.back')}
      </label>
      {isBack ? (
        <label className="stack">
          {words.page('identity.phrase')}
          <textarea
            className="field"
            rows={3}
            autoComplete="off"
            spellCheck={false}
            value={phrase}
            onChange={({ target }) => setPhrase(target.value)}
          />
        </label>
      ) : null}
      <Trouble trouble={trouble} />
      <div className="buttons">
        <button type="submit" className="button is-first" disabled={!isReady || isRunning}>
          {words.page(isBack ? 'identity.recover' : 'identity.begin')}
        </button>
      </div>
    </form>
  );
};
