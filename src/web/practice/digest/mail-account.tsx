import { useState } from 'react';
import type { DigestData } from '../../../app/protocol.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useSettings } from '../../shell/settings.ts';
import { useWords } from '../../text/words.ts';
import { Moment } from '../moment.tsx';

const AccountForm = () => {
  const words = useWords();
  const { language } = useSettings();
  const { send, isRunning, trouble } = useCommand();
  const [host, setHost] = useState('');
  const [port, setPort] = useState('465');
  const [address, setAddress] = useState('');
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const field = (
    label: string,
    value: string,
    set: (said: string) => void,
    attributes: React.ComponentProps<'input'> = {},
  ) => (
    <label className="stack">
      {label}{' '}
      <input
        className="field"
        required
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={({ target }) => set(target.value)}
        {...attributes}
      />
    </label>
  );
  return (
    <form
      className="stack wide"
      onSubmit={(event) => {
        event.preventDefault();
        const [server, own] = [host.trim(), address.trim()];
        const account = {
          host: server,
          port: Number(port),
          address: own,
          user: user.trim() || own,
          password,
        };
        void send('practice-mail-account', { account: { ...account, language } });
      }}
    >
      {field(words.page('mail.address'), address, setAddress, { type: 'email' })}
      {field(words.page('mail.host'), host, setHost, { placeholder: 'mail.example.org' })}
      {field(words.page('mail.port'), port, setPort, { type: 'number', min: 1, max: 65535 })}
      {field(words.page('mail.user'), user, setUser, { required: false })}
      {field(words.page('mail.password'), password, setPassword, { type: 'password' })}
      <div className="buttons">
        <button type="submit" className="button" disabled={isRunning}>
          {words.page('mail.keep')}
        </button>
      </div>
      <Trouble trouble={trouble} />
    </form>
  );
};

/** The one thing that can leave this machine by itself: one's own digest, through one's own account, to oneself. */
export const MailAccount = ({ mail }: Pick<DigestData, 'mail'>) => {
  const words = useWords();
  const { send, isRunning, trouble } = useCommand();
  const [how, setHow] = useState<'sent' | 'nothing-to-tell' | null>(null);
  const { account, lastAt, trouble: why, isGivenUp } = mail;
  return (
    <details open={why !== null}>
      <summary>{words.page('mail.title')}</summary>
      <div className="stack">
        <p>{words.page('mail.what')}</p>
        {account === null ? (
          <AccountForm />
        ) : (
          <>
            <p>{words.page('mail.to', { address: account.address, host: account.host })}</p>
            <div role="status">
              {why === null ? (
                lastAt === null ? null : (
                  <p className="fine">
                    {words.page('mail.last')} <Moment at={lastAt} />
                  </p>
                )
              ) : (
                <>
                  <p className="notice" lang="en">
                    {why}
                  </p>
                  <p className="fine">{words.page(isGivenUp ? 'mail.given-up' : 'mail.again')}</p>
                </>
              )}
              {how === null ? null : <p>{words.page(`mail.${how}`)}</p>}
            </div>
            <div className="buttons">
              <button
                type="button"
                className="button"
                disabled={isRunning}
                onClick={() => {
                  setHow(null);
                  void send('practice-mail-now', {}).then((outcome) => {
                    if (outcome.how === 'answered') setHow(outcome.data.how);
                  });
                }}
              >
                {words.page('mail.now')}
              </button>
              <button
                type="button"
                className="button is-plain"
                disabled={isRunning}
                onClick={() => void send('practice-mail-account', { account: null })}
              >
                {words.page('mail.forget')}
              </button>
            </div>
            <Trouble trouble={trouble} />
          </>
        )}
      </div>
    </details>
  );
};
