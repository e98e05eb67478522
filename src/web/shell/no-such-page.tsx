import type { RefusalAnswer } from '../../app/protocol.ts';
import { useWords } from '../text/words.ts';

/** Says that nothing stands at an address, or that it cannot be shown, and the way back. */
export const NoSuchPage = ({
  refusal = null,
  isGone = true,
}: {
  /** What the host said of it. */
  readonly refusal?: RefusalAnswer | null;
  readonly isGone?: boolean;
}) => {
  const words = useWords();
  return (
    <div className="stack">
      <h1>{words.page(isGone ? 'unknown.title' : 'refused.title')}</h1>
      {refusal === null ? <p>{words.page('unknown.text')}</p> : <p lang="en">{refusal.sentence}</p>}
      <a className="button is-first" href="#/">
        {words.page('shell.start')}
      </a>
    </div>
  );
};
