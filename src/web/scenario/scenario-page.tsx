import { useEffect, useMemo, useState } from 'react';
import type { Commands, OrganisationData, ScenarioCommand } from '../../app/protocol.ts';
import type { DesignFacets } from '../../kaleidoscope/report/render-scenario.ts';
import { addressOf, writeAddress } from '../address/address.ts';
import { type Outcome, sendCommand } from '../host/ask-host.ts';
import { JobList } from '../jobs/job-list.tsx';
import { saveFile } from '../measure/save-file.ts';
import { useWords } from '../text/words.ts';
import { ComparisonTable } from './comparison-table.tsx';
import { type DesignDraft, DesignEditor } from './design-editor.tsx';
import { DesignFigures } from './design-figures.tsx';
import { LiveWeek } from './live-week.tsx';
import { OutcomeCurves } from './outcome-curves.tsx';
import { SearchHorizon } from './search-horizon.tsx';

type Ran = Commands['run-scenario']['answer'];

const templates = [
  'pyramid',
  'matrix',
  'flat',
  'lattice',
  'self-managing-teams',
  'circles',
  'bilateral-agreements',
  'maintainer-tree',
  'open-collaboration',
];
const mostDesigns = 3;

/** Another design beside this one: changed step by step, drawn at once, compared when asked. */
export const ScenarioPage = ({
  organisation,
  chosen,
}: {
  readonly organisation: OrganisationData;
  readonly chosen: Readonly<Record<string, string>>;
}) => {
  const words = useWords();
  const [template, setTemplate] = useState<string | null>(null);
  const [people, setPeople] = useState(156);
  const [drafts, setDrafts] = useState<readonly (readonly string[])[]>([
    organisation.changesByChallenge[chosen.challenge ?? ''] ?? [],
  ]);
  const [figures, setFigures] = useState<readonly DesignFacets[]>([]);
  const [ran, setRan] = useState<Ran | null>(null);
  const [isRunning, setRunning] = useState(false);
  const [trouble, setTrouble] = useState<Exclude<Outcome<never>, { how: 'answered' }> | null>(null);
  const designs = useMemo(
    () =>
      drafts.map(
        (changes, place): DesignDraft => ({
          name: words.page('scenario.design', { number: place + 1 }),
          changes,
        }),
      ),
    [drafts, words],
  );
  const wanted = useMemo(
    (): ScenarioCommand => ({
      organisation: organisation.id,
      name: words.page('page.scenario'),
      template,
      people,
      designs,
    }),
    [organisation.id, template, people, designs, words],
  );
  useEffect(() => {
    let isOld = false;
    setRan(null);
    setTrouble(null);
    void sendCommand('draw-scenario', wanted).then((outcome) => {
      if (isOld) return;
      if (outcome.how === 'answered') setFigures(outcome.data.figures);
      else setTrouble(outcome);
    });
    return () => {
      isOld = true;
    };
  }, [wanted]);
  const compare = async () => {
    setRunning(true);
    setTrouble(null);
    const outcome = await sendCommand('run-scenario', wanted);
    setRunning(false);
    if (outcome.how === 'answered') setRan(outcome.data);
    else setTrouble(outcome);
  };
  const names = [words.page('scenario.base-name'), ...designs.map(({ name }) => name)];
  return (
    <div className="scenario stack">
      <header className="page-head">
        <h1>{words.page('page.scenario')}</h1>
        <p className="lead">{words.page('page.scenario-lead')}</p>
      </header>
      <label className="setting">
        {words.page('scenario.base')}{' '}
        <select
          className="field"
          value={template ?? ''}
          disabled={isRunning}
          onChange={({ target: { value } }) => setTemplate(value === '' ? null : value)}
        >
          <option value="">{words.page('scenario.this')}</option>
          {templates.map((each) => (
            <option key={each} value={each} lang="en">
              {each.replaceAll('-', ' ')}
            </option>
          ))}
        </select>
      </label>
      {template === null ? null : (
        <label className="setting">
          {words.page('scenario.people')}{' '}
          <input
            className="field"
            type="number"
            min={10}
            value={people}
            disabled={isRunning}
            onChange={({ target: { value } }) => setPeople(Math.max(0, Math.round(Number(value))))}
          />
        </label>
      )}
      <div className="designs" inert={isRunning}>
        {designs.map((draft, place) => (
          <DesignEditor
            key={draft.name}
            draft={draft}
            onChange={(changes) =>
              setDrafts((before) => before.map((each, k) => (k === place ? changes : each)))
            }
            onDrop={
              designs.length === 1 ? null : () => setDrafts((before) => before.filter((_, k) => k !== place))
            }
          />
        ))}
      </div>
      <div className="buttons">
        <button
          type="button"
          className="button"
          disabled={isRunning || designs.length >= mostDesigns}
          onClick={() => setDrafts((before) => [...before, []])}
        >
          {words.page('scenario.another')}
        </button>
        <button type="button" className="button is-first" disabled={isRunning} onClick={compare}>
          {words.page('scenario.compare')}
        </button>
      </div>
      <div role="alert">
        {trouble === null ? null : trouble.how === 'refused' ? (
          <p className="notice" lang="en">
            {trouble.refusal.sentence}
          </p>
        ) : (
          <p className="notice">{words.page('host.not-sent')}</p>
        )}
      </div>
      {isRunning ? (
        <>
          <p role="status">{words.page('scenario.comparing')}</p>
          <JobList />
        </>
      ) : null}
      {figures.length !== names.length ? null : (
        <>
          <DesignFigures figures={figures} layer="chart" names={names} seed={organisation.published.seed} />
          <DesignFigures figures={figures} layer="lived" names={names} seed={organisation.published.seed} />
        </>
      )}
      {figures.length !== names.length ? null : (
        <LiveWeek key={JSON.stringify(wanted)} scenario={wanted} names={names} />
      )}
      {ran === null ? null : (
        <>
          {ran.page.designs.slice(1).map((design) => (
            <ComparisonTable key={design.name} compared={ran.page} design={design} />
          ))}
          <OutcomeCurves compared={ran.page} names={names} />
          <SearchHorizon compared={ran.page} />
          <ul lang="en">
            {ran.page.validity.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <button
            type="button"
            className="button"
            onClick={() => saveFile('scenario.yaml', 'application/yaml', ran.text)}
          >
            {words.page('scenario.file')}
          </button>
          <p>
            {words.page('scenario.then-try')}{' '}
            <a href={writeAddress(addressOf(organisation.id, 'experiment'))}>
              {words.page('experiment.plan-one')}
            </a>
          </p>
        </>
      )}
    </div>
  );
};
