import { useWords } from '../../text/words.ts';
import type { DecisionTerms } from './decision-methods.ts';

/** Approval by checks, scores by sliders, dots and quadratic votes by numbers with what they cost so far. */
export const MarksBallot = ({
  options,
  terms,
  marks,
  onMarks,
}: {
  readonly options: readonly string[];
  readonly terms: Required<DecisionTerms>;
  readonly marks: readonly (number | null)[];
  readonly onMarks: (marks: readonly (number | null)[]) => void;
}) => {
  const words = useWords();
  const { method, highest, budget } = terms;
  const put = (place: number, mark: number | null) =>
    onMarks(options.map((_, at) => (at === place ? mark : (marks[at] ?? null))));
  if (method === 'approval' || method === 'pav') {
    return (
      <div className="stack">
        {options.map((option, place) => (
          <label key={option} className="setting">
            <input
              type="checkbox"
              checked={marks[place] === 1}
              onChange={({ target }) => put(place, target.checked ? 1 : 0)}
            />{' '}
            {option}
          </label>
        ))}
      </div>
    );
  }
  if (method === 'score' || method === 'star') {
    return (
      <div className="stack">
        {options.map((option, place) => (
          <label key={option} className="setting">
            {option}{' '}
            <input
              type="range"
              min={0}
              max={highest}
              value={marks[place] ?? 0}
              onChange={({ target }) => put(place, Number(target.value))}
            />{' '}
            <output>{marks[place] ?? '–'}</output>
          </label>
        ))}
      </div>
    );
  }
  const spent = marks.reduce<number>(
    (sum, mark) => sum + (method === 'quadratic' ? (mark ?? 0) ** 2 : Math.abs(mark ?? 0)),
    0,
  );
  return (
    <div className="stack">
      {options.map((option, place) => (
        <label key={option} className="setting">
          {option}{' '}
          <input
            className="field"
            type="number"
            min={method === 'quadratic' ? -budget : 0}
            max={budget}
            value={marks[place] ?? 0}
            onChange={({ target }) => put(place, Math.round(Number(target.value)))}
          />
        </label>
      ))}
      <p role="status" className={spent > budget ? 'notice' : 'fine'}>
        {words.page(method === 'quadratic' ? 'ballot.credits' : 'ballot.dots', { spent, budget })}
      </p>
    </div>
  );
};
