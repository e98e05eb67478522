import { useState } from 'react';
import type { Commands, DigestData, PracticeData } from '../../../app/protocol.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useWords } from '../../text/words.ts';
import { Moment } from '../moment.tsx';
import { MailAccount } from './mail-account.tsx';
import { AllowNotices } from './reminders.tsx';

type Settings = Commands['practice-digest-settings']['body'];

const dayMs = 86_400_000;
const often = ['daily', 'weekly', 'never'] as const;
const volumes = ['all', 'needs', 'nothing'] as const;
const hours = Array.from({ length: 24 }, (_, hour) => hour);
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

const HourField = ({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (hour: number) => void;
}) => (
  <label>
    {label}{' '}
    <select className="field" value={value} onChange={({ target }) => onChange(Number(target.value))}>
      {hours.map((hour) => (
        <option key={hour} value={hour}>
          {`${hour}:00`}
        </option>
      ))}
    </select>
  </label>
);

const Form = ({
  settings,
  snoozedUntil,
  communities,
}: {
  readonly settings: Settings;
  readonly snoozedUntil: number | null;
  readonly communities: PracticeData['communities'];
}) => {
  const words = useWords();
  const { send, isRunning, trouble } = useCommand();
  const [now, setNow] = useState(settings);
  const [isKept, setKept] = useState(false);
  // What was kept elsewhere, at the command line or in another window, is shown; one's own come back and change nothing.
  const told = JSON.stringify(settings);
  const [heard, setHeard] = useState(told);
  const [sent, setSent] = useState('');
  if (told !== heard) {
    setHeard(told);
    if (told !== sent) setNow(settings);
  }
  const change = (changed: Partial<Settings>) => {
    setKept(false);
    setNow((before) => ({ ...before, ...changed }));
  };
  const putOff = (days: number | null) =>
    void send('practice-digest-snooze', { until: days === null ? null : Date.now() + days * dayMs });
  const { quiet } = now;
  const isPutOff = snoozedUntil !== null && snoozedUntil > Date.now();
  return (
    <>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setSent(JSON.stringify(now));
          void send('practice-digest-settings', now).then(({ how }) => {
            if (how === 'answered') setKept(true);
          });
        }}
      >
        {communities
          .filter(({ isMember }) => isMember)
          .map(({ community, name }) => (
            <label key={community}>
              {words.page('digest.of', { name: name === '' ? community.slice(0, 8) : name })}{' '}
              <select
                className="field"
                value={now.volumes[community] ?? 'all'}
                onChange={({ target }) => {
                  const volume = volumes.find((each) => each === target.value) ?? 'all';
                  change({ volumes: { ...now.volumes, [community]: volume } });
                }}
              >
                {volumes.map((each) => (
                  <option key={each} value={each}>
                    {words.page(`digest.volume-${each}`)}
                  </option>
                ))}
              </select>
            </label>
          ))}
        <label>
          {words.page('digest.remind')}{' '}
          <input
            className="field"
            type="number"
            required
            min={0}
            max={720}
            value={now.reminderHours}
            onChange={({ target }) => change({ reminderHours: Number(target.value) })}
          />
        </label>
        <label>
          <input
            type="checkbox"
            checked={quiet !== null}
            onChange={({ target }) => change({ quiet: target.checked ? { from: 22, until: 7 } : null })}
          />{' '}
          {words.page('digest.quiet')}
        </label>
        {quiet === null ? null : (
          <div className="settings">
            <HourField
              label={words.page('digest.quiet-from')}
              value={quiet.from}
              onChange={(from) => change({ quiet: { ...quiet, from } })}
            />
            <HourField
              label={words.page('digest.quiet-until')}
              value={quiet.until}
              onChange={(until) => change({ quiet: { ...quiet, until } })}
            />
          </div>
        )}
        <div className="settings">
          <label>
            {words.page('digest.often')}{' '}
            <select
              className="field"
              value={now.often}
              onChange={({ target }) =>
                change({ often: often.find((each) => each === target.value) ?? 'never' })
              }
            >
              {often.map((each) => (
                <option key={each} value={each}>
                  {words.page(`digest.often-${each}`)}
                </option>
              ))}
            </select>
          </label>
          {now.often === 'weekly' ? (
            <label>
              {words.page('digest.weekday')}{' '}
              <select
                className="field"
                value={now.weekday}
                onChange={({ target }) => change({ weekday: Number(target.value) })}
              >
                {weekdays.map((each) => (
                  <option key={each} value={each}>
                    {words.page(`digest.weekday-${each}`)}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
          {now.often === 'never' ? null : (
            <HourField
              label={words.page('digest.hour')}
              value={now.hour}
              onChange={(hour) => change({ hour })}
            />
          )}
        </div>
        <div className="buttons">
          <button type="submit" className="button" disabled={isRunning}>
            {words.page('digest.keep')}
          </button>
          <span role="status">{isKept ? words.page('digest.kept') : ''}</span>
        </div>
      </form>
      <div className="buttons">
        {isPutOff ? (
          <>
            <span>
              {words.page('digest.put-off')} <Moment at={snoozedUntil} />
            </span>
            <button type="button" className="button" disabled={isRunning} onClick={() => putOff(null)}>
              {words.page('digest.wake')}
            </button>
          </>
        ) : (
          ([1, 7] as const).map((days) => (
            <button
              key={days}
              type="button"
              className="button is-plain"
              disabled={isRunning}
              onClick={() => putOff(days)}
            >
              {words.page(`digest.put-off-${days}`)}
            </button>
          ))
        )}
        <AllowNotices />
      </div>
      <Trouble trouble={trouble} />
    </>
  );
};

/** How much one is told of which community, when, and by mail to oneself. All of it stays on this machine. */
export const DigestSettings = ({
  data,
  communities,
}: {
  readonly data: DigestData;
  readonly communities: PracticeData['communities'];
}) => {
  const words = useWords();
  const { snoozedUntil, ...settings } = data.settings;
  return (
    <section className="stack" aria-labelledby="digest-settings">
      <h2 id="digest-settings">{words.page('digest.settings')}</h2>
      <p className="fine">{words.page('digest.settings-what')}</p>
      <Form settings={settings} snoozedUntil={snoozedUntil} communities={communities} />
      <MailAccount mail={data.mail} />
    </section>
  );
};
