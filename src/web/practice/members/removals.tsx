import type { Queries } from '../../../app/protocol.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { SureButton } from '../../shell/sure-button.tsx';
import { useWords } from '../../text/words.ts';
import { Moment } from '../moment.tsx';

/** What was said of going on without somebody, and what each of those who decide on it may answer. */
export const Removals = ({
  community,
  me,
  removals,
}: {
  readonly community: string;
  readonly me: string;
  readonly removals: Queries['practice/:community/removals'];
}) => {
  const words = useWords();
  const { act, send, isRunning, trouble } = useCommand();
  if (removals.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="removals">
      <h2 id="removals">{words.page('removal.title')}</h2>
      <ul className="plain">
        {removals
          .map(({ name, device, ...others }) => ({
            ...others,
            name: device === null ? name : words.page('removal.device', { device, name }),
          }))
          .map(({ id, name, byName, reason, at, outcome, supporters, electors }) => (
            <li key={id} className="stack">
              <h3>{name}</h3>
              <p className="said">{reason}</p>
              <p className="fine">
                {byName}, <Moment at={at} /> ·{' '}
                {words.page(`removal.${outcome}`, { count: supporters.length, of: electors.length })}
              </p>
              {(outcome === 'open' || outcome === 'suspended') && electors.includes(me) ? (
                <div className="buttons">
                  {outcome === 'open' && !supporters.includes(me) ? (
                    <button
                      type="button"
                      className="button"
                      disabled={isRunning}
                      onClick={() => void act(community, 'removal-supported', { removal: id })}
                    >
                      {words.page('removal.support')}
                      <span className="unseen"> {name}</span>
                    </button>
                  ) : null}
                  <button
                    type="button"
                    className="button"
                    disabled={isRunning}
                    onClick={() => void act(community, 'removal-dismissed', { removal: id })}
                  >
                    {words.page('removal.dismiss')}
                    <span className="unseen"> {name}</span>
                  </button>
                  {outcome === 'open' && supporters.length * 2 > electors.length ? (
                    <SureButton
                      label={words.page('removal.conclude')}
                      about={name}
                      question={words.page('removal.conclude-question', { name })}
                      onSure={() => void send('practice-conclude-removal', { community, removal: id })}
                    />
                  ) : null}
                </div>
              ) : null}
            </li>
          ))}
      </ul>
      <Trouble trouble={trouble} />
    </section>
  );
};
