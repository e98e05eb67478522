import type { HostEvent, OrganisationData } from '../../app/protocol.ts';
import { useQuery } from '../host/use-query.ts';
import { useWords } from '../text/words.ts';
import { ExperimentForm } from './experiment-form.tsx';
import { KeptExperiment } from './kept-experiment.tsx';

const haveChanged = (event: HostEvent) => event.type === 'experiments-changed';

/** Plans that are sealed before anything after the change is read, and what came of them. */
export const ExperimentPage = ({
  organisation,
  chosen,
}: {
  readonly organisation: OrganisationData;
  readonly chosen: Readonly<Record<string, string>>;
}) => {
  const words = useWords();
  const answer = useQuery({
    query: 'organisations/:id/experiments',
    parts: { id: organisation.id },
    changesWith: haveChanged,
  });
  return (
    <div className="experiments stack">
      <header className="page-head">
        <h1>{words.page('page.experiment')}</h1>
        <p className="lead">{words.page('page.experiment-lead')}</p>
      </header>
      {answer.state === 'refused' ? (
        <p className="notice" role="alert" lang="en">
          {answer.refusal.sentence}
        </p>
      ) : null}
      {answer.state !== 'here' ? null : (
        <>
          <ExperimentForm
            key={chosen.challenge ?? ''}
            organisation={organisation}
            ready={answer.data.ready}
            challenge={chosen.challenge ?? null}
          />
          <section aria-labelledby="kept" className="stack">
            <h2 id="kept">{words.page('experiment.kept')}</h2>
            {answer.data.kept.length === 0 ? <p className="absent">{words.page('experiment.none')}</p> : null}
            {answer.data.kept.map((experiment) => (
              <KeptExperiment key={experiment.number} organisation={organisation} experiment={experiment} />
            ))}
          </section>
        </>
      )}
    </div>
  );
};
