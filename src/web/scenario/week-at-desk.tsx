import type { Commands } from '../../app/protocol.ts';
import { decimal, percent } from '../../kaleidoscope/text/numbers.ts';
import { useWords } from '../text/words.ts';

type Weeks = NonNullable<Commands['live-week']['answer']>;
type Week = Weeks['weeks'][number];

const width = 400;
const rowHeight = 7;
const days = 5;

const medianOf = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
};

/** One week in one design: each matter on the desk from when it came until it was done, and what it was. */
export const WeekAtDesk = ({ week, length }: { readonly week: Week; readonly length: number }) => {
  const words = useWords();
  const { events, own, busy, design } = week;
  const countOf = (role: Week['events'][number]['role']) =>
    events.filter((each) => each.role === role).length;
  const settled = own.flatMap((each) => (each.settled === null ? [] : [each.settled - each.raised]));
  const median = medianOf(settled);
  const waitedFor = (who: 'above' | 'community' | 'elsewhere') =>
    own.filter((each) => each.waitedFor === who).length;
  const at = (time: number) => (time / length) * width;
  const dayOf = (time: number) =>
    words.page('week.at', {
      day: Math.min(days, 1 + Math.floor((time / length) * days)),
      hour: decimal(((time % (length / days)) * 8) / (length / days)),
    });
  return (
    <section className="stack week">
      <h3>{design}</h3>
      <p>
        {words.page('week.reached', { count: events.length, busy: percent(busy) })}{' '}
        {words.page('week.roles', {
          decided: countOf('decided'),
          received: countOf('received'),
          passed: countOf('passed-on'),
          raised: countOf('raised'),
        })}
      </p>
      <p>
        {own.length === 0
          ? words.page('week.none-raised')
          : words.page('week.own', { count: own.length, settled: settled.length })}{' '}
        {median === null ? null : words.page('week.median', { hours: decimal(median) })}{' '}
        {own.length === 0
          ? null
          : words.page('week.waited', {
              above: waitedFor('above'),
              community: waitedFor('community'),
              elsewhere: waitedFor('elsewhere'),
            })}
      </p>
      <svg viewBox={`0 0 ${width} ${Math.max(1, events.length) * rowHeight + 2}`} aria-hidden="true">
        {Array.from({ length: days - 1 }, (_, day) => {
          const x = ((day + 1) / days) * width;
          return <line key={x} x1={x} x2={x} y1={0} y2={events.length * rowHeight + 2} />;
        })}
        {events.map(({ arrived, done, role }, row) => (
          <rect
            key={arrived}
            className={`w-${role}`}
            x={at(arrived)}
            y={row * rowHeight + 1}
            width={Math.max(1.5, at(done ?? length) - at(arrived))}
            height={rowHeight - 2}
          />
        ))}
      </svg>
      <details>
        <summary>
          {words.page('week.table')}
          <span className="unseen">: {design}</span>
        </summary>
        <table>
          <caption className="unseen">{design}</caption>
          <thead>
            <tr>
              <th scope="col">{words.page('week.came')}</th>
              <th scope="col">{words.page('week.what')}</th>
              <th scope="col">{words.page('week.ahead')}</th>
              <th scope="col">{words.page('week.done')}</th>
            </tr>
          </thead>
          <tbody>
            {events.map(({ arrived, done, role, ahead }) => (
              <tr key={arrived}>
                <th scope="row">{dayOf(arrived)}</th>
                <td>{words.page(`week.${role}`)}</td>
                <td className="number">{ahead}</td>
                <td>{done === null ? words.page('week.lies') : dayOf(done)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
};
