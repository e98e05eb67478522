import type { OrganisationData } from '../../app/protocol.ts';
import { measuresCsv } from '../../kaleidoscope/measures-csv.ts';
import type { Published, PublishedNumber } from '../../kaleidoscope/published.ts';
import { absenceOf, absenceWords } from '../../kaleidoscope/report/format-value.ts';
import { decimal } from '../../kaleidoscope/text/numbers.ts';
import { addressOf, writeAddress } from '../address/address.ts';
import { NumberView } from '../measure/number-view.tsx';
import { saveFile } from '../measure/save-file.ts';
import { NoSuchPage } from '../shell/no-such-page.tsx';
import { useWords } from '../text/words.ts';

interface Line {
  readonly measure: string;
  readonly part: string | null;
}

/** What a challenge was seen in, or a measure with its parts; `null` where there is nothing of that name. */
const linesOf = (published: Published, subject: string): readonly Line[] | null => {
  const challenge = published.challenges.find(({ id }) => id === subject);
  if (challenge !== undefined) return challenge.withheld ? [] : challenge.evidence;
  const measure = published.measures[subject];
  if (measure === undefined) return null;
  return [null, ...Object.keys(measure.parts)].map((part) => ({ measure: subject, part }));
};

const NumberCells = ({
  number,
  unit,
  of,
}: {
  readonly number: PublishedNumber;
  readonly unit: string;
  readonly of: string;
}) => {
  const { figure } = useWords();
  const absence = absenceOf(number, figure);
  if (absence !== null) return <td colSpan={4}>{absence}</td>;
  const { interval, null: chance } = number;
  return (
    <>
      <td className="number">
        <NumberView value={number.value} unit={unit} of={`${of}.value`} />
      </td>
      <td className="number">
        {interval === null ? (
          '–'
        ) : (
          <>
            <NumberView value={interval.low} unit={unit} of={`${of}.interval.low`} /> –{' '}
            <NumberView value={interval.high} unit={unit} of={`${of}.interval.high`} />
          </>
        )}
      </td>
      <td className="number">
        <NumberView value={chance?.mean ?? null} unit={unit} of={`${of}.null.mean`} />
      </td>
      <td className="number">
        <NumberView value={chance?.p ?? null} unit="" of={`${of}.null.p`} />
      </td>
    </>
  );
};

