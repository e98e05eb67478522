import { useState } from 'react';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { SureButton } from '../../shell/sure-button.tsx';
import { useWords } from '../../text/words.ts';

/** The record taken elsewhere: as a sealed file, or by a machine that carries it unread; and leaving. */
export const KeepRecord = ({ community, name }: { readonly community: string; readonly name: string }) => {
  const words = useWords();
  const { send, act, isRunning, trouble } = useCommand();
  const [path, setPath] = useState('');
  const [folder, setFolder] = useState('');
  const [mirrorLink, setMirrorLink] = useState('');
  return (
    <section className="stack" aria-labelledby="keep">
      <h2 id="keep">{words.page('keep.title')}</h2>
      <p>{words.page('keep.bundle-what')}</p>
      <button
        type="button"
        className="button"
        disabled={isRunning}
        onClick={() => {
          void send('practice-export', { community }).then((outcome) => {
            if (outcome.how === 'answered') setPath(outcome.data.path);
          });
        }}
      >
        {words.page('keep.bundle')}
      </button>
      <div role="status">
        {path === '' ? null : (
          <p>
            {words.page('keep.written')} <code>{path}</code>
          </p>
        )}
      </div>
      <p>{words.page('keep.record-what')}</p>
      <button
        type="button"
        className="button"
        disabled={isRunning}
        onClick={() => {
          void send('practice-record', { community }).then((outcome) => {
            if (outcome.how === 'answered') setFolder(outcome.data.path);
          });
        }}
      >
        {words.page('keep.record')}
      </button>
      <div role="status">
        {folder === '' ? null : (
          <p>
            {words.page('keep.written')} <code>{folder}</code>
          </p>
        )}
      </div>
      <p>{words.page('keep.mirror-what')}</p>
      <button
        type="button"
        className="button"
        disabled={isRunning}
        onClick={() => {
          void send('practice-mirror-link', { community }).then((outcome) => {
            if (outcome.how === 'answered') setMirrorLink(outcome.data.link);
          });
        }}
      >
        {words.page('keep.mirror')}
      </button>
      {mirrorLink === '' ? null : (
        <div className="stack wide">
          <label htmlFor="mirror-command">{words.page('keep.mirror-command')}</label>
          <textarea
            id="mirror-command"
            className="field"
            rows={4}
            readOnly
            value={`equipo mirror add ${mirrorLink}`}
          />
        </div>
      )}
      <SureButton
        label={words.page('keep.leave')}
        question={words.page('keep.leave-question', { name })}
        onSure={() => void act(community, 'member-left', {})}
      />
      <Trouble trouble={trouble} />
    </section>
  );
};
