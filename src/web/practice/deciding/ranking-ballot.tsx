import { useRef, useState } from 'react';
import { useWords } from '../../text/words.ts';

const moved = (order: readonly number[], from: number, to: number): readonly number[] => {
  const next = [...order];
  const [taken] = next.splice(from, 1);
  if (taken !== undefined) next.splice(to, 0, taken);
  return next;
};

/** Options from best to worst: dragged, or moved by buttons and arrow keys; what is left out counts as last. */
export const RankingBallot = ({
  options,
  order,
  onOrder,
}: {
  readonly options: readonly string[];
  /** Places of the options ranked, the best first. */
  readonly order: readonly number[];
  readonly onOrder: (order: readonly number[]) => void;
}) => {
  const words = useWords();
  const dragged = useRef<number | null>(null);
  const [said, setSaid] = useState('');
  const rest = options.map((_, place) => place).filter((place) => !order.includes(place));
  const move = (from: number, to: number) => {
    if (to < 0 || to >= order.length || from === to) return;
    onOrder(moved(order, from, to));
    setSaid(words.page('ballot.moved', { option: options[order[from] ?? 0] ?? '', place: to + 1 }));
  };
  return (
    <div className="stack">
      <p className="fine">{words.page('ballot.rank-how')}</p>
      <ol className="ranking">
        {order.map((option, place) => (
          <li
            key={option}
            draggable
            onDragStart={() => {
              dragged.current = place;
            }}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged.current !== null) move(dragged.current, place);
              dragged.current = null;
            }}
          >
            <span>{options[option]}</span>
            <span className="buttons">
              <button
                type="button"
                className="button is-plain"
                disabled={place === 0}
                onClick={() => move(place, place - 1)}
                onKeyDown={({ key }) => {
                  if (key === 'ArrowUp') move(place, place - 1);
                  if (key === 'ArrowDown') move(place, place + 1);
                }}
              >
                ↑<span className="unseen">{words.page('ballot.up', { option: options[option] ?? '' })}</span>
              </button>
              <button
                type="button"
                className="button is-plain"
                disabled={place === order.length - 1}
                onClick={() => move(place, place + 1)}
                onKeyDown={({ key }) => {
                  if (key === 'ArrowUp') move(place, place - 1);
                  if (key === 'ArrowDown') move(place, place + 1);
                }}
              >
                ↓
                <span className="unseen">{words.page('ballot.down', { option: options[option] ?? '' })}</span>
              </button>
              <button
                type="button"
                className="button is-plain"
                onClick={() => onOrder(order.filter((each) => each !== option))}
              >
                ×
                <span className="unseen">
                  {words.page('ballot.leave-out', { option: options[option] ?? '' })}
                </span>
              </button>
            </span>
          </li>
        ))}
      </ol>
      {rest.length === 0 ? null : (
        <div className="buttons">
          {rest.map((option) => (
            <button
              key={option}
              type="button"
              className="button"
              onClick={() => {
                onOrder([...order, option]);
                setSaid(
                  words.page('ballot.moved', { option: options[option] ?? '', place: order.length + 1 }),
                );
              }}
            >
              + {options[option]}
            </button>
          ))}
        </div>
      )}
      <p className="unseen" role="status">
        {said}
      </p>
    </div>
  );
};
