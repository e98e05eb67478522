import { useMemo, useState } from 'react';
import type { ExperimentsData, OrganisationData } from '../../app/protocol.ts';
import { type Outcome, sendCommand } from '../host/ask-host.ts';
import { JobList } from '../jobs/job-list.tsx';
import { useWords } from '../text/words.ts';
import { watchables } from './watchable.ts';

const dayMs = 86_400_000;

/** The day after the last trace: what follows is not there yet, and nobody can have seen it. */
const dayAfter = ({ sources }: OrganisationData['published']['coverage']): string => {
  const last = Math.max(...sources.map(({ until }) => (until === null ? Number.NaN : Date.parse(until))));
  return Number.isFinite(last) ? new Date(last + dayMs).toISOString().slice(0, 10) : '';
};

/** What is fixed before anything after the change is read. */
export const ExperimentForm = ({
  organisation,
  ready,
  challenge,
}: {
  readonly organisation: OrganisationData;
  readonly ready: ExperimentsData['ready'];
  /** The challenge a person came from. */
  readonly challenge: string | null;
}) => {
  const words = useWords();
  const choices = useMemo(
    () => watchables(organisation.catalogue, words.measure),
    [organisation.catalogue, words],
  );
  const begun = ready.find((each) => each.challenge === challenge) ?? ready[0];
  const idOf = (each: ExperimentsData['ready'][number] | undefined) =>
    each === undefined ? '' : each.part === null ? each.measure : `${each.measure}:${each.part}`;
  const [from, setFrom] = useState(begun?.challenge ?? '');
  const [watched, setWatched] = useState(idOf(begun));
  const [direction, setDirection] = useState<'up' | 'down'>(begun?.direction ?? 'up');
  const [weeks, setWeeks] = useState(begun?.weeks ?? 6);
  const [start, setStart] = useState(dayAfter(organisation.published.coverage));
  const [hypothesis, setHypothesis] = useState('');
  const [isRunning, setRunning] = useState(false);
  const [trouble, setTrouble] = useState<Exclude<Outcome<never>, { how: 'answered' }> | null>(null);
  const beginFrom = (id: string) => {
    setFrom(id);
    const chosen = ready.find((each) => each.challenge === id);
    if (chosen === undefined) return;
    setWatched(idOf(chosen));
    setDirection(chosen.direction);
    setWeeks(chosen.weeks);
  };
  const seal = async () => {
    const choice = choices.find(({ id }) => id === watched);
    if (choice === undefined) return;
    setRunning(true);
    setTrouble(null);
    const outcome = await sendCommand('plan-experiment', {
      organisation: organisation.id,
      hypothesis: hypothesis.trim(),
      measure: choice.measure,
      part: choice.part,
      direction,
      start,
      weeks,
    });
    setRunning(false);
    if (outcome.how === 'answered') setHypothesis('');
    else setTrouble(outcome);
  };
  return (
    <form
      className="experiment-form stack"
      onSubmit={(event) => {
        event.preventDefault();
        void seal();
      }}
    >
      <h2>{words.page('experiment.plan-one')}</h2>
      <label className="setting">
        {words.page('experiment.from')}{' '}
        <select className="field" value={from} onChange={({ target }) => beginFrom(target.value)}>
          {ready.map((each) => (
            <option key={each.challenge} value={each.challenge} lang="en">
              {each.title}
            </option>
          ))}
          <option value="">{words.page('experiment.own')}</option>
        </select>
      </label>
      <label className="setting">
        {words.page('experiment.measure')}{' '}
        <select
          className="field"
          value={watched}
          onChange={({ target }) => {
            setWatched(target.value);
            setFrom('');
          }}
        >
          {choices.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label className="setting">
        {words.page('experiment.direction')}{' '}
        <select
          className="field"
          value={direction}
          onChange={({ target }) => setDirection(target.value === 'up' ? 'up' : 'down')}
        >
          <option value="up">{words.page('experiment.up')}</option>
          <option value="down">{words.page('experiment.down')}</option>
        </select>
      </label>
      <label className="setting">
        {words.page('experiment.weeks')}{' '}
        <input
          className="field"
          type="number"
          min={3}
          max={104}
          required
          value={weeks}
          onChange={({ target }) => setWeeks(Math.max(0, Math.round(Number(target.value))))}
        />
      </label>
      <label className="setting">
        {words.page('experiment.start')}{' '}
        <input
          className="field"
          type="date"
          required
          value={start}
          onChange={({ target }) => setStart(target.value)}
        />
      </label>
      <p className="fine">{words.page('experiment.early-note')}</p>
      <label className="stack">
        {words.page('experiment.hypothesis')}
        <textarea
          className="field"
          rows={3}
          required
          maxLength={2000}
          value={hypothesis}
          onChange={({ target }) => setHypothesis(target.value)}
        />
      </label>
      <div role="alert">
        {trouble === null ? null : trouble.how === 'refused' ? (
          <p className="notice" lang="en">
            {trouble.refusal.sentence}
          </p>
        ) : (
          <p className="notice">{words.page('host.not-sent')}</p>
        )}
      </div>
      <div className="buttons">
        <button
          type="submit"
          className="button is-first"
          disabled={isRunning || hypothesis.trim() === '' || start === ''}
        >
          {words.page('experiment.seal')}
        </button>
      </div>
      {isRunning ? (
        <>
          <p role="status">{words.page('experiment.sealing')}</p>
          <JobList />
        </>
      ) : null}
    </form>
  );
};
