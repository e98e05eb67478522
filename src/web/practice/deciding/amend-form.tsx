import { useState } from 'react';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useWords } from '../../text/words.ts';
import { useDraft } from '../use-draft.ts';

/** A new version of a proposal, made from the one that stands, with the objections it answers. */
export const AmendForm = ({
  community,
  proposal,
  title: standing,
  text: standingText,
  objections,
}: {
  readonly community: string;
  readonly proposal: string;
  readonly title: string;
  readonly text: string;
  /** Open ones, which a new version may integrate. */
  readonly objections: readonly { readonly id: string; readonly reason: string; readonly name: string }[];
}) => {
  const words = useWords();
  const { send, isRunning, trouble } = useCommand();
  const [draft, setDraft] = useDraft(`${community} amend ${proposal}`);
  const [title, setTitle] = useState(standing);
  const [why, setWhy] = useState('');
  const [integrates, setIntegrates] = useState<readonly string[]>([]);
  const text = draft === '' ? standingText : draft;
  return (
    <details>
      <summary>{words.page('amend.title')}</summary>
      <form
        className="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          const body = { community, proposal, title: title.trim(), text, why: why.trim(), integrates };
          void send('practice-amend', body).then((outcome) => {
            if (outcome.how !== 'answered') return;
            setDraft('');
            setWhy('');
            setIntegrates([]);
          });
        }}
      >
        <label className="stack wide">
          {words.page('proposal.title')}
          <input
            className="field"
            maxLength={200}
            value={title}
            onChange={({ target }) => setTitle(target.value)}
          />
        </label>
        <label className="stack wide">
          {words.page('amend.text')}
          <textarea
            className="field"
            rows={6}
            maxLength={20_000}
            value={text}
            onChange={({ target }) => setDraft(target.value)}
          />
        </label>
        <label className="stack wide">
          {words.page('amend.why')}
          <textarea className="field" rows={2} value={why} onChange={({ target }) => setWhy(target.value)} />
        </label>
        {objections.length === 0 ? null : (
          <fieldset className="stack">
            <legend>{words.page('amend.integrates')}</legend>
            {objections.map(({ id, reason, name }) => (
              <label key={id} className="setting">
                <input
                  type="checkbox"
                  checked={integrates.includes(id)}
                  onChange={({ target }) =>
                    setIntegrates((before) =>
                      target.checked ? [...before, id] : before.filter((each) => each !== id),
                    )
                  }
                />{' '}
                {name}: {reason}
              </label>
            ))}
          </fieldset>
        )}
        <Trouble trouble={trouble} />
        <div className="buttons">
          <button
            type="submit"
            className="button is-first"
            disabled={why.trim() === '' || title.trim() === '' || isRunning}
          >
            {words.page('amend.amend')}
          </button>
        </div>
      </form>
    </details>
  );
};
