import { useState } from 'react';
import type { Queries } from '../../../app/protocol.ts';
import { practiceAddress, writeAddress } from '../../address/address.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useWords } from '../../text/words.ts';
import { Moment } from '../moment.tsx';
import { QrCode } from './qr-code.tsx';

/** A link that lets somebody in, to be handed over or scanned, and those that are still open. */
export const Invite = ({
  community,
  me,
  invitations,
}: {
  readonly community: string;
  readonly me: string;
  readonly invitations: Queries['practice/:community/invitations'];
}) => {
  const words = useWords();
  const { send, act, isRunning, trouble } = useCommand();
  const [uses, setUses] = useState('1');
  const [days, setDays] = useState('7');
  const [link, setLink] = useState('');
  const [isCopied, setCopied] = useState(false);
  const isUnreachable = trouble?.how === 'refused' && trouble.refusal.code === 'invite-unreachable';
  return (
    <section className="stack" aria-labelledby="invite">
      <h2 id="invite">{words.page('invite.title')}</h2>
      <p>{words.page('invite.what')}</p>
      <form
        className="settings"
        onSubmit={(event) => {
          event.preventDefault();
          setCopied(false);
          void send('practice-invite', { community, uses: Number(uses), days: Number(days) }).then(
            (outcome) => {
              if (outcome.how === 'answered') setLink(outcome.data.link);
            },
          );
        }}
      >
        <label>
          {words.page('invite.uses')}{' '}
          <input
            className="field"
            type="number"
            required
            min={1}
            max={1000}
            value={uses}
            onChange={({ target }) => setUses(target.value)}
          />
        </label>
        <label>
          {words.page('invite.days')}{' '}
          <input
            className="field"
            type="number"
            required
            min={1}
            max={365}
            value={days}
            onChange={({ target }) => setDays(target.value)}
          />
        </label>
        <button type="submit" className="button is-first" disabled={isRunning}>
          {words.page('invite.make')}
        </button>
      </form>
      <Trouble trouble={trouble} />
      {isUnreachable ? <a href={writeAddress(practiceAddress)}>{words.page('invite.to-reach')}</a> : null}
      {link === '' ? null : (
        <div className="stack">
          <div className="stack wide">
            <label htmlFor="invitation-link">{words.page('invite.link')}</label>
            <textarea
              id="invitation-link"
              className="field"
              rows={4}
              readOnly
              value={link}
              onFocus={({ target }) => target.select()}
            />
          </div>
          <div className="buttons">
            <button
              type="button"
              className="button"
              onClick={() => {
                navigator.clipboard.writeText(link).then(
                  () => setCopied(true),
                  () => undefined,
                );
              }}
            >
              {words.page('invite.copy')}
            </button>
            <span role="status">{isCopied ? words.page('invite.copied') : ''}</span>
          </div>
          <QrCode text={link} label={words.page('invite.qr')} />
          <p className="fine">{words.page('invite.secret')}</p>
        </div>
      )}
      {invitations.length === 0 ? null : (
        <>
          <h3>{words.page('invite.open')}</h3>
          <ul className="plain">
            {invitations.map(({ id, by, name, uses: most, used, until }) => (
              <li key={id}>
                {words.page('invite.of', { name, left: most - used })} <Moment at={until} />{' '}
                {by === me ? (
                  <button
                    type="button"
                    className="button is-plain"
                    onClick={() => void act(community, 'invitation-taken-back', { invitation: id })}
                  >
                    {words.page('invite.take-back')}
                  </button>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};
