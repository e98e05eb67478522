import { useCallback, useState } from 'react';
import type { HostEvent, OrganisationData, Queries, RefusalAnswer } from '../../app/protocol.ts';
import { withheldReasons } from '../../kaleidoscope/report/evidence-section.ts';
import { absenceWords } from '../../kaleidoscope/report/format-value.ts';
import { count } from '../../kaleidoscope/text/numbers.ts';
import { addressOf, startAddress, writeAddress } from '../address/address.ts';
import { goTo } from '../address/use-address.ts';
import { sendCommand } from '../host/ask-host.ts';
import { useQuery } from '../host/use-query.ts';
import { csvOf } from '../measure/csv.ts';
import { NumberView } from '../measure/number-view.tsx';
import { saveFile } from '../measure/save-file.ts';
import { ruleWords } from '../people/rule-words.ts';
import { SureButton } from '../shell/sure-button.tsx';
import { useWords } from '../text/words.ts';

type Evidence = Queries['organisations/:id/evidence'];

const Sources = ({ organisation }: { readonly organisation: OrganisationData }) => {
  const words = useWords();
  const { sources } = organisation.published.coverage;
  if (sources.length === 0) return <p>{words.say('coverage.none')}</p>;
  const save = () =>
    saveFile(
      'sources.csv',
      'text/csv',
      csvOf([
        ['source', 'type', 'from', 'until', 'interactions', 'acts'],
        ...sources.map((each) => [
          each.label,
          each.type,
          each.from,
          each.until,
          each.interactions,
          each.acts,
        ]),
      ]),
    );
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard */}
      <section className="table" tabIndex={0} aria-label={words.say('coverage.sources')}>
        <table>
          <caption>{words.say('coverage.sources')}</caption>
          <thead>
            <tr>
              <th scope="col">{words.say('coverage.source')}</th>
              <th scope="col">{words.say('coverage.span')}</th>
              <th scope="col" className="number">
                {words.say('coverage.interactions')}
              </th>
              <th scope="col" className="number">
                {words.say('coverage.acts')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sources.map((source, place) => (
              <tr key={`${source.type} ${source.label}`}>
                <th scope="row">
                  {source.label} <span className="fine">{source.type}</span>
                </th>
                <td>
                  {source.from === null && source.until === null
                    ? words.say('coverage.untimed')
                    : `${source.from?.slice(0, 10) ?? '…'} – ${source.until?.slice(0, 10) ?? '…'}`}
                </td>
                {(['interactions', 'acts'] as const).map((each) => (
                  <td key={each} className="number">
                    <NumberView value={source[each]} unit="" of={`coverage.sources.${place}.${each}`} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <button type="button" className="button" onClick={save}>
        {words.page('export.csv')}
        <span className="unseen"> {words.say('coverage.sources')}</span>
      </button>
    </>
  );
};

const Notes = ({ notes }: { readonly notes: Evidence['notes'] }) => {
  const words = useWords();
  if (notes.length === 0) return <p>{words.page('evidence.no-notes')}</p>;
  const save = () =>
    saveFile(
      'left-out.csv',
      'text/csv',
      csvOf([
        ['source', 'code', 'count', 'sentence'],
        ...notes.map(({ source, code, count: times, sentence }) => [source, code, times, sentence]),
      ]),
    );
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard */}
      <section className="table" tabIndex={0} aria-labelledby="notes">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.say('coverage.source')}</th>
              <th scope="col">{words.page('evidence.note')}</th>
              <th scope="col" className="number">
                {words.page('evidence.times')}
              </th>
            </tr>
          </thead>
          <tbody>
            {notes.map((note) => (
              <tr key={`${note.source} ${note.code}`}>
                <th scope="row">{note.source}</th>
                <td lang="en">{note.sentence}</td>
                <td className="number">{count(note.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <button type="button" className="button" onClick={save}>
        {words.page('export.csv')}
        <span className="unseen"> {words.page('evidence.notes')}</span>
      </button>
    </>
  );
};

/** Why accounts were taken for one person, rule by rule. */
const Merges = ({
  organisation,
  people,
}: {
  readonly organisation: string;
  readonly people: Evidence['people'];
}) => {
  const words = useWords();
  if (people === null) return null;
  const times = new Map<string, number>();
  for (const { merges } of people.people)
    for (const { rule } of merges) times.set(rule, (times.get(rule) ?? 0) + 1);
  return (
    <>
      <h2>{words.page('evidence.merges')}</h2>
      {times.size === 0 ? <p>{words.page('evidence.no-merges')}</p> : null}
      <ul>
        {[...times].map(([rule, number]) => (
          <li key={rule}>
            {count(number)} · {ruleWords(words, rule)}
          </li>
        ))}
      </ul>
      <a href={writeAddress(addressOf(organisation, 'people'))}>{words.page('evidence.to-people')}</a>
    </>
  );
};

/** Why the archive is kept, and its end. */
const Keeping = ({
  organisation,
  purpose,
}: {
  readonly organisation: OrganisationData;
  readonly purpose: Evidence['purpose'];
}) => {
  const words = useWords();
  const [refusal, setRefusal] = useState<RefusalAnswer | null>(null);
  const [isLost, setLost] = useState(false);
  const forget = async () => {
    const outcome = await sendCommand('forget', { organisation: organisation.id, isSure: true });
    if (outcome.how === 'answered') return goTo(startAddress);
    setRefusal(outcome.how === 'refused' ? outcome.refusal : null);
    setLost(outcome.how === 'lost');
  };
  const lines = [
    [words.page('evidence.why'), purpose?.why ?? null],
    [words.page('evidence.held-by'), purpose?.heldBy ?? null],
    [words.page('evidence.until'), purpose?.deleteAfter?.slice(0, 10) ?? null],
  ] as const;
  return (
    <>
      <h2>{words.page('evidence.keeping')}</h2>
      <dl className="how">
        {lines.map(([name, line]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{line ?? words.page('evidence.unsaid')}</dd>
          </div>
        ))}
      </dl>
      <SureButton
        label={words.page('evidence.forget')}
        question={words.page('evidence.forget-question', { name: organisation.published.organisation })}
        onSure={() => void forget()}
      />
      <div role="alert">
        {refusal === null ? null : (
          <p className="notice" lang="en">
            {refusal.sentence}
          </p>
        )}
        {isLost ? <p className="notice">{words.page('people.lost')}</p> : null}
      </div>
    </>
  );
};

/** What everything rests on: sources, what was left out, who was merged, what is withheld, and the way to each number. */
export const EvidencePage = ({ organisation }: { readonly organisation: OrganisationData }) => {
  const words = useWords();
  const { id, published, catalogue } = organisation;
  const { coverage, challenges } = published;
  const changesWith = useCallback(
    (event: HostEvent) => event.type === 'organisation-changed' && event.organisation === id,
    [id],
  );
  const answer = useQuery({ query: 'organisations/:id/evidence', parts: { id }, changesWith });
  const evidence = answer.state === 'here' ? answer.data : null;
  const withheld = [...withheldReasons(published)];
  return (
    <>
      <header className="page-head">
        <h1>{words.page('page.evidence')}</h1>
        <p className="lead">{words.page('page.evidence-lead')}</p>
      </header>
      <div className="evidence">
        <section className="stack">
          <h2>{words.say('report.coverage')}</h2>
          <dl className="tally">
            {(
              [
                ['people', ''],
                ['accounts', ''],
                ['merges', ''],
                ['botsLeftOut', ''],
                ['resolvedShare', 'share'],
              ] as const
            ).map(([key, unit]) => (
              <div key={key}>
                <dt>{words.page(`coverage.${key}`)}</dt>
                <dd>
                  <NumberView value={coverage[key]} unit={unit} of={`coverage.${key}`} />
                </dd>
              </div>
            ))}
          </dl>
          <Sources organisation={organisation} />
        </section>
        <section className="stack">
          <h2 id="notes">{words.page('evidence.notes')}</h2>
          {answer.state === 'refused' ? (
            <p className="notice" lang="en">
              {answer.refusal.sentence}
            </p>
          ) : null}
          {evidence === null ? null : <Notes notes={evidence.notes} />}
        </section>
        <section className="stack">
          <h2>{words.say('report.withheld')}</h2>
          <p>{words.say('withheld.text')}</p>
          {withheld.length === 0 ? <p>{words.say('withheld.nothing')}</p> : null}
          <ul>
            {withheld.map(([reason, times]) => (
              <li key={reason}>
                {absenceWords(reason, words.figure)}{' '}
                {words.say(times === 1 ? 'withheld.once' : 'withheld.times', { count: times })}
              </li>
            ))}
          </ul>
        </section>
        {evidence?.people === undefined || evidence.people === null ? null : (
          <>
            <section className="stack">
              <Merges organisation={id} people={evidence.people} />
            </section>
            <section className="stack">
              <Keeping organisation={organisation} purpose={evidence.purpose} />
            </section>
          </>
        )}
        <section className="stack">
          <h2>{words.page('evidence.of-challenges')}</h2>
          <ul>
            {challenges.map((challenge) => (
              <li key={challenge.id} lang="en">
                <a href={writeAddress(addressOf(id, 'evidence', challenge.id))}>{challenge.title}</a>
              </li>
            ))}
          </ul>
        </section>
        <section className="stack">
          <h2>{words.page('evidence.of-measures')}</h2>
          <ul className="of-measures">
            {catalogue
              .filter((text) => published.measures[text.id] !== undefined)
              .map((text) => (
                <li key={text.id}>
                  <a href={writeAddress(addressOf(id, 'evidence', text.id))}>{words.measure(text).title}</a>
                </li>
              ))}
          </ul>
        </section>
      </div>
    </>
  );
};
