import { useState } from 'react';
import { useWords } from '../text/words.ts';
import { changeChoices, wordsOfChange } from './change-choices.ts';

export interface DesignDraft {
  readonly name: string;
  readonly changes: readonly string[];
}

/** One design: its changes in turn; the last can be undone. */
export const DesignEditor = ({
  draft,
  onChange,
  onDrop,
}: {
  readonly draft: DesignDraft;
  readonly onChange: (changes: readonly string[]) => void;
  /** `null` where it is the only one. */
  readonly onDrop: (() => void) | null;
}) => {
  const words = useWords();
  const [chosen, setChosen] = useState(changeChoices[0]!);
  const [amount, setAmount] = useState(1);
  const sentence = words.isEnglish ? 'english' : 'spanish';
  const said = (change: string): string => {
    const choice = changeChoices.findLast(({ id }) => change.startsWith(id));
    if (choice === undefined) return change;
    return choice.amount === null
      ? choice[sentence]
      : `${choice[sentence]}: ${change.slice(choice.id.length + 1)}`;
  };
  return (
    <fieldset className="design stack">
      <legend>{draft.name}</legend>
      {draft.changes.length === 0 ? (
        <p className="absent">{words.page('scenario.no-change')}</p>
      ) : (
        <ol>
          {draft.changes.map((change, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same change may be made twice; its place is its name
            <li key={place}>{said(change)}</li>
          ))}
        </ol>
      )}
      <label className="setting">
        {words.page('scenario.change')}{' '}
        <select
          className="field"
          value={chosen.id}
          onChange={({ target: { value } }) => {
            const next = changeChoices.find(({ id }) => id === value);
            if (next === undefined) return;
            setChosen(next);
            setAmount(next.amount?.first ?? 1);
          }}
        >
          {changeChoices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice[sentence]}
            </option>
          ))}
        </select>
      </label>
      {chosen.amount === null ? null : (
        <label className="setting">
          {words.page('scenario.amount')}{' '}
          <input
            className="field"
            type="number"
            min={1}
            value={amount}
            onChange={({ target: { value } }) => setAmount(Number(value))}
          />
        </label>
      )}
      <div className="buttons">
        <button
          type="button"
          className="button"
          onClick={() => onChange([...draft.changes, wordsOfChange(chosen, amount)])}
        >
          {words.page('scenario.add')}
        </button>
        <button
          type="button"
          className="button"
          disabled={draft.changes.length === 0}
          onClick={() => onChange(draft.changes.slice(0, -1))}
        >
          {words.page('scenario.undo')}
        </button>
        {onDrop === null ? null : (
          <button type="button" className="button is-plain" onClick={onDrop}>
            {words.page('scenario.drop')}
          </button>
        )}
      </div>
    </fieldset>
  );
};
