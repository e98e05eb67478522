import type { PublishedMeasure, PublishedNumber } from '../../kaleidoscope/published.ts';
import { absenceWords, sensitivityWords } from '../../kaleidoscope/report/format-value.ts';
import type { MeasureText } from '../../kaleidoscope/report/report-text.ts';
import { useWords } from '../text/words.ts';
import { NumberView } from './number-view.tsx';

type Cell = PublishedMeasure['windows'][number] | PublishedMeasure['communities'][number];

const NumberRow = ({
  title,
  number,
  unit,
  of,
}: {
  readonly title: string;
  readonly number: PublishedNumber;
  readonly unit: string;
  readonly of: string;
}) => {
  const { figure } = useWords();
  const absence = number.withheld || number.value === null ? absenceWords(number.reason, figure) : null;
  return (
    <tr>
      <th scope="row">{title}</th>
      {absence === null ? (
        <>
          <td className="number">
            <NumberView value={number.value} unit={unit} of={`${of}.value`} />
          </td>
          <td className="number">
            {number.interval === null ? (
              '–'
            ) : (
              <>
                <NumberView value={number.interval.low} unit={unit} of={`${of}.interval.low`} /> –{' '}
                <NumberView value={number.interval.high} unit={unit} of={`${of}.interval.high`} />
                <span className="fine"> {sensitivityWords(number, figure)}</span>
              </>
            )}
          </td>
          <td className="number">
            <NumberView value={number.null?.mean ?? null} unit={unit} of={`${of}.null.mean`} />
          </td>
        </>
      ) : (
        <td colSpan={3}>{absence}</td>
      )}
    </tr>
  );
};

const PlaceRow = ({
  place,
  cell,
  unit,
  of,
}: {
  readonly place: string;
  readonly cell: Cell;
  readonly unit: string;
  readonly of: string;
}) => {
  const { figure } = useWords();
  return (
    <tr>
      <th scope="row">{place}</th>
      {cell.withheld ? (
        <td colSpan={2}>{absenceWords(cell.reason, figure)}</td>
      ) : (
        <>
          <td className="number">
            <NumberView value={cell.people} unit="" of={`${of}.people`} />
          </td>
          <td className="number">
            <NumberView value={cell.value} unit={unit} of={`${of}.value`} />
          </td>
        </>
      )}
    </tr>
  );
};

/** Every number of a measure that may be shown: its own and its parts, by window, by community. */
export const MeasureTable = ({
  measure,
  text,
}: {
  readonly measure: PublishedMeasure;
  readonly text: MeasureText;
}) => {
  const words = useWords();
  const of = `measures.${measure.id}`;
  const placesHead = (
    <thead>
      <tr>
        <th scope="col">{words.page('table.place')}</th>
        <th scope="col" className="number">
          {words.page('table.people')}
        </th>
        <th scope="col" className="number">
          {words.page('table.value')}
        </th>
      </tr>
    </thead>
  );
  return (
    <section
      className="table stack"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard
      tabIndex={0}
      aria-label={words.page('measure.table-of', { title: text.title })}
    >
      <table>
        <caption>{words.page('measure.all')}</caption>
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
          </tr>
        </thead>
        <tbody>
          <NumberRow title={text.title} number={measure} unit={measure.unit} of={of} />
          {text.parts.map((part) => {
            const number = measure.parts[part.id];
            return number === undefined ? null : (
              <NumberRow
                key={part.id}
                title={part.title}
                number={number}
                unit={number.unit}
                of={`${of}.parts.${part.id}`}
              />
            );
          })}
        </tbody>
      </table>
      {measure.communities.length === 0 ? null : (
        <table>
          <caption>{words.page('measure.by-community')}</caption>
          {placesHead}
          <tbody>
            {measure.communities.map((cell, place) => (
              <PlaceRow
                key={cell.community}
                place={cell.community}
                cell={cell}
                unit={measure.unit}
                of={`${of}.communities.${place}`}
              />
            ))}
          </tbody>
        </table>
      )}
      {measure.windows.length === 0 ? null : (
        <table>
          <caption>{words.page('measure.over-time')}</caption>
          {placesHead}
          <tbody>
            {measure.windows.map((cell, place) => (
              <PlaceRow
                key={cell.window}
                place={cell.window}
                cell={cell}
                unit={measure.unit}
                of={`${of}.windows.${place}`}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
