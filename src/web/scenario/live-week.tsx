import { useState } from 'react';
import type { Commands, ScenarioCommand } from '../../app/protocol.ts';
import { type Outcome, sendCommand } from '../host/ask-host.ts';
import { useWords } from '../text/words.ts';
import { WeekAtDesk } from './week-at-desk.tsx';

type Answer = Commands['live-week']['answer'];

/** Puts whoever asks in the place of one person for a working week: in the base and in each design. */
export const LiveWeek = ({
  scenario,
  names,
}: {
  readonly scenario: ScenarioCommand;
  /** Of the base and each design. */
  readonly names: readonly string[];
}) => {
  const words = useWords();
  const [weeks, setWeeks] = useState<Answer | 'nobody'>(null);
  const [trouble, setTrouble] = useState<Exclude<Outcome<never>, { how: 'answered' }> | null>(null);
  const live = async (level: number | null) => {
    setTrouble(null);
    const outcome = await sendCommand('live-week', { scenario, level });
    if (outcome.how === 'answered') setWeeks(outcome.data ?? 'nobody');
    else setTrouble(outcome);
  };
  const lived = weeks === 'nobody' ? null : weeks;
  return (
    <section className="stack" aria-labelledby="live-week">
      <h2 id="live-week">{words.page('week.title')}</h2>
      <p className="lead">{words.page('week.lead')}</p>
      {lived === null ? (
        <button type="button" className="button" onClick={() => void live(null)}>
          {words.page('week.live')}
        </button>
      ) : (
        <>
          <label className="setting">
            {words.page('week.level')}{' '}
            <select
              className="field"
              value={lived.level}
              onChange={({ target: { value } }) => void live(Number(value))}
            >
              {lived.levels.map((level) => (
                <option key={level} value={level}>
                  {words.page('week.levels', { level: level + 1 })}
                </option>
              ))}
            </select>
          </label>
          <p className="fine">{words.page('week.nobody-real')}</p>
          <ul className="plain week-key">
            {(['raised', 'decided', 'received', 'passed-on'] as const).map((role) => (
              <li key={role}>
                <svg viewBox="0 0 24 8" aria-hidden="true">
                  <rect className={`w-${role}`} width={24} height={8} />
                </svg>{' '}
                {words.page(`week.${role}`)}
              </li>
            ))}
          </ul>
          <div className="weeks">
            {lived.weeks.map((week, place) => (
              <WeekAtDesk
                key={week.design}
                week={{ ...week, design: names[place] ?? week.design }}
                length={lived.length}
              />
            ))}
          </div>
        </>
      )}
      <div role="alert">
        {weeks === 'nobody' ? <p className="notice">{words.page('week.too-few')}</p> : null}
        {trouble === null ? null : trouble.how === 'refused' ? (
          <p className="notice" lang="en">
            {trouble.refusal.sentence}
          </p>
        ) : (
          <p className="notice">{words.page('host.not-sent')}</p>
        )}
      </div>
    </section>
  );
};
