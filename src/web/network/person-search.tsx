import { useId, useMemo, useState } from 'react';
import type { NetworkData } from '../../app/protocol.ts';
import { useWords } from '../text/words.ts';

/** Suggestions a browser lists without growing slow. */
const mostSuggested = 500;

const tiedTo = ({ from, to }: NetworkData, node: number): readonly number[] =>
  from.flatMap((a, k) => {
    const b = to[k] ?? a;
    return a === node ? [b] : b === node ? [a] : [];
  });

/** Finds somebody on the map, and says in words whom they are tied to. */
export const PersonSearch = ({
  network,
  chosen,
  onChoose,
}: {
  readonly network: NetworkData;
  readonly chosen: number | null;
  readonly onChoose: (node: number | null) => void;
}) => {
  const words = useWords();
  const list = useId();
  const [said, setSaid] = useState('');
  const sorted = useMemo(() => network.labels.toSorted(), [network]);
  const label = chosen === null ? null : (network.labels[chosen] ?? null);
  const neighbours = useMemo(
    () =>
      chosen === null
        ? []
        : tiedTo(network, chosen)
            .map((node) => network.labels[node] ?? '')
            .toSorted(),
    [network, chosen],
  );
  const seek = (text: string) => {
    setSaid(text);
    const found = network.labels.indexOf(text.trim().toLowerCase());
    if (found >= 0) onChoose(found);
  };
  const suggested = sorted.filter((each) => each.includes(said.trim().toLowerCase())).slice(0, mostSuggested);
  return (
    <div className="stack">
      <div className="buttons">
        <label htmlFor={`${list}-field`}>{words.page('network.find')}</label>
        <input
          id={`${list}-field`}
          className="field"
          type="search"
          list={list}
          value={said}
          spellCheck={false}
          onChange={({ target: { value } }) => seek(value)}
        />
        <datalist id={list}>
          {suggested.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        {chosen === null ? null : (
          <button
            type="button"
            className="button"
            onClick={() => {
              setSaid('');
              onChoose(null);
            }}
          >
            {words.page('network.everybody')}
          </button>
        )}
      </div>
      <div role="status">
        {label === null || chosen === null ? null : (
          <p>
            {words.page('network.tied', {
              person: label,
              community: network.communities[chosen] || '–',
              count: neighbours.length,
            })}{' '}
            <span className="fine">{neighbours.join(', ')}</span>
          </p>
        )}
      </div>
    </div>
  );
};
