import type { Commands } from '../../../app/protocol.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useDraft } from '../use-draft.ts';

/** One thing said in words, kept as a draft until it is sent. */
export const SaidForm = ({
  community,
  place,
  label,
  button,
  type,
  bodyOf,
  most = 4000,
}: {
  readonly community: string;
  /** Where the draft is kept. */
  readonly place: string;
  readonly label: string;
  readonly button: string;
  readonly type: string;
  readonly bodyOf: (text: string) => Commands['practice-act']['body']['body'];
  readonly most?: number;
}) => {
  const { act, isRunning, trouble } = useCommand();
  const [text, setText] = useDraft(`${community} ${place}`);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void act(community, type, bodyOf(text.trim())).then((isDone) => {
          if (isDone) setText('');
        });
      }}
    >
      <label className="stack wide">
        {label}
        <textarea
          className="field"
          rows={2}
          maxLength={most}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <Trouble trouble={trouble} />
      <div className="buttons">
        <button type="submit" className="button" disabled={text.trim() === '' || isRunning}>
          {button}
        </button>
      </div>
    </form>
  );
};
