import type { NetworkData } from '../../app/protocol.ts';
import { count } from '../../kaleidoscope/text/numbers.ts';
import { useWords } from '../text/words.ts';

interface Row {
  people: number;
  inside: number;
  across: number;
}

const rowsOf = ({ communities, from, to }: NetworkData): readonly (readonly [string, Row])[] => {
  const rows = new Map<string, Row>();
  const rowOf = (letter: string) => {
    const row = rows.get(letter) ?? { people: 0, inside: 0, across: 0 };
    rows.set(letter, row);
    return row;
  };
  for (const letter of communities) rowOf(letter).people++;
  for (const [k, a] of from.entries()) {
    const [left, right] = [communities[a] ?? '', communities[to[k] ?? a] ?? ''];
    if (left === right) rowOf(left).inside++;
    else {
      rowOf(left).across++;
      rowOf(right).across++;
    }
  }
  return [...rows].sort(([, a], [, b]) => b.people - a.people);
};

/** What the map shows, community by community. */
export const CommunityTies = ({ network }: { readonly network: NetworkData }) => {
  const words = useWords();
  return (
    /* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard */
    <section className="table" tabIndex={0} aria-label={words.page('network.table')}>
      <table>
        <caption>{words.page('network.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{words.page('network.community')}</th>
            <th scope="col" className="number">
              {words.page('table.people')}
            </th>
            <th scope="col" className="number">
              {words.page('network.inside')}
            </th>
            <th scope="col" className="number">
              {words.page('network.across')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(network).map(([letter, row]) => (
            <tr key={letter}>
              <th scope="row">{letter === '' ? words.page('network.untied') : letter}</th>
              <td className="number">{count(row.people)}</td>
              <td className="number">{count(row.inside)}</td>
              <td className="number">{count(row.across)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