/** All that stands behind one challenge or one measure, as far as it may be shown. */
export const EvidenceOf = ({
  organisation,
  subject,
}: {
  readonly organisation: OrganisationData;
  readonly subject: string;
}) => {
  const words = useWords();
  const { published, catalogue } = organisation;
  const lines = linesOf(published, subject);
  if (lines === null) return <NoSuchPage />;
  const challenge = published.challenges.find(({ id }) => id === subject);
  const textOf = (id: string) => {
    const text = catalogue.find((each) => each.id === id);
    return text === undefined ? undefined : words.measure(text);
  };
  const titleOf = ({ measure, part }: Line) => {
    const text = textOf(measure);
    return part === null
      ? (text?.title ?? measure)
      : (text?.parts.find(({ id }) => id === part)?.title ?? part);
  };
  const measures = [...new Set(lines.map(({ measure }) => measure))].flatMap((id) => {
    const measure = published.measures[id];
    return measure === undefined ? [] : [measure];
  });
  const places =
    challenge === undefined || challenge.withheld
      ? measures.flatMap(({ communities }) => communities.map(({ community }) => community))
      : challenge.places;
  const cells = measures.flatMap((measure) =>
    measure.communities.flatMap((cell, place) =>
      places.includes(cell.community) ? [{ measure, cell, place }] : [],
    ),
  );
  const save = () =>
    saveFile(
      `evidence-${subject}.csv`,
      'text/csv',
      measuresCsv({ ...published, measures: Object.fromEntries(measures.map((each) => [each.id, each])) }),
    );
  return (
    <>
      <header className="page-head">
        <p>
          <a href={writeAddress(addressOf(organisation.id, 'evidence'))}>{words.page('page.evidence')}</a>
        </p>
        <h1 lang={challenge === undefined ? undefined : 'en'}>
          {challenge?.title ?? textOf(subject)?.question ?? subject}
        </h1>
        {challenge === undefined ? null : challenge.withheld ? (
          <p className="absent">{absenceWords(challenge.reason, words.figure)}</p>
        ) : (
          <>
            <p className="lead" lang="en">
              {challenge.seen}
            </p>
            <p className="fine">
              {[
                ...(challenge.places.length === 0
                  ? []
                  : [words.say('challenge.places', { letters: challenge.places.join(', ') })]),
                ...(challenge.adjustedP === null
                  ? []
                  : [words.say('challenge.p', { p: decimal(challenge.adjustedP) })]),
              ].join(' · ')}
            </p>
          </>
        )}
      </header>
      <div className="stack evidence">
        {lines.length === 0 ? null : (
          <>
            <h2 id="numbers">{words.page('evidence.numbers')}</h2>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard */}
            <section className="table" tabIndex={0} aria-labelledby="numbers">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{words.page('table.measure')}</th>
                    <th scope="col" className="number">
                      {words.page('table.value')}
                    </th>
                    <th scope="col" className="number">
                      {words.page('table.interval')}
                    </th>
                    <th scope="col" className="number">
                      {words.page('table.null')}
                    </th>
                    <th scope="col" className="number">
                      p
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {lines.map((line) => {
                    const measure = published.measures[line.measure];
                    const number = line.part === null ? measure : measure?.parts[line.part];
                    return measure === undefined || number === undefined ? null : (
                      <tr key={`${line.measure} ${line.part ?? ''}`}>
                        <th scope="row">
                          <a href={writeAddress(addressOf(organisation.id, 'measure', line.measure))}>
                            {titleOf(line)}
                          </a>
                        </th>
                        <NumberCells
                          number={number}
                          unit={number.unit}
                          of={`measures.${line.measure}${line.part === null ? '' : `.parts.${line.part}`}`}
                        />
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </section>
          </>
        )}
        {cells.length === 0 ? null : (
          <>
            <h2 id="places">{words.page('measure.by-community')}</h2>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard */}
            <section className="table" tabIndex={0} aria-labelledby="places">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{words.page('table.place')}</th>
                    <th scope="col">{words.page('table.measure')}</th>
                    <th scope="col" className="number">
                      {words.page('table.people')}
                    </th>
                    <th scope="col" className="number">
                      {words.page('table.value')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {cells.map(({ measure, cell, place }) => (
                    <tr key={`${measure.id} ${cell.community}`}>
                      <th scope="row">
                        <a href={writeAddress(addressOf(organisation.id, 'community', cell.community))}>
                          {cell.community}
                        </a>
                      </th>
                      <td>{textOf(measure.id)?.title ?? measure.id}</td>
                      {cell.withheld ? (
                        <td colSpan={2}>{absenceWords(cell.reason, words.figure)}</td>
                      ) : (
                        <>
                          <td className="number">
                            <NumberView
                              value={cell.people}
                              unit=""
                              of={`measures.${measure.id}.communities.${place}.people`}
                            />
                          </td>
                          <td className="number">
                            <NumberView
                              value={cell.value}
                              unit={measure.unit}
                              of={`measures.${measure.id}.communities.${place}.value`}
                            />
                          </td>
                        </>
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </>
        )}
        {measures.length === 0 ? null : (
          <>
            <h2 id="from">{words.page('evidence.from')}</h2>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard */}
            <section className="table" tabIndex={0} aria-labelledby="from">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{words.page('table.measure')}</th>
                    <th scope="col">{words.say('coverage.span')}</th>
                    {(['people', 'senders', 'arcs', 'events', 'resolved', 'seed'] as const).map((each) => (
                      <th key={each} scope="col" className="number">
                        {words.page(`evidence.${each}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {measures.map(({ id, evidence }) => (
                    <tr key={id}>
                      <th scope="row">{textOf(id)?.title ?? id}</th>
                      <td>
                        {evidence.from === null && evidence.until === null
                          ? words.say('coverage.untimed')
                          : `${evidence.from?.slice(0, 10) ?? '…'} – ${evidence.until?.slice(0, 10) ?? '…'}`}
                      </td>
                      {(['people', 'senders', 'arcs', 'events'] as const).map((each) => (
                        <td key={each} className="number">
                          <NumberView value={evidence[each]} unit="" of={`measures.${id}.evidence.${each}`} />
                        </td>
                      ))}
                      <td className="number">
                        <NumberView
                          value={evidence.resolvedShare}
                          unit="share"
                          of={`measures.${id}.evidence.resolvedShare`}
                        />
                      </td>
                      <td className="number">
                        <NumberView value={evidence.seed} unit="" of={`measures.${id}.evidence.seed`} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
            <button type="button" className="button" onClick={save}>
              {words.page('export.csv')}
            </button>
          </>
        )}
      </div>
    </>
  );
};
