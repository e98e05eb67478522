import { useState } from 'react';
import type { MeasureCommand, RefusalAnswer } from '../../app/protocol.ts';
import { startAddress, writeAddress } from '../address/address.ts';
import { sendCommand } from '../host/ask-host.ts';
import { JobList } from '../jobs/job-list.tsx';
import { PathPicker } from '../shell/path-picker.tsx';
import { Shell } from '../shell/shell.tsx';
import { useWords } from '../text/words.ts';
import { useOwnJob } from './use-own-job.ts';

const schemes = ['month', 'quarter', 'year'] as const;

/** Where somebody says what is to be measured: sources, a chart, how time is divided. */
export const MeasureOwnPage = () => {
  const words = useWords();
  const [paths, setPaths] = useState<readonly string[]>([]);
  const [chart, setChart] = useState<string | null>(null);
  const [windowScheme, setWindowScheme] = useState<MeasureCommand['windowScheme']>('quarter');
  const [isUndirected, setUndirected] = useState(false);
  const [levelTop, setLevelTop] = useState<MeasureCommand['levelTop']>('low');
  const [refusal, setRefusal] = useState<RefusalAnswer | null>(null);
  const [isLost, setLost] = useState(false);
  const { isUnderWay, began } = useOwnJob();
  const sources = paths.filter((path) => path !== chart);
  const pick = (path: string) => {
    setRefusal(null);
    setPaths((before) => (before.includes(path) ? before : [...before, path]));
  };
  const drop = (path: string) => {
    setPaths((before) => before.filter((each) => each !== path));
    if (chart === path) setChart(null);
  };
  const measure = async () => {
    setRefusal(null);
    setLost(false);
    const outcome = await sendCommand('measure', { sources, chart, windowScheme, isUndirected, levelTop });
    if (outcome.how === 'answered') began(outcome.data.job);
    else if (outcome.how === 'refused') setRefusal(outcome.refusal);
    else setLost(true);
  };
  return (
    <Shell organisation={null} page={null}>
      <header className="page-head">
        <p>
          <a href={writeAddress(startAddress)}>{words.page('shell.start')}</a>
        </p>
        <h1>{words.page('own.title')}</h1>
        <p className="lead">{words.page('own.lead')}</p>
      </header>
      <div className="own">
        <section className="stack" aria-labelledby="where">
          <h2 id="where">{words.page('own.where')}</h2>
          <p className="fine">{words.page('start.measure-kinds')}</p>
          <PathPicker chosen={paths} onPick={pick} />
        </section>
        <section className="stack" aria-labelledby="chosen">
          <h2 id="chosen">{words.page('own.chosen')}</h2>
          {paths.length === 0 ? <p className="absent">{words.page('own.nothing')}</p> : null}
          <ul className="chosen">
            {paths.map((path) => (
              <li key={path}>
                <code>{path}</code>
                <span className="buttons">
                  <button
                    type="button"
                    className="button"
                    aria-pressed={chart === path}
                    onClick={() => setChart(chart === path ? null : path)}
                  >
                    {words.page('own.is-chart')}
                    <span className="unseen"> {path}</span>
                  </button>
                  <button type="button" className="button is-plain" onClick={() => drop(path)}>
                    {words.page('own.drop')}
                    <span className="unseen"> {path}</span>
                  </button>
                </span>
              </li>
            ))}
          </ul>
          <label className="setting">
            {words.page('own.windows')}{' '}
            <select
              className="field"
              value={windowScheme}
              onChange={({ target: { value } }) =>
                setWindowScheme(schemes.find((each) => each === value) ?? 'quarter')
              }
            >
              {schemes.map((scheme) => (
                <option key={scheme} value={scheme}>
                  {words.page(`own.${scheme}`)}
                </option>
              ))}
            </select>
          </label>
          <label className="setting">
            <input
              type="checkbox"
              checked={isUndirected}
              onChange={(event) => setUndirected(event.target.checked)}
            />{' '}
            {words.page('own.undirected')}
          </label>
          {chart === null ? null : (
            <label className="setting">
              <input
                type="checkbox"
                checked={levelTop === 'high'}
                onChange={(event) => setLevelTop(event.target.checked ? 'high' : 'low')}
              />{' '}
              {words.page('own.level-top')}
            </label>
          )}
          <div role="alert">
            {refusal === null ? null : (
              <p className="notice" lang="en">
                {refusal.sentence}
              </p>
            )}
            {isLost ? <p className="notice">{words.page('host.not-sent')}</p> : null}
          </div>
          <button
            type="button"
            className="button is-first"
            disabled={sources.length === 0 || isUnderWay}
            onClick={measure}
          >
            {words.page('own.measure')}
          </button>
          <JobList />
        </section>
      </div>
    </Shell>
  );
};
