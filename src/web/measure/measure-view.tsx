import type { OrganisationData } from '../../app/protocol.ts';
import { measuresCsv } from '../../kaleidoscope/measures-csv.ts';
import type { PublishedMeasure } from '../../kaleidoscope/published.ts';
import { absenceOf, sensitivityWords } from '../../kaleidoscope/report/format-value.ts';
import { againstChance } from '../../kaleidoscope/report/headline-section.ts';
import type { MeasureText } from '../../kaleidoscope/report/report-text.ts';
import { count, decimal, percent } from '../../kaleidoscope/text/numbers.ts';
import { addressOf, writeAddress } from '../address/address.ts';
import { useWords, type Words } from '../text/words.ts';
import { MeasureTable } from './measure-table.tsx';
import { NumberPlot } from './number-plot.tsx';
import { NumberView } from './number-view.tsx';
import { RatioPlots } from './ratio-plots.tsx';
import { saveFile } from './save-file.ts';
import { WindowLine } from './window-line.tsx';

const howLines = (measure: PublishedMeasure, text: MeasureText, { say }: Words) => {
  const { evidence } = measure;
  return [
    [say('how.formula'), text.formula],
    ...text.parameters.map((parameter) => [
      say('how.parameter'),
      `${parameter.meaning}: ${decimal(evidence.parameters[parameter.id] ?? parameter.value)} ${parameter.unit}`.trim(),
    ]),
    [
      say('how.evidence'),
      say('how.evidence-text', {
        people: count(evidence.people),
        senders: count(evidence.senders),
        arcs: count(evidence.arcs),
        events: count(evidence.events),
        resolved: percent(evidence.resolvedShare),
      }),
    ],
    ...(measure.withheld || measure.interval === null
      ? []
      : [[say('how.interval'), measure.interval.method]]),
    ...(measure.withheld || measure.null === null
      ? []
      : [
          [
            say('how.null'),
            say('how.null-text', {
              model: measure.null.model,
              draws: measure.null.draws,
              p: measure.null.p === null ? '–' : decimal(measure.null.p),
            }),
          ],
        ]),
    [say('how.seed'), String(evidence.seed)],
    [say('how.source'), text.source],
  ] as const;
};

/**
 * One measure: its question, its value beside chance and with its interval, what it means, how it is computed, and
 * the table behind it. `isOpen` is the page of its own.
 */
export const MeasureView = ({
  organisation,
  id,
  isOpen = false,
}: {
  readonly organisation: OrganisationData;
  readonly id: string;
  readonly isOpen?: boolean;
}) => {
  const words = useWords();
  const measure = organisation.published.measures[id];
  const plain = organisation.catalogue.find((text) => text.id === id);
  if (measure === undefined || plain === undefined) return null;
  const text = words.measure(plain);
  const absence = absenceOf(measure, words.figure);
  const Heading = isOpen ? 'h1' : 'h3';
  const save = () =>
    saveFile(
      `${id}.csv`,
      'text/csv',
      measuresCsv({ ...organisation.published, measures: { [id]: measure } }),
    );
  return (
    <article className={isOpen ? 'measure is-open' : 'measure'} aria-labelledby={`m-${id}`}>
      <p className="over">{text.title}</p>
      <Heading id={`m-${id}`}>{text.question}</Heading>
      {absence === null ? (
        <>
          <p className="value">
            <NumberView value={measure.value} unit={measure.unit} of={`measures.${id}.value`} />{' '}
            <span className="fine">{sensitivityWords(measure, words.figure)}</span>
          </p>
          <NumberPlot number={measure} unit={measure.unit} range={text.range} />
          <p>
            {words.say('report.higher', { meaning: text.higherMeans })} {againstChance(measure, words.figure)}
          </p>
        </>
      ) : (
        <p className="absent">{absence}</p>
      )}
      <RatioPlots measure={measure} text={text} />
      <WindowLine windows={measure.windows} unit={measure.unit} />
      <details open={isOpen}>
        <summary>
          {words.say('report.how')}
          <span className="unseen"> {text.title}</span>
        </summary>
        <dl className="how">
          {howLines(measure, text, words).map(([name, line]) => (
            <div key={`${name} ${line}`}>
              <dt>{name}</dt>
              <dd>{line}</dd>
            </div>
          ))}
        </dl>
      </details>
      <details open={isOpen}>
        <summary>
          {words.page('measure.table')}
          <span className="unseen"> {text.title}</span>
        </summary>
        <MeasureTable measure={measure} text={text} />
      </details>
      <p className="buttons">
        <button type="button" className="button" onClick={save}>
          {words.page('export.csv')}
          <span className="unseen"> {text.title}</span>
        </button>
        {isOpen ? (
          <a className="button is-plain" href={writeAddress(addressOf(organisation.id, 'evidence', id))}>
            {words.page('evidence.all')}
          </a>
        ) : (
          <a className="button is-plain" href={writeAddress(addressOf(organisation.id, 'measure', id))}>
            {words.page('measure.close-look')}
            <span className="unseen"> {text.title}</span>
          </a>
        )}
      </p>
    </article>
  );
};
