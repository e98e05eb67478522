import { useState } from 'react';
import type { ExperimentsData, OrganisationData } from '../../app/protocol.ts';
import { planSentences, resultSentences, watchedBy } from '../../kaleidoscope/report/experiment-sentences.ts';
import { type Outcome, sendCommand } from '../host/ask-host.ts';
import { JobList } from '../jobs/job-list.tsx';
import { saveFile } from '../measure/save-file.ts';
import { useWords } from '../text/words.ts';
import { EffectPlot } from './effect-plot.tsx';

type Kept = ExperimentsData['kept'][number];

const dayMs = 86_400_000;

/** The last day of the weeks after. */
const lastDay = ({ start, weeks }: Kept['plan']): string =>
  new Date(Date.parse(start) + (7 * weeks - 1) * dayMs).toISOString().slice(0, 10);

/** One sealed plan with every result that was read of it. */
export const KeptExperiment = ({
  organisation,
  experiment: { number, plan, results },
}: {
  readonly organisation: OrganisationData;
  readonly experiment: Kept;
}) => {
  const words = useWords();
  const [isRunning, setRunning] = useState(false);
  const [trouble, setTrouble] = useState<Exclude<Outcome<never>, { how: 'answered' }> | null>(null);
  const watched = watchedBy(plan, organisation.catalogue.map(words.measure));
  const read = async () => {
    setRunning(true);
    setTrouble(null);
    const outcome = await sendCommand('read-experiment', { organisation: organisation.id, number });
    setRunning(false);
    if (outcome.how !== 'answered') setTrouble(outcome);
  };
  const heading = `experiment-${number}`;
  const [hypothesis, ...fixed] = planSentences(plan, watched, words.figure);
  return (
    <article className="challenge stack" aria-labelledby={heading}>
      <h3 id={heading}>{words.page('experiment.number', { number })}</h3>
      <blockquote>{hypothesis}</blockquote>
      {fixed.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {results.map((result, turn) => {
        const said = resultSentences(plan, result, watched, words.figure);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: results are only ever added, in their order
          <section key={turn} className="stack">
            <h4>
              {results.length === 1
                ? words.page('experiment.result')
                : words.page('experiment.result-turn', { turn: turn + 1 })}
            </h4>
            <p>
              <strong>{said.verdict}</strong>
            </p>
            <EffectPlot result={result} plan={plan} unit={watched.unit} label={said.numbers[0] ?? ''} />
            {said.numbers.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            {said.otherwise.length === 0 ? null : (
              <>
                <p>{words.page('experiment.otherwise')}</p>
                <ul>
                  {said.otherwise.map((sentence) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
              </>
            )}
            <p className="fine">{said.limit}</p>
          </section>
        );
      })}
      <p className="fine">
        {words.page('experiment.from-day', { day: lastDay(plan) })} {words.page('experiment.import-first')}
      </p>
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
        <button type="button" className="button" disabled={isRunning} onClick={read}>
          {words.page(results.length === 0 ? 'experiment.read' : 'experiment.read-again')}
          <span className="unseen"> {words.page('experiment.number', { number })}</span>
        </button>
        <button
          type="button"
          className="button is-plain"
          onClick={() =>
            saveFile(
              `experiment-${number}.json`,
              'application/json',
              `${JSON.stringify({ plan, results }, null, 2)}\n`,
            )
          }
        >
          {words.page('experiment.save')}
          <span className="unseen"> {words.page('experiment.number', { number })}</span>
        </button>
      </div>
      {isRunning ? (
        <>
          <p role="status">{words.page('experiment.reading')}</p>
          <JobList />
        </>
      ) : null}
    </article>
  );
};
